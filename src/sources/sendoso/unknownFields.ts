import type { UnknownFields } from '../../usecases/ports/provider.ts';
import { objectSchema } from './schemas.ts';
import { CONFIRM_BY } from './toRecord.ts';

/** What the documentation names, and `toRecord` reads or passes over on purpose. */
const SEND = new Set([
  'id', 'send_gid', 'type', 'subtype', 'currency', 'current_total_cost', 'status', 'created_at', 'touch', 'recipient', 'sender', 'sent_via', 'status_updates',
  'tracking', 'message', 'gift', 'test', ...CONFIRM_BY,
]);
const PARTS: Readonly<Record<string, ReadonlySet<string>>> = {
  touch: new Set(['id', 'name']),
  recipient: new Set(['name', 'email', 'company_name', 'address']),
  sender: new Set(['id', 'name', 'email', 'team_id', 'team_name']),
  tracking: new Set(['carrier', 'number', 'url']),
};

/** What is kept of one send, as JSON, in characters; beyond that the largest fields are left out, and how many. */
const MOST = 4000;
const DEEPEST = 6;

/**
 * The fields of a send that nobody here knows, and those that were known and could not be read (`unread`), by their path. Undefined when everything
 * was understood, as it should be.
 */
export const unknownFields = (value: unknown, unread: readonly string[]): UnknownFields | undefined => {
  const send = objectSchema.safeParse(value);
  if (!send.success) return undefined;
  const strange = Object.entries(send.data).filter(([field]) => !SEND.has(field));
  const inside = Object.entries(PARTS).flatMap(([part, known]) => {
    const fields = objectSchema.safeParse(send.data[part]);
    return fields.success ? Object.entries(fields.data).filter(([field]) => !known.has(field)).map(([field, each]): [string, unknown] => [`${part}.${field}`, each]) : [];
  });
  const garbled = unread.map((path): [string, unknown] => [path, at(send.data, path.split('.'))]);
  const found = [...strange, ...inside, ...garbled].filter(([, each]) => each !== null && each !== undefined && each !== '');
  return found.length === 0 ? undefined : bounded(found.map(([field, each]) => [storableText(field), storable(each, DEEPEST)]));
};

/** What stands at a path; in a list, the list. */
const at = (value: unknown, [first, ...rest]: readonly string[]): unknown => {
  const parsed = objectSchema.safeParse(value);
  if (first === undefined || !parsed.success) return value;
  return at(parsed.data[first], rest);
};

/** PostgreSQL's JSON takes no NUL and no half of a character. */
const storableText = (text: string): string => text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\uFFFD');

const storable = (value: unknown, depth: number): unknown => {
  if (typeof value === 'string') return storableText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return '…';
  if (Array.isArray(value)) return value.map((each) => storable(each, depth - 1));
  return Object.fromEntries(Object.entries(value).map(([field, each]) => [storableText(field), storable(each, depth - 1)]));
};

const bounded = (fields: readonly [string, unknown][]): UnknownFields => {
  const sizes = fields.map((field) => ({ field, size: JSON.stringify(field).length })).toSorted((a, b) => a.size - b.size);
  let left = MOST;
  const kept = sizes.filter(({ size }) => (left -= size) >= 0).map(({ field }) => field);
  return Object.fromEntries([...kept, ...(kept.length < fields.length ? [['left out', fields.length - kept.length]] : [])]);
};
