import { useEffect, useRef, useState } from 'react';
import type { Fillings, View } from '../../protocol.ts';
import { Blocks } from '../blocks/blocks.tsx';
import { SurfaceProvider } from '../blocks/surface.tsx';
import { withEmoji } from '../blocks/mrkdwn.tsx';
import { base64 } from '../talk.ts';
import { usePage } from './actions.ts';
import { Avatar } from './avatar.tsx';

type FormProps = { view: View; onFilled: (filled: Fillings) => void; errors: Readonly<Record<string, string>>; problem: string | undefined };

const Content = ({ view, onFilled, errors, problem }: FormProps) => {
  const { act } = usePage();
  return (
    <SurfaceProvider errors={errors} onFilled={onFilled}
      act={(blockId, actionId, given, filled) => act({ kind: 'use', on: { kind: 'view', id: view.id }, blockId, actionId, filled, ...(given !== undefined && { given }) })}
      suggest={async (actionId, typed) => (await act({ kind: 'suggest', on: { kind: 'view', id: view.id }, actionId, typed })).offered ?? []}
      pick={async (file) => (await act({ kind: 'pick', name: file.name, base64: await base64(file) })).file}>
      {(trouble) => (
        <div className="dialog-body">
          {(problem ?? trouble) !== undefined && <p className="banner" role="alert">{problem ?? trouble}</p>}
          <Blocks blocks={view.blocks} />
        </div>
      )}
    </SurfaceProvider>
  );
};

/** One dialog. What is filled in stays when the app changes the view, as in Slack; submitting waits for the app's word. */
const Dialog = ({ view }: { view: View }) => {
  const { screen, act } = usePage();
  const frame = useRef<HTMLDialogElement>(null);
  const filled = useRef<Fillings>({});
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    frame.current?.showModal();
    frame.current?.querySelector<HTMLElement>('.dialog-body :is(input, textarea, select)')?.focus();
  }, []);
  const close = (): void => void act({ kind: 'close', view: view.id });
  const submit = async (): Promise<void> => {
    setBusy(true);
    const answered = await act({ kind: 'submit', view: view.id, filled: filled.current });
    setErrors(answered.errors ?? {});
    setProblem(answered.problem);
    setBusy(false);
  };
  return (
    <dialog ref={frame} className="dialog" aria-labelledby="dialog-title" onCancel={(event) => { event.preventDefault(); close(); }}>
      <form noValidate onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <header><Avatar person={screen.people.find(({ id }) => id === screen.bot)} size={28} /><h2 id="dialog-title">{withEmoji(view.title)}</h2>
          <button type="button" className="close" aria-label="Close dialog" onClick={close}>✕</button></header>
        <Content view={view} errors={errors} problem={problem} onFilled={(next) => { filled.current = next; }} />
        <footer>
          <button type="button" className="btn" onClick={close}>{view.close}</button>
          {view.submit !== undefined && <button type="submit" className={`btn filled${busy ? ' busy' : ''}`} disabled={busy} aria-busy={busy}>{view.submit}</button>}
        </footer>
      </form>
    </dialog>
  );
};

/** The dialog on top; those below wait. */
export const Dialogs = () => {
  const { screen } = usePage();
  const top = screen.dialogs.at(-1);
  return top ? <Dialog key={top.id} view={top} /> : null;
};
