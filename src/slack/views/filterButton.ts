import { ACTIONS } from '../ids.ts';
import { button } from './blocks.ts';

/** Opens the filter dialog with a list's filters; the value is of `encodeFilter`. */
export const filterButton = (value: string): ReturnType<typeof button> => button({ text: 'Filter…', action: ACTIONS.filter, value, label: 'Filter this list, in a dialog' });
