/** SQLSTATEs after which the same transaction, begun again, may well succeed: serialization failure, deadlock. */
const TRY_AGAIN = new Set(['40001', '40P01']);
const ATTEMPTS = 5;

const codesOf = (error: unknown): string[] => {
  if (typeof error !== 'object' || error === null) return [];
  const own = ['code', 'originalCode'].flatMap((key) => Object.entries(error).flatMap(([name, value]) => (name === key && typeof value === 'string' ? [value] : [])));
  const nested = Object.entries(error).filter(([name]) => name === 'cause' || name === 'meta' || name === 'driverAdapterError').flatMap(([, value]) => codesOf(value));
  return [...own, ...nested];
};

/** Runs a whole transaction again when the database gave it up for another's sake. Other errors pass. */
export const retrying = async <T>(transaction: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction();
    } catch (error) {
      const again = attempt < ATTEMPTS && (codesOf(error).some((code) => TRY_AGAIN.has(code) || code === 'P2034'));
      if (!again) throw error;
    }
  }
};
