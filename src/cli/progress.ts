import type { Clock } from '../usecases/ports.ts';
import type { CliDeps } from './deps.ts';

/** One line on a terminal, rewritten: how many rows, how fast. Draws nothing when nobody watches. `end` wipes it. */
export const progress = (terminal: CliDeps['terminal'], clock: Clock): { rows(count: number): void; end(): void } => {
  if (!terminal) return { rows: () => undefined, end: () => undefined };
  const start = clock().getTime();
  return {
    rows(count) {
      const seconds = (clock().getTime() - start) / 1000;
      const rate = seconds > 0 ? `, ${Math.round(count / seconds).toLocaleString('en-US')} rows/s` : '';
      terminal.write(`\r${count.toLocaleString('en-US')} rows${rate}\u001b[K`);
    },
    end: () => terminal.write('\r\u001b[K'),
  };
};
