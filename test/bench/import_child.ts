import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { open_store } from "../../api/store/open_store.ts";
import { local_administrator } from "../../api/store/viewer.ts";
import { ensure_authority } from "../../data/ensure_authority.ts";
import { import_delivery } from "../../data/import.ts";
import { warm_up_gdal } from "../../data/importers/index.ts";

/**
 * A process of its own for one import, so that its memory is its own: opens the store named by the
 * environment, imports the file named as argument and prints one line of JSON with what it took.
 */
const path = process.argv[2];
if (!path) throw new Error("expected: FILE");

/** Peak memory of a process in bytes; 0 where the system does not tell. */
function peak_bytes(pid: number): number {
  try {
    const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return Number(line?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

function children(): number[] {
  const own = process.pid;
  return readFileSync(`/proc/${own}/task/${own}/children`, "utf8")
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .map(Number);
}

// As `npm run import` does it, and the server when an upload begins.
warm_up_gdal([path]);
const store = await open_store();
const viewer = local_administrator(await ensure_authority(store));
const started_ms = performance.now();
const phases_ms: Record<string, number> = {};
const report = await import_delivery(store, {
  path,
  file_name: basename(path),
  viewer,
  srid: null,
  mapping: null,
  signal: new AbortController().signal,
  on_progress: ({ state }) => {
    phases_ms[state] ??= performance.now() - started_ms;
  },
});
const ended_ms = performance.now() - started_ms;
const store_peak_bytes = children().reduce((sum, pid) => sum + peak_bytes(pid), 0);
const own_peak_bytes = process.resourceUsage().maxRSS * 1024;
await store.close();
console.log(JSON.stringify({ ...report, phases_ms, ended_ms, own_peak_bytes, store_peak_bytes }));
