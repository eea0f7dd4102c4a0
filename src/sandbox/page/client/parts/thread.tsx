import { usePage } from './actions.ts';
import { Composer } from './composer.tsx';
import { MessageRow } from './message.tsx';

/** A thread beside its conversation. */
export const Thread = ({ channel, ts }: { channel: string; ts: string }) => {
  const { screen, openThread } = usePage();
  const place = screen.places.find(({ id }) => id === channel);
  const own = screen.messages.filter((message) => message.channel === channel && (message.ts === ts || message.threadTs === ts)).toSorted((a, b) => Number(a.ts) - Number(b.ts));
  return (
    <aside className="thread" aria-label="Thread">
      <header><h2>Thread <small>{place?.kind === 'im' ? place.name : `# ${place?.name ?? ''}`}</small></h2>
        <button type="button" className="close" aria-label="Close thread" onClick={() => openThread(undefined)}>✕</button></header>
      <div className="messages" role="log" aria-label="Replies" tabIndex={0}>
        {own.map((message, i) => (
          <div key={message.ts}>
            <MessageRow message={message} inThread />
            {i === 0 && own.length > 1 && <div className="count"><span>{own.length - 1} {own.length === 2 ? 'reply' : 'replies'}</span></div>}
          </div>
        ))}
      </div>
      <Composer channel={channel} name="thread" threadTs={ts} />
    </aside>
  );
};
