import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Act, Screen } from '../protocol.ts';
import { ReaderContext } from './blocks/reader.ts';
import { useKept, useScreen } from './model.ts';
import { type Page, PageProvider } from './parts/actions.ts';
import { DemoBar } from './parts/bar.tsx';
import { Conversation } from './parts/conversation.tsx';
import { Dialogs } from './parts/dialogs.tsx';
import { ControlPanel } from './parts/panel.tsx';
import { Sidebar } from './parts/sidebar.tsx';
import { Thread } from './parts/thread.tsx';
import { act } from './talk.ts';

type Tab = 'home' | 'messages';
type OpenThread = { channel: string; ts: string } | undefined;

/** Slack's own window: side bar, conversation, thread. */
const Workspace = ({ screen, thread, onLeave }: { screen: Screen; thread: OpenThread; onLeave: () => void }) => {
  const [wanted, setWanted] = useKept('place', '');
  const [tab, setTab] = useState<Tab>('home');
  const place = screen.places.find(({ id }) => id === wanted) ?? screen.places[0];
  // Home tells the app by itself that it was opened.
  const openTab = (next: Tab): void => {
    setTab(next);
    if (next === 'messages') void act(screen.me, { kind: 'tab', tab: next });
  };
  return (
    <div className="workspace">
      <Sidebar current={place?.id ?? ''} onOpen={(next) => {
        setWanted(next.id);
        onLeave();
        // What is unread in the app's conversation is what one came for; else Slack opens Home.
        if (next.kind === 'im' && next.withBot) openTab(screen.hasHome && next.unread === 0 ? 'home' : 'messages');
      }} />
      {place && <Conversation place={place} tab={tab} onTab={openTab} />}
      {thread && <Thread {...thread} />}
    </div>
  );
};

const useDark = (): [boolean, (dark: boolean) => void] => {
  const [theme, setTheme] = useKept('theme', window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  useEffect(() => { document.documentElement.dataset['theme'] = theme; }, [theme]);
  return [theme === 'dark', (dark) => setTheme(dark ? 'dark' : 'light')];
};

export const App = () => {
  const [me, setMe] = useKept('me', '');
  const [dark, setDark] = useDark();
  const [panel, setPanel] = useKept('panel', window.matchMedia('(max-width: 760px)').matches ? 'closed' : 'open');
  const [thread, setThread] = useState<OpenThread>();
  const { screen, alive } = useScreen(me);
  const acting = screen?.me ?? '';
  const doAs = useCallback((done: Act) => act(acting, done), [acting]);
  const go = useCallback((as: string, to: string) => {
    window.localStorage.setItem('place', to);
    setMe(as);
    setThread(undefined);
  }, [setMe]);
  const zone = screen?.people.find(({ id }) => id === screen.me)?.zone ?? 'UTC';
  const ahead = screen?.panel.ahead ?? 0;
  const page = useMemo((): Page | undefined => screen && { screen, zone, act: doAs, go, openThread: setThread, now: () => new Date(Date.now() + ahead) }, [screen, zone, doAs, go, ahead]);
  if (!screen || !page) return <p className="loading">Loading…</p>;
  const reader = { zone, now: page.now(), people: screen.people, places: screen.places, dark };
  return (
    <PageProvider value={page}>
      <ReaderContext.Provider value={reader}>
        <DemoBar people={screen.people} me={screen.me} dark={dark} onDark={setDark} panel={panel === 'open'} onPanel={(open) => setPanel(open ? 'open' : 'closed')} alive={alive}
          onBe={(id) => {
            setMe(id);
            setThread(undefined);
          }} />
        <div className="frame"><Workspace key={screen.me} screen={screen} thread={thread} onLeave={() => setThread(undefined)} />{panel === 'open' && <ControlPanel />}</div>
        <Dialogs />
      </ReaderContext.Provider>
    </PageProvider>
  );
};
