import { useState } from 'react';
import { base64 } from '../talk.ts';
import { usePage } from './actions.ts';

type Props = { channel: string; name: string; threadTs?: string; mayUpload?: boolean };

/** Where one writes. What begins with a slash is a command: those there are, with their hints, stand above. */
export const Composer = ({ channel, name, threadTs, mayUpload = false }: Props) => {
  const { screen, act } = usePage();
  const [text, setText] = useState('');
  const [past, setPast] = useState<readonly string[]>([]);
  const [at, setAt] = useState(0);
  const typed = /^\/\S*/.exec(text)?.[0];
  const hints = typed === undefined || threadTs !== undefined ? [] : screen.commands.filter((each) => (text.includes(' ') ? each.name === typed : each.name.startsWith(typed)));
  const write = (next: string): void => {
    setText(next);
    setAt(0);
  };
  const send = (): void => {
    if (text.trim() === '') return;
    setPast([text, ...past]);
    write('');
    void act({ kind: 'type', channel, text: text.trim(), ...(threadTs !== undefined && { threadTs }) });
  };
  const recall = (step: number): void => {
    const to = Math.min(Math.max(at + step, 0), past.length);
    setAt(to);
    setText(to === 0 ? '' : (past[to - 1] ?? ''));
  };
  return (
    <div className="composer">
      {hints.length > 0 && (
        <div className="hints" role="listbox" aria-label="Commands">
          <p>Commands of {screen.people.find(({ id }) => id === screen.bot)?.name}</p>
          {hints.map(({ name: command, hint, does }) => (
            <button key={command} type="button" role="option" aria-selected={command === typed} onClick={() => write(`${command} `)}>
              <strong>{command}</strong> <code>{hint}</code><small>{does}</small>
            </button>
          ))}
        </div>
      )}
      <form onSubmit={(event) => { event.preventDefault(); send(); }}>
        <textarea rows={1} value={text} aria-label={threadTs === undefined ? `Message ${name}` : 'Reply'} placeholder={threadTs === undefined ? `Message ${name}` : 'Reply…'}
          onChange={({ target }) => write(target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.shiftKey) {
              event.preventDefault();
              send();
            }
            if (event.key === 'Tab' && hints.length === 1 && !text.includes(' ')) {
              event.preventDefault();
              write(`${hints[0]?.name ?? ''} `);
            }
            if (event.key === 'ArrowUp' && (text === '' || at > 0)) recall(1);
            if (event.key === 'ArrowDown' && at > 0) recall(-1);
          }} />
        <div className="tools">
          {mayUpload && (
            <label className="attach" title="Attach a file"><span aria-hidden="true">+</span>
              <input type="file" aria-label="Attach a file" onChange={async ({ target }) => {
                const [file] = target.files ?? [];
                if (file) await act({ kind: 'upload', channel, name: file.name, base64: await base64(file) });
                target.value = '';
              }} />
            </label>
          )}
          {threadTs === undefined && screen.shortcuts.filter(({ type }) => type === 'global').map(({ id, name: title, does }) => (
            <button key={id} type="button" className="shortcut" title={does} onClick={() => void act({ kind: 'shortcut', id })}><span aria-hidden="true">⚡ </span>{title}</button>
          ))}
          <span className="spring" />
          <button type="submit" className="send" aria-label="Send" disabled={text.trim() === ''}>➤</button>
        </div>
      </form>
    </div>
  );
};
