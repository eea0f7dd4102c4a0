import { foldKey } from '../../domain/text.ts';
import { SheetRefused } from '../../usecases/sheet.ts';
import { quoted } from '../../usecases/harmless.ts';

/** How a column may be headed: our own name for it, and others people's files use. Compared by `foldKey`. */
export type ColumnNames = { header: string; aliases: readonly string[] };

/** What a header was found to mean. `places`: for each of the file's columns ours, or undefined. */
export type Headers<Column> = {
  places: readonly (Column | undefined)[];
  mapping: readonly { from: string; to: string }[];
  ignored: readonly string[];
};

/** A meaning without which a file is of no use: any one of these columns will do. `meaning`: as said to people. */
export type Requirement = { anyOf: readonly string[]; meaning: string };

/** Finds our columns in a file's header. Refuses a file with two columns of one meaning or without a required one. */
export const matchHeaders = <Column extends ColumnNames>(
  cells: readonly string[], columns: readonly Column[], required: readonly Requirement[],
): Headers<Column> => {
  const byKey = new Map(columns.flatMap((column) => [column.header, ...column.aliases].map((name): [string, Column] => [foldKey(name), column])));
  const places = cells.map((cell) => byKey.get(foldKey(cell)));
  const seen = new Map<string, string>();
  const mapping: { from: string; to: string }[] = [];
  for (const [i, column] of places.entries()) {
    const from = cells[i] ?? '';
    if (!column) continue;
    const other = seen.get(column.header);
    if (other !== undefined) {
      throw new SheetRefused(`Two columns mean the same (${column.header}): ${quoted(other)} and ${quoted(from)}. Remove one of them.`);
    }
    seen.set(column.header, from);
    mapping.push({ from, to: column.header });
  }
  refuseMissing(cells, seen, required);
  const ignored = cells.filter((cell, i) => !places[i] && cell !== '');
  return { places, mapping, ignored };
};

const SHOWN = 40;
const refuseMissing = (cells: readonly string[], seen: ReadonlyMap<string, string>, required: readonly Requirement[]): void => {
  const missing = required.filter(({ anyOf }) => !anyOf.some((header) => seen.has(header)));
  if (missing.length === 0) return;
  const wanted = missing.map(({ meaning, anyOf }) => `${meaning} (${anyOf.map(quoted).join(' or ')})`).join(', ');
  const more = cells.length > SHOWN ? ` and ${cells.length - SHOWN} more` : '';
  throw new SheetRefused(`The file has no column for ${wanted}. Its columns are: ${cells.slice(0, SHOWN).map(quoted).join(', ')}${more}.`);
};
