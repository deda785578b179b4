import type { Transaction } from "../store/open_store.ts";

/** Runs a read in a transaction of its own, as the viewer. */
export type Read = <T>(work: (sql: Transaction) => Promise<T>) => Promise<T>;

/**
 * Begins a read whose answer is wanted later, so that the database works while this process does. `work` calls
 * `sending` when it has made its last statement; `sent` is done once that is on its way, or the read has failed:
 * whoever waits for the answer is told.
 */
export function send_off<T>(
  read: Read,
  work: (sql: Transaction, sending: () => void) => Promise<T>,
): { answer: Promise<T>; sent: Promise<void> } {
  let done: () => void = () => undefined;
  const sent = new Promise<void>((resolve) => {
    done = resolve;
  });
  // The driver writes at the next turn.
  const answer = read((sql) => work(sql, () => setImmediate(() => setImmediate(done))));
  answer.catch(done);
  return { answer, sent };
}
