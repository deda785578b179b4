import type { Runner } from "graphile-worker";

export interface LastingRunner {
  /** The runner that takes jobs now; null where the database is away: the next begins with what waits. */
  now(): Runner | null;
  stop(): Promise<void>;
}

const AGAIN_MS = 1000;

/**
 * Keeps a runner of jobs going. A worker of graphile-worker 0.16 that cannot write down that its job ended (the
 * database is away at that moment) ends for good; its runner says nothing and goes on with those that are left, in
 * the end with none. Such a runner, and one that ended by itself, gives way to another as soon as one can be
 * started, which `begin` is run with; what the old one still has under way it finishes.
 */
export async function lasting_runner(
  start: () => Promise<Runner>,
  begin: (runner: Runner) => Promise<void>,
  log: (line: string) => void,
): Promise<LastingRunner> {
  let stopping = false;
  let present: Runner | null = null;
  const ending = new Set<Promise<void>>();
  /** Lets a runner finish what it has under way. One that has just ended by itself says so by throwing. */
  const end = (runner: Runner): Promise<void> => {
    const ended = runner
      .stop()
      .catch(() => undefined)
      .finally(() => ending.delete(ended));
    ending.add(ended);
    return ended;
  };
  const started = async (): Promise<Runner> => {
    const runner = await start();
    let lives = true;
    const give_way = (error: unknown): void => {
      if (stopping || !lives) return;
      lives = false;
      if (present === runner) present = null;
      log(`jobs: ${(error as Error).message}; they go on as soon as the database answers.`);
      current = again();
      current.catch(() => undefined);
      void end(runner);
    };
    runner.events.on("worker:stop", ({ error }) => {
      if (error) give_way(error);
    });
    runner.promise.then(() => give_way(new Error("the runner ended")), give_way);
    try {
      await begin(runner);
    } catch (error) {
      lives = false;
      void end(runner);
      throw error;
    }
    present = lives ? runner : null;
    return runner;
  };
  async function again(): Promise<Runner> {
    while (!stopping) {
      await new Promise((waited) => setTimeout(waited, AGAIN_MS));
      try {
        return await started();
      } catch (error) {
        log(`jobs: ${(error as Error).message}`);
      }
    }
    throw new Error("stopped");
  }
  let current: Promise<Runner> = started();
  await current;
  return {
    now: () => present,
    async stop() {
      stopping = true;
      const last = await current.catch(() => null);
      if (last) await end(last);
      await Promise.all(ending);
    },
  };
}
