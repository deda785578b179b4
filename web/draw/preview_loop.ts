/** Asks for the answer to the newest question only. */
export interface PreviewLoop<Q> {
  /** Asks; what was waiting is dropped, what is under way for too long is cancelled. */
  ask(question: Q): void;
  /** Cancels what is under way and waiting: nothing comes any more. */
  stop(): void;
}

/** An answer later than this belongs to a shape long gone: the next question does not wait for it. */
const patience_ms = 400;

/**
 * Latest wins: one request at a time, so that the server is never asked faster than it answers, and an
 * older answer never overwrites a newer one. `tell` gets each answer with its question; `fail` gets
 * errors, but not those of cancelled requests. Where `wait_ms` says of an error for how long not to ask, the
 * newest question waits so long.
 */
export function preview_loop<Q, A>(
  fetch_answer: (question: Q, signal: AbortSignal) => Promise<A>,
  tell: (answer: A, question: Q) => void,
  fail: (error: unknown, question: Q) => void,
  now_ms: () => number = () => performance.now(),
  wait_ms: (error: unknown) => number | null = () => null,
): PreviewLoop<Q> {
  let waiting: { question: Q } | null = null;
  let pause: ReturnType<typeof setTimeout> | null = null;
  let running: { controller: AbortController; since_ms: number } | null = null;

  const run = (question: Q) => {
    const mine = { controller: new AbortController(), since_ms: now_ms() };
    running = mine;
    waiting = null;
    const then = (say: () => void) => {
      if (running !== mine) return;
      running = null;
      // The next question is on its way while the page shows this answer.
      if (waiting) run(waiting.question);
      say();
    };
    fetch_answer(question, mine.controller.signal).then(
      (answer) => then(() => tell(answer, question)),
      (error) => {
        const rest_ms = running === mine ? wait_ms(error) : null;
        if (rest_ms !== null) {
          waiting ??= { question };
          running = null;
          pause = setTimeout(() => {
            pause = null;
            if (waiting) run(waiting.question);
          }, rest_ms);
          return fail(error, question);
        }
        then(() => fail(error, question));
      },
    );
  };
  return {
    ask(question) {
      if (!running && pause === null) return run(question);
      waiting = { question };
      if (!running) return;
      if (now_ms() - running.since_ms > patience_ms) {
        running.controller.abort();
        run(question);
      }
    },
    stop() {
      waiting = null;
      if (pause !== null) clearTimeout(pause);
      pause = null;
      running?.controller.abort();
      running = null;
    },
  };
}
