import { parseStatus, sameStatus, type Status } from './status.ts';
import { foldKey } from './text.ts';

/** The event that carries a whole send, by any of its names: `send.updated`, `updated`. */
export const isWholeSend = (event: string): boolean => ['sendupdated', 'updated'].includes(foldKey(event));

/** The status that an event (`send.shipped`, `shipped`) tells of its send. Undefined for an event that is not known: it may be about anything, so no status is made of it. */
export const statusOfEvent = (event: string): Status | undefined => {
  const status = parseStatus(event);
  return status.name === 'UNKNOWN' ? undefined : status;
};

/** Whether two names mean one event. */
export const sameEvent = (a: string, b: string): boolean => {
  if (isWholeSend(a) || isWholeSend(b)) return isWholeSend(a) && isWholeSend(b);
  const [one, other] = [statusOfEvent(a), statusOfEvent(b)];
  return one && other ? sameStatus(one, other) : foldKey(a) === foldKey(b);
};
