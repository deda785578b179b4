import postgres from "postgres";
import { open_store, type Store } from "../../api/store/open_store.ts";
import { type PostgresCluster, start_postgres_cluster } from "../store/postgres_cluster.ts";
import type { BenchContext } from "./bench.ts";

/** What an operator would set on a machine of this size; the same for us and for every reference. */
export const cluster_settings = [
  "shared_buffers=1GB",
  "effective_cache_size=4GB",
  "work_mem=32MB",
  "maintenance_work_mem=256MB",
  "max_wal_size=8GB",
  "random_page_cost=1.1",
  "jit=off",
] as const;

let running: PostgresCluster | null = null;

/** The private cluster of this run, started when first asked for and removed at its end. */
export function cluster(context: BenchContext): PostgresCluster {
  if (!running) {
    const started = start_postgres_cluster(cluster_settings);
    context.at_end(() => started.stop());
    running = started;
  }
  return running;
}

/** A new, migrated PostGIS store in a database of its own. The caller closes it. */
export async function new_store(context: BenchContext, database: string): Promise<Store> {
  const { socket_dir, url } = cluster(context);
  const admin = postgres({ host: socket_dir, database: "postgres", username: "postgres", max: 1 });
  await admin.unsafe(`create database ${database}`);
  await admin.end();
  return open_store({ database_url: url(database) });
}
