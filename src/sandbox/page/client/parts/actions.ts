import { createContext, useContext } from 'react';
import type { Act, Answered, Screen } from '../../protocol.ts';

/** What the parts of the page share: what is seen, and how something is done as the one who sees it. */
export type Page = {
  screen: Screen;
  now: () => Date;
  zone: string;
  act: (done: Act) => Promise<Answered>;
  /** Becomes somebody, in a place. */
  go: (as: string, place: string) => void;
  /** Opens a thread beside the conversation; without one, closes it. */
  openThread: (thread: { channel: string; ts: string } | undefined) => void;
};

const PageContext = createContext<Page | undefined>(undefined);
export const PageProvider = PageContext.Provider;
export const usePage = (): Page => {
  const page = useContext(PageContext);
  if (!page) throw new Error('there is no page around this');
  return page;
};
