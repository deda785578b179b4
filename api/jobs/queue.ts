import { Logger, type Runner, run } from "graphile-worker";
import { due_deliveries } from "../queries/delivery.ts";
import { end_interrupted, type JobThing, waiting_jobs } from "../queries/job.ts";
import type { Store } from "../store/open_store.ts";
import { local_administrator } from "../store/viewer.ts";
import { run_analysis } from "./run_analysis.ts";
import { type DeliveryWays, run_delivery } from "./run_delivery.ts";
import { run_import } from "./run_import.ts";

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
const DELIVERY_SWEEP_MS = 3_000;
const DELIVERIES_MOST = 50;

function connection_string(store: Store): string {
  const { connection_string, host } = store.connection;
  if (connection_string) return connection_string;
  return `postgres://postgres@/postgres?host=${encodeURIComponent(host ?? "")}&port=5432`;
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
  const cut_off = await end_interrupted(store.sql, store.features.session_locks);
  if (cut_off > 0) log(`${cut_off} unfinished job(s) of an earlier process were ended; their rows say so.`);

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
      } finally {
        running.delete(key);
      }
    };

  const runner: Runner = await run({
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

  const add = async (word: JobWord, thing: JobThing): Promise<void> => {
    await runner.addJob(
      word,
      { ...thing },
      { jobKey: `${word}:${thing.authority_id}:${thing.id}`, maxAttempts: 1 },
    );
  };
  // Deliveries are put in line by the transaction that writes what they tell of: found by looking, in whichever
  // process, also after a restart. The row decides whether one is sent; a job too many does nothing.
  const deliver = async (thing: JobThing, at?: Date): Promise<void> => {
    const jobKey = `delivery:${thing.authority_id}:${thing.id}`;
    await runner.addJob("delivery", { ...thing }, { jobKey, maxAttempts: 1, ...(at ? { runAt: at } : {}) });
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
  for (const { word, authority_id, id } of await waiting_jobs(store.sql))
    await add(word, { authority_id, id });
  const sweep = store.features.session_locks
    ? setInterval(() => {
        end_interrupted(store.sql, true).catch((error) => log(`jobs: ${error.message}`));
      }, SWEEP_MS)
    : null;
  sweep?.unref();

  return {
    add,
    cancel: (word, { authority_id, id }) =>
      running.get(`${word} ${authority_id} ${id}`)?.abort("cancelled" satisfies StopReason),
    async stop() {
      if (sweep) clearInterval(sweep);
      clearInterval(delivery_sweep);
      await looking;
      for (const controller of running.values()) controller.abort("stopping" satisfies StopReason);
      await runner.stop();
    },
  };
}
