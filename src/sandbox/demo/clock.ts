/** The demo's time: the machine's, put forward. Slack and the bot share it. */
export const createClock = (ahead: number, onChange: (ahead: number) => Promise<void>) => ({
  now: (): Date => new Date(Date.now() + ahead),
  ahead: (): number => ahead,
  /** Resolves when everybody's clock is. */
  putForward: async (ms: number): Promise<void> => {
    ahead += ms;
    await onChange(ahead);
  },
});
export type DemoClock = ReturnType<typeof createClock>;
