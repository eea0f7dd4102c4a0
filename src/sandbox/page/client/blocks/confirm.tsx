import { useEffect, useRef } from 'react';
import { labelOf, textOf, type Json } from './json.ts';
import { Text } from './text.tsx';

type Props = { confirm: Json; onAnswer: (confirmed: boolean) => void };

/** The question that Slack asks before it tells the app of a click. */
export const ConfirmDialog = ({ confirm, onAnswer }: Props) => {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => { dialog.current?.showModal(); }, []);
  const danger = textOf(confirm['style']) === 'danger';
  return (
    <dialog ref={dialog} className="confirm" aria-labelledby="confirm-title" onCancel={(event) => { event.preventDefault(); onAnswer(false); }}>
      <h2 id="confirm-title">{labelOf(confirm['title'])}</h2>
      <p><Text of={confirm['text']} /></p>
      <footer>
        <button type="button" className="btn" onClick={() => onAnswer(false)}>{labelOf(confirm['deny']) || 'Cancel'}</button>
        <button type="button" className={`btn ${danger ? 'filled-danger' : 'filled'}`} onClick={() => onAnswer(true)}>{labelOf(confirm['confirm']) || 'OK'}</button>
      </footer>
    </dialog>
  );
};
