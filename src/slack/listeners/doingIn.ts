/** What may be done to a send by typing it beside its name. */
export const DOINGS = ['cancel', 'approve', 'follow', 'unfollow', 'mute', 'unmute', 'history'] as const;
export type Doing = (typeof DOINGS)[number];

/** "1234 cancel", "cancel 1234": what is to be done, and to which send. `asked`: words with one space between them. */
export const doingIn = (asked: string): { doing: Doing; asked: string } | undefined => {
  const words = asked.split(' ');
  const named = (word: string | undefined, name: readonly string[]): { doing: Doing; asked: string } | undefined => {
    const doing = DOINGS.find((each) => each === word?.toLowerCase());
    return doing && name.length > 0 ? { doing, asked: name.join(' ') } : undefined;
  };
  return named(words[0], words.slice(1)) ?? named(words.at(-1), words.slice(0, -1));
};
