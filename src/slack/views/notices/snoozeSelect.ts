import type { SendId } from '../../../domain/ids.ts';
import { ACTIONS, encodeSnooze } from '../../ids.ts';
import { select } from '../blocks.ts';

/** For how long no alert of this send comes. */
export const snoozeSelect = (id: SendId): ReturnType<typeof select> => select(ACTIONS.snooze, 'Snooze', [
  { text: '1 day', value: encodeSnooze('1', id) },
  { text: '3 days', value: encodeSnooze('3', id) },
  { text: 'Until it moves', value: encodeSnooze('moves', id) },
]);
