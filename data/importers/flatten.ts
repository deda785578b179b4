/**
 * One by one what `batches` gives in arrays. Written by hand: through nested async generators every
 * item costs several turns of the event loop, which is most of the time of a large import.
 * Leaving the loop early closes `batches`.
 */
export function flatten<T>(batches: AsyncGenerator<readonly T[]>): AsyncIterable<T> {
  return {
    [Symbol.asyncIterator](): AsyncIterator<T> {
      let batch: readonly T[] = [];
      let at = 0;
      const refill = async (): Promise<IteratorResult<T>> => {
        for (;;) {
          const { done, value } = await batches.next();
          if (done) return { done: true, value: undefined };
          if (value.length === 0) continue;
          batch = value;
          at = 1;
          return { done: false, value: value[0]! };
        }
      };
      return {
        next: () => (at < batch.length ? Promise.resolve({ done: false, value: batch[at++]! }) : refill()),
        return: async () => {
          await batches.return(undefined);
          return { done: true, value: undefined };
        },
      };
    },
  };
}
