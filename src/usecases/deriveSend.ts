import { currentStatus, type CurrentStatus } from '../domain/observations.ts';
import { familyOf, type Family } from '../domain/send.ts';
import { foldText } from '../domain/text.ts';
import type { SendState } from './mergeRecord.ts';
import type { SendName } from './ports.ts';

/** The number given here; of a send that was taken for two, the first of theirs. */
const ownNumber = (names: readonly SendName[]): string | undefined =>
  names.flatMap(({ scheme, value }) => (scheme === 'tracker' ? [value] : [])).toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1))[0];

/** What is kept beside the state because lists filter and sort by it. Undefined while nothing about the send is due yet. */
export type Derived = { number: string; family: Family; current: CurrentStatus; listedAt: Date };

export const derive = (state: SendState, now: Date): Derived | undefined => {
  const current = currentStatus(state.observations, now);
  if (!current) return undefined;
  const { fields, names, observations } = state;
  const named = (scheme: SendName['scheme']): string | undefined => names.find((name) => name.scheme === scheme)?.value;
  const earliest = new Date(Math.min(...observations.map((each) => each.at.getTime())));
  return {
    number: named('number') ?? ownNumber(names) ?? '',
    family: familyOf(fields.kind ?? '', observations.map(({ status }) => status)),
    current,
    listedAt: fields.createdAt ?? earliest,
  };
};

/** What a send is found by: its recipient on the first line, the rest on the second. */
export const searchTextOf = ({ fields, names, parcels }: SendState): string => {
  const recipient = [fields.recipientName, fields.recipientEmail, fields.recipientCompany];
  const rest = [fields.campaign?.name, fields.gift, ...names.map(({ value }) => value), ...parcels.flatMap(({ number, key }) => [number, key])];
  const folded = (parts: readonly (string | undefined)[]): string => foldText(parts.filter((part) => part !== undefined).join(' '));
  return `${folded(recipient)}\n${folded(rest)}`;
};
