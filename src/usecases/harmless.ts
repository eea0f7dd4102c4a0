const SHOWN = 60;

/** A piece of a file made fit to print in a sentence: one line, nothing that moves a terminal's cursor or turns its text around, not long. */
export const harmless = (text: string): string => {
  const plain = text.slice(0, SHOWN * 4).replace(/[\s\p{C}]+/gu, ' ').trim();
  const characters = [...plain];
  return characters.length > SHOWN ? `${characters.slice(0, SHOWN - 1).join('')}…` : plain;
};

export const quoted = (text: string): string => `"${harmless(text)}"`;
