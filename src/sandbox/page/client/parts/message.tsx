import type { Message, Person } from '../../protocol.ts';
import { Blocks } from '../blocks/blocks.tsx';
import { timeOf } from '../blocks/dates.ts';
import { Mrkdwn } from '../blocks/mrkdwn.tsx';
import { SurfaceProvider } from '../blocks/surface.tsx';
import { usePage } from './actions.ts';
import { Avatar } from './avatar.tsx';

export const timeOfTs = (ts: string): Date => new Date(Number(ts) * 1000);

const sizeOf = (bytes: number): string => (bytes < 1024 ? `${bytes} B` : `${Math.round(bytes / 1024)} kB`);
const Files = ({ files }: Pick<Message, 'files'>) => (
  <>
    {files.map(({ id, name, title, bytes }) => (
      <a key={id} className="file" href={`/files/${id}`} download={name}>
        <span className="file-icon" aria-hidden="true">▤</span><span><strong>{title || name}</strong><small>{name.split('.').at(-1)?.toUpperCase()} · {sizeOf(bytes)}</small></span>
      </a>
    ))}
  </>
);

const ThreadLink = ({ message, replies }: { message: Message; replies: readonly Message[] }) => {
  const { screen, zone, openThread } = usePage();
  const last = replies.at(-1);
  if (!last) return null;
  const people = [...new Set(replies.map(({ user }) => user))].map((id) => screen.people.find((each) => each.id === id));
  return (
    <button type="button" className="replies" onClick={() => openThread({ channel: message.channel, ts: message.ts })}>
      {people.map((person) => <Avatar key={person?.id} person={person} size={22} />)}
      <strong>{replies.length} {replies.length === 1 ? 'reply' : 'replies'}</strong> <span>Last reply at {timeOf(timeOfTs(last.ts), zone)}</span>
    </button>
  );
};

const Author = ({ message, author }: { message: Message; author: Person | undefined }) => {
  const { zone } = usePage();
  return (
    <div className="author">
      <strong>{author?.name ?? 'somebody'}</strong>{author?.app === true && <span className="badge">APP</span>}
      <time title={timeOfTs(message.ts).toUTCString()}>{timeOf(timeOfTs(message.ts), zone)}</time>
    </div>
  );
};

type Props = { message: Message; replies?: readonly Message[]; inThread?: boolean };

/** One message: of a person, of the app, whispered, in a thread or told from one. */
export const MessageRow = ({ message, replies = [], inThread = false }: Props) => {
  const { screen, act, openThread } = usePage();
  const author = screen.people.find(({ id }) => id === message.user);
  const root = screen.messages.find(({ channel, ts }) => channel === message.channel && ts === message.threadTs);
  const thread = { channel: message.channel, ts: message.threadTs ?? message.ts };
  return (
    <article className={`message${message.ephemeral ? ' ephemeral' : ''}`} data-ts={message.ts} aria-label={`${author?.name ?? 'somebody'}: ${message.text.slice(0, 80)}`}>
      <Avatar person={author} />
      <div className="content">
        {message.ephemeral && <p className="whisper"><span aria-hidden="true">◉</span> Only visible to you</p>}
        {message.broadcast && !inThread && <p className="whisper">replied to a thread: <button type="button" className="link" onClick={() => openThread(thread)}>{root?.text.slice(0, 80) || 'a message'}</button></p>}
        <Author message={message} author={author} />
        <SurfaceProvider act={(blockId, actionId, given, filled) =>
          act({ kind: 'use', on: { kind: 'message', channel: message.channel, ts: message.ts }, blockId, actionId, filled, ...(given !== undefined && { given }) })}>
          {(problem) => (
            <>
              {message.blocks.length > 0 ? <Blocks blocks={message.blocks} /> : message.text !== '' && <p className="said"><Mrkdwn text={message.text} /></p>}
              {message.unfurls.map(({ url, blocks }) => <div key={url} className="unfurl"><Blocks blocks={blocks} /></div>)}
              {message.edited && message.blocks.length === 0 && <small className="edited"> (edited)</small>}
              {problem !== undefined && <p className="error" role="alert">⚠ {problem}</p>}
            </>
          )}
        </SurfaceProvider>
        <Files files={message.files} />
        {!inThread && <ThreadLink message={message} replies={replies} />}
      </div>
      {!message.ephemeral && (
        <div className="hover">
          {!inThread && <button type="button" onClick={() => openThread(thread)}>Reply in thread</button>}
          {screen.shortcuts.filter(({ type }) => type === 'message').map(({ id, name, does }) => (
            <button key={id} type="button" title={does} onClick={() => void act({ kind: 'shortcut', id, on: { channel: message.channel, ts: message.ts } })}>{name}</button>
          ))}
        </div>
      )}
    </article>
  );
};
