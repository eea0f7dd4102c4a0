import { Fragment, useEffect, useRef } from 'react';
import type { Message, Place } from '../../protocol.ts';
import { dayLine, sameDay } from '../blocks/dates.ts';
import { usePage } from './actions.ts';
import { Composer } from './composer.tsx';
import { HomeTab } from './home.tsx';
import { MessageRow, timeOfTs } from './message.tsx';

/** The messages of a conversation, a line between days; it follows the newest. */
const Messages = ({ messages, all }: { messages: readonly Message[]; all: readonly Message[] }) => {
  const { zone, now } = usePage();
  const end = useRef<HTMLDivElement>(null);
  const newest = messages.at(-1);
  useEffect(() => { void end.current?.scrollIntoView({ block: 'end' }); }, [newest?.ts, newest?.blocks]);
  return (
    <div className="messages" role="log" aria-label="Messages" tabIndex={0}>
      {messages.map((message, i) => {
        const at = timeOfTs(message.ts);
        const before = messages[i - 1];
        const replies = all.filter(({ threadTs, ts }) => threadTs === message.ts && ts !== message.ts);
        return (
          <Fragment key={message.ts}>
            {(!before || !sameDay(timeOfTs(before.ts), at, zone)) && <div className="day"><span>{dayLine(at, { zone, now: now() })}</span></div>}
            <MessageRow message={message} replies={replies} />
          </Fragment>
        );
      })}
      <div ref={end} />
    </div>
  );
};

const isTop = ({ threadTs, ts, broadcast }: Message): boolean => threadTs === undefined || threadTs === ts || broadcast;

const Tabs = ({ tab, onTab }: { tab: 'home' | 'messages'; onTab: (tab: 'home' | 'messages') => void }) => (
  <div className="tabs" role="tablist">
    {(['home', 'messages'] as const).map((each) => (
      <button key={each} type="button" role="tab" aria-selected={tab === each} onClick={() => onTab(each)}>{each === 'home' ? 'Home' : 'Messages'}</button>
    ))}
  </div>
);

type Props = { place: Place; tab: 'home' | 'messages'; onTab: (tab: 'home' | 'messages') => void };

/** A conversation, or the app's Home. */
export const Conversation = ({ place, tab, onTab }: Props) => {
  const { screen, act } = usePage();
  const isApp = place.kind === 'im' && place.withBot;
  const all = screen.messages.filter(({ channel }) => channel === place.id).toSorted((a, b) => Number(a.ts) - Number(b.ts));
  const shown = all.filter(isTop);
  const showsHome = isApp && screen.hasHome && tab === 'home';
  // Whoever comes to Home opens it, also when the page itself is opened there.
  useEffect(() => { if (showsHome) void act({ kind: 'tab', tab: 'home' }); }, [showsHome, place.id, act]);
  const newest = all.at(-1)?.ts;
  useEffect(() => {
    if (!showsHome && place.unread > 0) void act({ kind: 'read', channel: place.id });
  }, [showsHome, newest, place.unread, place.id, act]);
  const writable = !isApp || screen.mayWriteToBot;
  return (
    <main className="conversation" aria-label={place.name}>
      <header>
        <h1>{place.kind === 'im' ? place.name : `# ${place.name}`}</h1>{place.shared && <span className="shared">shared with Acme</span>}
        {isApp && screen.hasHome && <Tabs tab={tab} onTab={onTab} />}
      </header>
      {showsHome ? <HomeTab /> : (
        <>
          {shown.length > 0 ? <Messages messages={shown} all={all} /> : <div className="messages empty"><p>{isApp ? `This is the very beginning of what ${place.name} tells you.` : `This is the very beginning of #${place.name}.`}</p></div>}
          {writable
            ? <Composer key={place.id} channel={place.id} name={place.kind === 'im' ? place.name : `#${place.name}`} mayUpload={isApp} />
            : <p className="closed">Sending messages to this app has been turned off. Commands work in any channel.</p>}
        </>
      )}
    </main>
  );
};
