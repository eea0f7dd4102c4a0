/** What a cell was found to say, or why not. `reason`: a clause about the cell, "is not an e-mail address". */
export type Reading<T> = { ok: true; value: T } | { ok: false; reason: string };

export const good = <T>(value: T): Reading<T> => ({ ok: true, value });
export const bad = (reason: string): Reading<never> => ({ ok: false, reason });
