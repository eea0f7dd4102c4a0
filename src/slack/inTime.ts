/** What the promise gives within `patience` ms; undefined when it takes longer. The promise goes on. */
export const inTime = async <T>(promise: Promise<T>, patience: number): Promise<T | undefined> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), patience)));
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};
