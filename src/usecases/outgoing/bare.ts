import type { Send } from '../../domain/send.ts';
import type { BareSend } from './content.ts';

/** A send without anything of its recipient's: what may stand in a channel. */
export const bareSend = ({ id, number, kind, status, since, cost, test }: Send): BareSend => ({ id, number, kind, status, since, cost, test });
