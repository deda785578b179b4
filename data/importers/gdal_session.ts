import { existsSync } from "node:fs";
import { Worker } from "node:worker_threads";
import type { ConvertReply, ConvertRequest } from "./gdal_worker.ts";
import type { WriteReply, WriteRequest } from "./gdal_write.ts";
import { ImportError } from "./types.ts";

/** How long an idle thread waits for the next request: starting GDAL takes 0.3 to 0.8 s. */
const IDLE_MS = 20_000;

let idle: { readonly worker: Worker; readonly timer: NodeJS.Timeout } | null = null;

function take_worker(): Worker {
  if (idle) {
    const { worker, timer } = idle;
    idle = null;
    clearTimeout(timer);
    worker.ref();
    return worker;
  }
  // A thread does not inherit the TypeScript loader, and `--import tsx` does nothing in one.
  const boot = `
    const { tsImport } = await import(${JSON.stringify(import.meta.resolve("tsx/esm/api"))});
    await tsImport(${JSON.stringify(new URL("./gdal_worker.ts", import.meta.url).href)}, ${JSON.stringify(import.meta.url)});
  `;
  return new Worker(new URL(`data:text/javascript,${encodeURIComponent(boot)}`), { execArgv: [] });
}

function give_back(worker: Worker): void {
  if (idle) {
    void worker.terminate();
    return;
  }
  worker.unref();
  const timer = setTimeout(() => {
    idle = null;
    void worker.terminate();
  }, IDLE_MS).unref();
  idle = { worker, timer };
}

/**
 * Starts a thread with GDAL ahead of need, so that the first file does not wait for it: not for
 * GeoPackages (by the names of the files, where they are known already), which are nearly all read without it.
 */
export function warm_up_gdal(names: readonly string[] = []): void {
  if (names.length > 0 && names.every((name) => /\.gpkg$/i.test(name))) return;
  if (!idle) give_back(take_worker());
}

/**
 * Has GDAL convert a delivery in its thread. Rejects with the signal's reason when it is aborted (the
 * thread is terminated at once), and with ImportError `reader_crashed` where GDAL itself fell over.
 */
export async function convert(
  request: ConvertRequest,
  signal: AbortSignal,
): Promise<Exclude<ConvertReply, { kind: "crashed" }>> {
  return ask<ConvertReply>(request, signal);
}

/** Has GDAL write a file for others in its thread; rejects as `convert` does. */
export async function write_with_gdal(
  request: WriteRequest,
  signal: AbortSignal,
): Promise<Exclude<WriteReply, { kind: "crashed" }>> {
  return ask<WriteReply>(request, signal);
}

async function ask<Reply extends ConvertReply | WriteReply>(
  request: ConvertRequest | WriteRequest,
  signal: AbortSignal,
): Promise<Exclude<Reply, { kind: "crashed" }>> {
  signal.throwIfAborted();
  if (!existsSync(request.output_dir)) throw new Error(`GDAL: no such folder ${request.output_dir}`);
  const worker = take_worker();
  return new Promise((resolve, reject) => {
    const listen = (on: boolean): void => {
      const change = on ? "on" : "off";
      worker[change]("message", replied);
      worker[change]("error", failed);
      worker[change]("exit", ended);
      signal[on ? "addEventListener" : "removeEventListener"]("abort", aborted);
    };
    const stop = (error: unknown): void => {
      listen(false);
      void worker.terminate().then(() => reject(error));
    };
    const aborted = (): void => stop(signal.reason);
    const failed = (error: unknown): void => stop(crash(String(error)));
    const ended = (code: number): void => stop(crash(`its thread ended with ${code}`));
    const replied = (reply: Reply): void => {
      if (reply.kind === "crashed") stop(crash(reply.message));
      else {
        listen(false);
        give_back(worker);
        resolve(reply as Exclude<Reply, { kind: "crashed" }>);
      }
    };
    listen(true);
    worker.postMessage(request);
  });
}

function crash(message: string): ImportError {
  return new ImportError(
    "reader_crashed",
    `GDAL stopped on the file (${message.slice(0, 300)}). Nothing was read or written.`,
  );
}
