import type { Log } from './failures.ts';

/** Whether something is drawn with Slack's own chart block. */
export type Charts = { wanted(): boolean; /** Slack took the same without it. */ refused(): void };

/**
 * Slack documents its chart block for messages only (https://docs.slack.dev/blocks.json): where it is wanted it is tried, on Home, too, and left out there
 * from the first refusal on, until the next start. `where`: in the words of the log.
 */
export const createCharts = (on: boolean, where: 'on Home' | 'in answers', log: Log): Charts => {
  let wanted = on;
  return {
    wanted: () => wanted,
    refused: () => {
      if (wanted) log.warn({}, `Slack takes no charts ${where} here: they are drawn as text`);
      wanted = false;
    },
  };
};
