/** What makes a spreadsheet program take a cell for a formula; the last four are read like the first four by some. */
const DANGEROUS = /^'*[=+\-@\t\r\n＝＋－＠]/u;
const ESCAPED = /^'+[=+\-@\t\r\n＝＋－＠]/u;

/**
 * Keeps a spreadsheet program from running a cell: an apostrophe goes before what looks like a formula, and before what looks like
 * the result of this. So `unescapeCell(escapeCell(x)) === x` for every x, and no cell comes out looking like a formula.
 */
export const escapeCell = (text: string): string => (DANGEROUS.test(text) ? `'${text}` : text);

/** The inverse of `escapeCell`. Only for our own exports (`isOwnExport`): elsewhere an apostrophe may be meant. */
export const unescapeCell = (text: string): string => (ESCAPED.test(text) ? text.slice(1) : text);
