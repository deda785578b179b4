import { Worker } from "node:worker_threads";
import type { DigModel } from "./build_model.ts";
import type { SolverAnswer, SolverQuestion } from "./solver_worker.ts";

/** What the solver may take beyond its limit, for starting and for noticing that time is up. */
const GRACE_MS = 10_000;

let running: Promise<unknown> = Promise.resolve();

/**
 * Solves a model in a thread of its own, one at a time. `values` is null where nothing was found within
 * the limit; the thread is ended where it does not answer in time or `signal` is aborted (rejects then).
 */
export function solve_model(
  model: DigModel,
  time_limit_s: number,
  signal: AbortSignal,
): Promise<SolverAnswer> {
  const turn = running.then(() => in_thread(model, time_limit_s, signal));
  running = turn.catch(() => undefined);
  return turn;
}

async function in_thread(model: DigModel, time_limit_s: number, signal: AbortSignal): Promise<SolverAnswer> {
  signal.throwIfAborted();
  // A thread does not inherit the TypeScript loader, and `--import tsx` does nothing in one.
  const boot = `
    const { tsImport } = await import(${JSON.stringify(import.meta.resolve("tsx/esm/api"))});
    await tsImport(${JSON.stringify(new URL("./solver_worker.ts", import.meta.url).href)}, ${JSON.stringify(import.meta.url)});
  `;
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(boot)}`), { execArgv: [] });
  const { costs, whole, upper, rows, start_values } = model;
  const question: SolverQuestion = { model: { costs, whole, upper, rows, start_values }, time_limit_s };
  let late: NodeJS.Timeout | undefined;
  let abort: () => void = () => undefined;
  try {
    return await new Promise<SolverAnswer>((answer, fail) => {
      late = setTimeout(
        () => answer({ values: null, bound: Number.NEGATIVE_INFINITY, optimal: false }),
        time_limit_s * 1000 + GRACE_MS,
      );
      abort = () => fail(signal.reason);
      signal.addEventListener("abort", abort);
      worker.once("error", fail);
      worker.once("message", (said: { answer?: SolverAnswer; error?: string }) =>
        said.answer ? answer(said.answer) : fail(new Error(`HiGHS: ${said.error}`)),
      );
      worker.postMessage(question);
    });
  } finally {
    clearTimeout(late);
    signal.removeEventListener("abort", abort);
    void worker.terminate();
  }
}
