import type { Runner } from "graphile-worker";

export interface LastingRunner {
  /** The runner that takes jobs now; waits for one where the database is away. */
  now(): Promise<Runner>;
  stop(): Promise<void>;
}

const AGAIN_MS = 1000;

/**
 * Keeps a runner of jobs going: graphile-worker ends its runner for good when the database is away at the
 * moment that a job ends. Another is then started as soon as one can be, and `begin` is run with each.
 */
export async function lasting_runner(
  start: () => Promise<Runner>,
  begin: (runner: Runner) => Promise<void>,
  log: (line: string) => void,
): Promise<LastingRunner> {
  let stopping = false;
  const started = async (): Promise<Runner> => {
    const runner = await start();
    runner.promise.catch((error: Error) => {
      if (stopping) return;
      log(`jobs: ${error.message}; they go on as soon as the database answers.`);
      current = again();
      current.catch(() => undefined);
    });
    await begin(runner);
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
    now: () => current,
    async stop() {
      stopping = true;
      const last = await current.catch(() => null);
      // One that has just ended by itself says so by throwing.
      await last?.stop().catch(() => undefined);
    },
  };
}
