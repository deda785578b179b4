import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Logger, type Runner, run } from "graphile-worker";
import { due_deliveries } from "../queries/delivery.ts";
import { end_interrupted, type JobThing, waiting_jobs } from "../queries/job.ts";
import type { Store } from "../store/open_store.ts";
import { local_administrator } from "../store/viewer.ts";
import { lasting_runner } from "./lasting_runner.ts";
import { run_analysis } from "./run_analysis.ts";
import { type DeliveryWays, run_delivery } from "./run_delivery.ts";
import { clear_import_file, run_import } from "./run_import.ts";

export type JobWord = "import" | "analysis";

/** Where long work waits: in the database, so that any API or worker process may take it. */
export interface JobQueue {
  add(word: JobWord, thing: JobThing): Promise<void>;
  /** Ends a job that runs in this process at once; one of another process sees the request in its row. */
  cancel(word: JobWord, thing: JobThing): void;
  /** Ends running jobs as cut off, says so in their rows, and lets go of the database. */
  stop(): Promise<void>;
}

const SCHEMA = "straatlagen_job";
const SWEEP_MS = 60_000;
const WAITING_SWEEP_MS = 10_000;
const SETTLE_MS = 1000;
const DELIVERY_SWEEP_MS = 3_000;
const DELIVERIES_MOST = 50;

function connection_string(store: Store): string {
  const { connection_string, host } = store.connection;
  if (connection_string) return connection_string;
  return `postgres://postgres@/postgres?host=${encodeURIComponent(host ?? "")}&port=5432`;
}

/** Ends jobs whose process is gone (or `only` this one) and removes the files that they came in. */
async function clear_interrupted(
  store: Store,
  only: { word: JobWord; thing: JobThing } | null = null,
): Promise<number> {
  const { jobs, file_paths } = await end_interrupted(store.sql, store.features.session_locks, only);
  for (const path of file_paths) await rm(dirname(path), { recursive: true, force: true });
  return jobs;
}

/** Why a job's signal was aborted: a user's cancel, or this process stopping. */
export type StopReason = "cancelled" | "stopping";

/**
 * Starts taking jobs from the store's queue. First ends, honestly, what an earlier process left
 * unfinished, and puts back what was still waiting.
 */
