/** `perSecond`: requests taken in any second; the next is refused, and so is everything for `blockedFor` ms. */
export type Limits = { perSecond: number; blockedFor: number };

/** https://developer.sendoso.com/rest-api/overview/rate-limits : 429, and "temporarily blocked"; for how long is not said. */
export const USUAL_LIMITS: Limits = { perSecond: 10, blockedFor: 1000 };

/** Counts requests in a sliding second; `clock`: ms. Undefined: the machine’s own, which no test can turn. */
export const createLimiter = (limits: Limits | undefined, clock: () => number = () => performance.now()) => {
  const taken: number[] = [];
  let blockedUntil = 0;
  return {
    /** Takes a request; false when it comes too soon. */
    take: (): boolean => {
      if (!limits) return true;
      const now = clock();
      while (taken[0] !== undefined && taken[0] <= now - 1000) taken.shift();
      if (now < blockedUntil) return false;
      if (taken.length >= limits.perSecond) {
        blockedUntil = now + limits.blockedFor;
        return false;
      }
      taken.push(now);
      return true;
    },
  };
};
export type Limiter = ReturnType<typeof createLimiter>;
