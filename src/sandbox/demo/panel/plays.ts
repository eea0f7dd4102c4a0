import type { Play, Said } from '../../page/protocol.ts';

/** Something to play: its form, and what it does. What it says is one sentence. */
export type Playable = Omit<Play, 'fields'> & { fields?: () => Play['fields']; run: (values: Readonly<Record<string, string>>) => Promise<string>; go?: Said['go'] };

/** A field to choose in. The first is chosen. */
export const choice = (name: string, label: string, options: readonly (readonly [value: string, label: string])[]): Play['fields'][number] =>
  ({ name, label, options: options.map(([value, text]) => ({ value, label: text })), initial: options[0]?.[0] ?? '' });

export const formOf = ({ id, group, title, says, button, fields }: Playable): Play => ({ id, group, title, says, button, fields: fields?.() ?? [] });

export const playNow = async (plays: readonly Playable[], id: string, values: Readonly<Record<string, string>>): Promise<Said> => {
  const found = plays.find((each) => each.id === id);
  if (!found) return { said: `There is nothing called ${id} to play.`, failed: true };
  try {
    return { said: await found.run(values), failed: false, ...(found.go && { go: found.go }) };
  } catch (error) {
    return { said: error instanceof Error ? error.message : String(error), failed: true };
  }
};
