import { z } from 'zod';
import { runProcess } from '../../process.ts';

/** The bot as `npm start` starts it, but for its clock: the demo puts it forward. */
const message = z.object({ ahead: z.number() });
let ahead = Number(process.env['DEMO_AHEAD'] ?? 0);
process.on('message', (said) => {
  ({ ahead } = message.parse(said));
  process.send?.({ ahead });
});
// The demo is gone, however it ended.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));

runProcess(() => new Date(Date.now() + ahead));
