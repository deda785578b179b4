import { Worker } from "node:worker_threads";
import type { PGlite } from "@electric-sql/pglite";

/** What PGlite's PostgreSQL shows of itself; the versions are pinned together, and a test tells if it is gone. */
interface Backend {
  readonly HEAPU8: Uint8Array;
  readonly _InterruptPending: number;
  readonly _QueryCancelPending: number;
  _malloc(bytes: number): number;
  _GetConfigOption(name: number, missing_ok: number, restrict: number): number;
}

/**
 * Makes `statement_timeout` hold on the embedded store. There the backend's own timer cannot ring: the process does
 * nothing else while a statement runs. A thread beside it watches the clock; when the time is over it stops the
 * process where it is, as a debugger does, and has it do what a server's signal would: ask the backend to give up,
 * which it does at its next look, with the error of a server (57014). No other connection is touched.
 */
export class StatementLimit {
  /** Milliseconds since 1970 at which the statement under way is to end; 0: at no time. Shared with the thread. */
  private readonly deadline = new Float64Array(new SharedArrayBuffer(8));
  private readonly watch: Worker;
  private readonly option_name: number;
  private rang = false;

  constructor(private readonly db: PGlite) {
    this.option_name = this.backend._malloc(32);
    this.backend.HEAPU8.set(Buffer.from("statement_timeout\0"), this.option_name);
    // Called by the thread, by this name.
    Object.assign(globalThis, { straatlagen_statement_is_late: () => this.give_up() });
    this.watch = new Worker(new URL("./statement_watch.mjs", import.meta.url), {
      workerData: this.deadline,
      execArgv: [],
    });
    this.watch.unref();
  }

  private get backend(): Backend {
    return (this.db as unknown as { mod: Backend }).mod;
  }

  /** What `statement_timeout` is in the transaction under way, in ms; 0: none. */
  private limit_ms(): number {
    const { HEAPU8 } = this.backend;
    const start = this.backend._GetConfigOption(this.option_name, 1, 0);
    return start === 0 ? 0 : Number(Buffer.from(HEAPU8.subarray(start, HEAPU8.indexOf(0, start))).toString());
  }

  private give_up(): void {
    const [at] = this.deadline;
    if (!at || Date.now() < at) return;
    this.rang = true;
    this.set_flags(1);
  }

  private set_flags(value: 0 | 1): void {
    const { HEAPU8, _QueryCancelPending, _InterruptPending } = this.backend;
    HEAPU8[_QueryCancelPending] = value;
    HEAPU8[_InterruptPending] = value;
  }

  /** Runs a piece of work of the backend, for no longer than the transaction allows. */
  async bound<T>(work: () => Promise<T>): Promise<T> {
    const limit_ms = this.limit_ms();
    if (limit_ms > 0) this.deadline[0] = Date.now() + limit_ms;
    try {
      return await work();
    } finally {
      this.deadline[0] = 0;
      // Ready just before the bell: the next statement is not the one that was meant.
      if (this.rang) this.set_flags(0);
      this.rang = false;
    }
  }

  async stop(): Promise<void> {
    await this.watch.terminate();
  }
}
