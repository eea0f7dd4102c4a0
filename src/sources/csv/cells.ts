import { foldKey } from '../../domain/text.ts';
import type { CampaignState } from '../../domain/send.ts';
import type { SendName } from '../../usecases/ports.ts';
import { bad, good, type Reading } from '../reading.ts';
import { NAME_LIMIT } from '../texts.ts';
import { readTime } from '../times.ts';

/** A send's id: digits are the provider's number, `T-12` is one we gave, anything else is an id of another system. */
export const readSendId = (cell: string): Reading<SendName> => {
  const value = cell.trim().replace(/^[#\s]+/, '');
  if (value === '') return bad('is not an id');
  if (/^\d+([.,]\d+)?E\+\d+$/i.test(value)) return bad('is a number that a spreadsheet program has cut short; format the column as text and export again');
  if (value.length > NAME_LIMIT) return bad(`has ${value.length} characters; ${NAME_LIMIT} are the most`);
  if (/^\d+$/.test(value)) return good({ scheme: 'number', value: value.replace(/^0+(?=\d)/, '') });
  // Larger ones were never given here, and would push our own numbers out of range.
  if (/^T-[1-9]\d{0,7}$/i.test(value)) return good({ scheme: 'tracker', value: value.toUpperCase() });
  return good({ scheme: 'id', value });
};

export const readProviderId = (cell: string): Reading<SendName> => {
  const value = cell.trim();
  return value.length <= NAME_LIMIT ? good({ scheme: 'provider', value }) : bad(`has ${value.length} characters; ${NAME_LIMIT} are the most`);
};

/** When a status began; `~` before it: nobody told, this is when it was first heard of. */
export type Since = { at: Date; approximate: boolean };

export const readSince = (cell: string): Reading<Since> => {
  const text = cell.trim();
  const approximate = text.startsWith('~');
  const time = readTime(approximate ? text.slice(1).trim() : text);
  return time.ok ? good({ at: time.value, approximate }) : time;
};

const YES = new Set(['yes', 'y', 'true', '1', 'x', 'test']);
const NO = new Set(['no', 'n', 'false', '0', 'live']);

export const readTest = (cell: string): Reading<boolean> => {
  const key = foldKey(cell);
  if (YES.has(key)) return good(true);
  return NO.has(key) ? good(false) : bad('is neither yes nor no');
};

const STATES: ReadonlyMap<string, CampaignState> = new Map([['active', 'ACTIVE'], ['archived', 'ARCHIVED'], ['deleted', 'DELETED']]);

export const readCampaignState = (cell: string): Reading<CampaignState> => {
  const state = STATES.get(foldKey(cell));
  return state ? good(state) : bad('is not one of active, archived, deleted');
};
