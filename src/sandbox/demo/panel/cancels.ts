import type { Playable } from './plays.ts';

/** Somebody allowed answers in the operations channel: the panel only takes one there. */
export const cancelPlays = (places: { admin: string; ops: string }): Playable[] => [{
  id: 'cancel', group: 'Gifts', title: 'Answer a cancel request', button: 'Go there',
  says: 'Requests to cancel a gift go to #gift-ops, where an Admin says that it is done, or why not.',
  run: async () => 'You are Ana Ruiz, in #gift-ops.',
  go: { as: places.admin, place: places.ops },
}];