export async function start_queue(
  store: Store,
  log: (line: string) => void,
  ways: DeliveryWays = { mailer: null, webhook_hosts: [], public_url: "http://localhost" },
): Promise<JobQueue> {
  const running = new Map<string, AbortController>();
  const cut_off = await clear_interrupted(store);
  if (cut_off > 0) log(`${cut_off} unfinished job(s) of an earlier process were ended; their rows say so.`);
  const stopped = new AbortController();

  // One import after the other in a process: they share the database, and a queue's own lock would outlive a killed process.
  let last_import: Promise<unknown> = Promise.resolve();
  const in_turn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last_import.then(work, work);
    last_import = turn.catch(() => undefined);
    return turn;
  };
  const guarded =
    (word: JobWord | "delivery", work: (thing: JobThing, signal: AbortSignal) => Promise<void>) =>
    async (payload: unknown): Promise<void> => {
      const thing = payload as JobThing;
      const key = `${word} ${thing.authority_id} ${thing.id}`;
      const controller = new AbortController();
      running.set(key, controller);
      try {
        await work(thing, controller.signal);
      } catch (error) {
        log(`error in job ${key}: ${error instanceof Error ? error.stack : String(error)}`);
        // What was to be sent is found again by looking.
        if (word !== "delivery") void settle(word, thing).catch((failure) => log(`jobs: ${failure}`));
      } finally {
        running.delete(key);
      }
    };

  const start = () =>
    run({
      connectionString: connection_string(store),
      schema: SCHEMA,
      concurrency: 2,
      maxPoolSize: 4,
      // Without LISTEN a job is found by looking; a second is soon enough for a person.
      pollInterval: store.features.notify ? 10_000 : 1_000,
      noPreparedStatements: !store.features.session_locks,
      noHandleSignals: true,
      logger: new Logger(() => (level, message) => {
        if (level === "error" || level === "warning") log(`jobs: ${message}`);
      }),
      taskList: {
        import: guarded("import", (thing, signal) =>
          in_turn(() => run_import(store, local_administrator(thing.authority_id), thing, signal)),
        ),
        analysis: guarded("analysis", (thing, signal) =>
          run_analysis(store, local_administrator(thing.authority_id), thing, signal),
        ),
        delivery: guarded("delivery", async (thing) => {
          const again = await run_delivery(store, ways, thing);
          if (again) await deliver(thing, again);
        }),
      },
    });
  const put = async (runner: Runner, word: JobWord, { authority_id, id }: JobThing): Promise<void> => {
    await runner.addJob(
      word,
      { authority_id, id },
      { jobKey: `${word}:${authority_id}:${id}`, maxAttempts: 1 },
    );
  };
  const put_waiting = async (runner: Runner): Promise<void> => {
    for (const { word, ...thing } of await waiting_jobs(store.sql, store.features.session_locks))
      if (!running.has(`${word} ${thing.authority_id} ${thing.id}`)) await put(runner, word, thing);
  };
  const runners = await lasting_runner(start, put_waiting, log);
  // Its row is stored and waits: where the queue cannot be reached just now, it is found there by looking.
  const add = async (word: JobWord, thing: JobThing): Promise<void> => {
    const runner = runners.now();
    if (runner) await put(runner, word, thing).catch((error: Error) => log(`jobs: ${error.message}`));
  };

  /** After a failure that the job could not write down (the database was away): says so, or tries again what had not begun. */
  async function settle(word: JobWord, thing: JobThing): Promise<void> {
    while (!stopped.signal.aborted) {
      try {
        await clear_interrupted(store, { word, thing });
        if (word === "import") await clear_import_file(store, thing);
        const waits = (await waiting_jobs(store.sql, store.features.session_locks)).some(
          (job) => job.word === word && job.authority_id === thing.authority_id && job.id === thing.id,
        );
        if (waits) await add(word, thing);
        return;
      } catch {
        await new Promise((waited) => setTimeout(waited, SETTLE_MS));
      }
    }
  }
  // Deliveries are put in line by the transaction that writes what they tell of: found by looking, in whichever
  // process, also after a restart. The row decides whether one is sent; a job too many does nothing.
  const deliver = async (thing: JobThing, at?: Date): Promise<void> => {
    const jobKey = `delivery:${thing.authority_id}:${thing.id}`;
    await runners
      .now()
      ?.addJob("delivery", { ...thing }, { jobKey, maxAttempts: 1, ...(at ? { runAt: at } : {}) });
  };
  let looking: Promise<void> | null = null;
  const look_for_deliveries = async (): Promise<void> => {
    for (const thing of await due_deliveries(store.sql, DELIVERIES_MOST)) await deliver(thing);
  };
  const delivery_sweep = setInterval(() => {
    looking ??= look_for_deliveries()
      .catch((error: Error) => log(`jobs: ${error.message}`))
      .finally(() => {
        looking = null;
      });
  }, DELIVERY_SWEEP_MS);
  delivery_sweep.unref();
  // A job taken whose worker never heard that it had it, or a row whose job could not be added, waits for this.
  const look_for_waiting = async (): Promise<void> => {
    const runner = runners.now();
    if (runner) await put_waiting(runner);
  };
  const waiting_sweep = setInterval(() => {
    look_for_waiting().catch((error: Error) => log(`jobs: ${error.message}`));
  }, WAITING_SWEEP_MS);
  waiting_sweep.unref();
  const sweep = store.features.session_locks
    ? setInterval(() => {
        clear_interrupted(store).catch((error) => log(`jobs: ${error.message}`));
      }, SWEEP_MS)
    : null;
  sweep?.unref();

  return {
    add,
    cancel: (word, { authority_id, id }) =>
      running.get(`${word} ${authority_id} ${id}`)?.abort("cancelled" satisfies StopReason),
    async stop() {
      stopped.abort();
      if (sweep) clearInterval(sweep);
      clearInterval(delivery_sweep);
      clearInterval(waiting_sweep);
      await looking;
      for (const controller of running.values()) controller.abort("stopping" satisfies StopReason);
      await runners.stop();
    },
  };
}
