import { createContext, useContext } from 'react';
import type { Person, Place } from '../../protocol.ts';

/** Who reads: dates, times and mentions are drawn for them. `now`: the workspace's time. */
export type Reader = { zone: string; now: Date; people: readonly Person[]; places: readonly Place[]; dark: boolean };

export const ReaderContext = createContext<Reader>({ zone: 'UTC', now: new Date(0), people: [], places: [], dark: false });
export const useReader = (): Reader => useContext(ReaderContext);
