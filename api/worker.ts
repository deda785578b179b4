import { start_queue } from "./jobs/queue.ts";
import { start_digest } from "./jobs/start_digest.ts";
import { start_purge } from "./jobs/start_purge.ts";
import { delivery_ways } from "./notification/delivery_ways.ts";
import { read_settings } from "./settings.ts";
import { open_store } from "./store/open_store.ts";

/**
 * A process that only takes jobs (imports, city-wide analyses, deliveries, digests, purging), beside API processes that were started
 * with STRAATLAGEN_JOBS=no, on one PostGIS server. Both have to see the same STRAATLAGEN_DATA folder:
 * uploads lie there.
 */
const store = await open_store();
const say = (line: string): void => console.log(line);
const ways = delivery_ways(read_settings(process.env));
const jobs = await start_queue(store, say, ways);
const stop_digest = start_digest(store, say);
const stop_purge = start_purge(store, say);
console.log("Straatlagen worker: waiting for jobs. Ctrl-C stops.");

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) process.exit(1);
  stopping = true;
  stop_digest();
  stop_purge();
  await jobs.stop();
  ways.mailer?.close();
  await store.close();
  process.exit(0);
}
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
