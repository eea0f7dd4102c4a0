/**
 * Answers the questions that come in one turn of the event loop by one query. It is asked after all of them, so that nobody gets an answer
 * older than their question; when it fails, it fails for each.
 */
export const asOneQuery = <Key, Answer>(ask: (keys: readonly Key[]) => Promise<Answer>): ((key: Key) => Promise<Answer>) => {
  let open: { keys: Set<Key>; answer: Promise<Answer> } | undefined;
  const begin = (): { keys: Set<Key>; answer: Promise<Answer> } => {
    const keys = new Set<Key>();
    const answer = new Promise<Answer>((resolve, reject) => {
      setImmediate(() => {
        open = undefined;
        ask([...keys]).then(resolve, reject);
      });
    });
    return { keys, answer };
  };
  return (key) => {
    open ??= begin();
    open.keys.add(key);
    return open.answer;
  };
};
