import { start_queue } from "./jobs/queue.ts";
import { open_store } from "./store/open_store.ts";

/**
 * A process that only takes jobs (imports, city-wide analyses), beside API processes that were started
 * with STRAATLAGEN_JOBS=no, on one PostGIS server. Both have to see the same STRAATLAGEN_DATA folder:
 * uploads lie there.
 */
const store = await open_store();
const jobs = await start_queue(store, (line) => console.log(line));
console.log("Straatlagen worker: waiting for jobs. Ctrl-C stops.");

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) process.exit(1);
  stopping = true;
  await jobs.stop();
  await store.close();
  process.exit(0);
}
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
