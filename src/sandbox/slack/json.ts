/** A JSON object as it came: nothing is believed about what is inside. */
export type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
export const isString = (value: unknown): value is string => typeof value === 'string';
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const textOf = (value: unknown): string => (isString(value) ? value : '');
/** A field of a value that may not be an object at all. */
export const fieldOf = (value: unknown, field: string): unknown => (isObject(value) ? value[field] : undefined);

/** Parses JSON text; undefined when it is none. */
export const parseJson = (text: string): unknown => {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
};

/** A block as Slack keeps it: with a block_id always, the rest as the bot sent it. */
export type Block = { type: string; block_id: string; [field: string]: unknown };
