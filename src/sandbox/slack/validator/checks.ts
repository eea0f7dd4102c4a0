import { isObject } from '../json.ts';

/** What Slack says of a payload it refuses, and the JSON pointer to the place. */
export type Problem = { message: string; pointer: string };
export type Check = (value: unknown, at: string, problems: Problem[]) => void;

/** The form in which Slack prints a problem, e.g. `must be less than 3001 characters [json-pointer:/blocks/3/text/text]`. */
export const printed = ({ message, pointer }: Problem): string => `${message} [json-pointer:${pointer}]`;

/** Lengths count UTF-16 units: never fewer than Slack counts. Text of nothing but white space counts as empty, as Slack's does. */
export const string = ({ min = 1, max = Infinity }: { min?: number; max?: number } = {}): Check => (value, at, problems) => {
  if (typeof value !== 'string') problems.push({ message: 'must be a string', pointer: at });
  else if (value.length > max) problems.push({ message: `must be less than ${max + 1} characters`, pointer: at });
  else if (min > 0 && value.trim() === '') problems.push({ message: 'must be more than 0 characters', pointer: at });
  else if (value.length < min) problems.push({ message: `must be more than ${min - 1} characters`, pointer: at });
};

export const pattern = (expected: RegExp, max: number, message: string): Check => (value, at, problems) => {
  const before = problems.length;
  string({ max })(value, at, problems);
  if (problems.length === before && typeof value === 'string' && !expected.test(value)) problems.push({ message, pointer: at });
};

const WEB = /^https?:\/\/[^\s]+$/;
const LINK = /^[a-z][a-z0-9+.-]*:[^\s]+$/i;
/** A picture's address. */
export const webUrl: Check = pattern(WEB, 3000, 'invalid url');
/** A link's address: any scheme, `mailto:` too. */
export const linkUrl: Check = pattern(LINK, 3000, 'invalid url');

export const oneOf = (...allowed: readonly string[]): Check => (value, at, problems) => {
  if (!allowed.some((each) => each === value)) {
    problems.push({ message: `must be a valid enum value, one of: ${allowed.join(', ')}`, pointer: at });
  }
};

export const boolean: Check = (value, at, problems) => {
  if (typeof value !== 'boolean') problems.push({ message: 'must be a boolean', pointer: at });
};

export const number = ({ min = -Infinity, max = Infinity, whole = false } = {}): Check => (value, at, problems) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) problems.push({ message: 'must be a number', pointer: at });
  else if (whole && !Number.isInteger(value)) problems.push({ message: 'must be an integer', pointer: at });
  else if (value < min) problems.push({ message: `must be at least ${min}`, pointer: at });
  else if (value > max) problems.push({ message: `must be at most ${max}`, pointer: at });
};

export const list = (of: Check, { min = 0, max = Infinity } = {}): Check => (value, at, problems) => {
  if (!Array.isArray(value)) {
    problems.push({ message: 'must be an array', pointer: at });
    return;
  }
  if (value.length < min) problems.push({ message: `must provide at least ${min} items`, pointer: at });
  if (value.length > max) problems.push({ message: `no more than ${max} items allowed`, pointer: at });
  value.forEach((item, index) => of(item, `${at}/${index}`, problems));
};

/** An object of exactly these fields. An unknown field is refused, as Slack refuses it. */
export const object = (required: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}): Check => (value, at, problems) => {
  if (!isObject(value)) {
    problems.push({ message: 'must provide an object', pointer: at });
    return;
  }
  for (const field of Object.keys(required)) {
    if (value[field] === undefined) problems.push({ message: `missing required field: ${field}`, pointer: at });
  }
  for (const [field, content] of Object.entries(value)) {
    const check = required[field] ?? optional[field];
    if (check) check(content, `${at}/${field}`, problems);
    else problems.push({ message: `invalid additional property: ${field}`, pointer: at });
  }
};

/** An object whose `type` says which check applies; a type that is not in the table is unsupported here. */
export const byType = (table: Readonly<Record<string, Check>>): Check => (value, at, problems) => {
  if (!isObject(value)) {
    problems.push({ message: 'must provide an object', pointer: at });
    return;
  }
  const { type } = value;
  if (type === undefined) problems.push({ message: 'missing required field: type', pointer: at });
  else if (typeof type !== 'string' || !Object.hasOwn(table, type)) problems.push({ message: `unsupported type: ${String(type)}`, pointer: `${at}/type` });
  else table[type]?.(value, at, problems);
};

/** The given one plus what must hold between fields. Looks only at a value that is an object. */
export const also = (check: Check, between: (value: Readonly<Record<string, unknown>>, at: string, problems: Problem[]) => void): Check => (value, at, problems) => {
  check(value, at, problems);
  if (isObject(value)) between(value, at, problems);
};

export const exactlyOne = (...fields: readonly string[]) => (value: Readonly<Record<string, unknown>>, at: string, problems: Problem[]): void => {
  const present = fields.filter((field) => value[field] !== undefined);
  if (present.length !== 1) problems.push({ message: `must define exactly one of: ${fields.join(', ')}`, pointer: at });
};

export const atLeastOne = (...fields: readonly string[]) => (value: Readonly<Record<string, unknown>>, at: string, problems: Problem[]): void => {
  if (fields.every((field) => value[field] === undefined)) problems.push({ message: `must define at least one of: ${fields.join(', ')}`, pointer: at });
};
