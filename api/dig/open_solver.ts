import { Worker } from "node:worker_threads";
import type { DigModel } from "./build_model.ts";
import type { SolverAnswer, SolverQuestion } from "./solver_worker.ts";

/** What the solver may take beyond its limit, for starting and for noticing that time is up. */
const GRACE_MS = 10_000;

/** A solver in a thread of its own, for one plan. */
export interface Solver {
  /** Solves one model; `values` is null where nothing was found within the limit. One at a time. */
  solve(model: DigModel, time_limit_s: number): Promise<SolverAnswer>;
  close(): void;
}

/** Starts HiGHS in a thread; what is running rejects with the signal's reason when it is aborted. */
export function open_solver(signal: AbortSignal): Solver {
  let worker: Worker | null = null;
  return {
    async solve({ costs, whole, upper, rows, start_values }, time_limit_s) {
      signal.throwIfAborted();
      worker ??= start_worker();
      const question: SolverQuestion = { model: { costs, whole, upper, rows, start_values }, time_limit_s };
      const answer = await ask(worker, question, signal);
      if (answer) return answer;
      // Too late: it may still be at work, so that the next model gets another thread.
      void worker.terminate();
      worker = null;
      return { values: null, bound: Number.NEGATIVE_INFINITY, optimal: false };
    },
    close: () => void worker?.terminate(),
  };
}

function start_worker(): Worker {
  // A thread does not inherit the TypeScript loader, and `--import tsx` does nothing in one.
  const boot = `
    const { tsImport } = await import(${JSON.stringify(import.meta.resolve("tsx/esm/api"))});
    await tsImport(${JSON.stringify(new URL("./solver_worker.ts", import.meta.url).href)}, ${JSON.stringify(import.meta.url)});
  `;
  return new Worker(new URL(`data:text/javascript,${encodeURIComponent(boot)}`), { execArgv: [] });
}

/** The worker's answer; null where it gave none in time. */
async function ask(
  worker: Worker,
  question: SolverQuestion,
  signal: AbortSignal,
): Promise<SolverAnswer | null> {
  let late: NodeJS.Timeout | undefined;
  let abort: () => void = () => undefined;
  let fail: (error: unknown) => void = () => undefined;
  try {
    return await new Promise<SolverAnswer | null>((answer, reject) => {
      fail = reject;
      late = setTimeout(() => answer(null), question.time_limit_s * 1000 + GRACE_MS);
      abort = () => reject(signal.reason);
      signal.addEventListener("abort", abort);
      worker.once("error", fail);
      worker.once("message", (said: { answer?: SolverAnswer; error?: string }) =>
        said.answer ? answer(said.answer) : reject(new Error(`HiGHS: ${said.error}`)),
      );
      worker.postMessage(question);
    });
  } finally {
    clearTimeout(late);
    signal.removeEventListener("abort", abort);
    worker.off("error", fail);
  }
}
