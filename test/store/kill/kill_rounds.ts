import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect_store, type StoreConnection } from "../../../api/store/connect_store.ts";
import type { StoreKind } from "../../../api/store/differences.ts";
import { embedded_paths } from "../../../api/store/embedded.ts";
import { store_holder } from "../../../api/store/store_lock.ts";
import { Random } from "../../../data/demo/random.ts";
import type { PostgresCluster } from "../postgres_cluster.ts";
import { FileImporter } from "./file_importer.ts";
import { ScenarioWriter } from "./scenario_writer.ts";
import { GivenUp, type ServerProcess, start_server_process, until } from "./server_process.ts";
import { store_faults } from "./store_faults.ts";

export interface KillReport {
  readonly kills: Readonly<Record<string, number>>;
  /** Saves of three measures that were acknowledged. */
  readonly acknowledged: number;
  readonly imports_finished: number;
  readonly imports_cut_off: number;
  /** From the kill until the product answered and was looked through, the longest. */
  readonly back_after_ms: number;
  /** What was lost, half there or left lying, by round. Empty where all is well. */
  readonly faults: readonly string[];
}

/** What can be killed: the server; on the embedded store its process, or both; on a server one backend, or all of the database. */
const ways = {
  embedded: ["tree", "store", "server"],
  postgis: ["server", "backend", "database"],
} as const;

/**
 * Lets two writers save into one scenario and a third import, kills something at a random moment, brings
 * it back, and compares what is stored with what was acknowledged; `kills` times. The same seed kills at the same
 * moments, as far as a machine can be told.
 */
export async function kill_rounds(options: {
  readonly kind: StoreKind;
  readonly kills: number;
  readonly seed: number;
  readonly env: Readonly<Record<string, string>>;
  readonly cluster: PostgresCluster | null;
  readonly say?: (line: string) => void;
}): Promise<KillReport> {
  const random = new Random(options.seed);
  const data_dir = options.env.STRAATLAGEN_DATA ?? mkdtempSync(join(tmpdir(), "straatlagen-kill-"));
  const env = { STRAATLAGEN_DATA: data_dir, ...options.env };
  const kills: Record<string, number> = {};
  const faults: string[] = [];
  let back_after_ms = 0;
  let server: ServerProcess = await start_server_process(env);
  try {
    const scenario_id = await new_scenario(server.url);
    const writers = ["een", "twee"].map((name) => new ScenarioWriter(name, scenario_id, random));
    const importer = new FileImporter();
    for (let round = 1; round <= options.kills; round++) {
      const way = ways[options.kind][round % 3]!;
      kills[way] = (kills[way] ?? 0) + 1;
      const halt = new AbortController();
      const working = [...writers, importer].map((worker) => worker.write(server.url, halt.signal));
      // However slow the machine, something was acknowledged; then at any moment.
      const before = acknowledged(writers);
      await until(async () => acknowledged(writers) > before || undefined, "a save to be acknowledged").catch(
        async (error) => {
          options.say?.(`${server.said()}\n${JSON.stringify(await at_work(options.cluster), null, 1)}`);
          throw error;
        },
      );
      await new Promise((waited) => setTimeout(waited, random.between(0, 1500)));
      const killed_ms = performance.now();
      await kill(way, server, data_dir, options.cluster);
      if (way === "tree" || way === "server") server = await start_server_process(env);
      halt.abort();
      await Promise.all(working);
      await until(async () => {
        if (server.child.exitCode !== null) throw new GivenUp(`the server ended: ${server.said()}`);
        return (await fetch(`${server.url}/api/v1/layers`)).ok || undefined;
      }, "an answer");

      const connection = await connect_store(
        options.kind === "embedded" ? { data_dir } : { database_url: options.env.DATABASE_URL },
      );
      const found = await look_through(connection, server.url, writers, importer);
      await connection.close();
      const uploads = join(data_dir, "uploads");
      const cleared = async () => !existsSync(uploads) || readdirSync(uploads).length === 0 || undefined;
      await until(cleared, "the uploads to be cleared away", 60_000).catch((error) =>
        found.push(String(error)),
      );
      faults.push(...found.map((fault) => `round ${round} (${way}): ${fault}`));
      back_after_ms = Math.max(back_after_ms, performance.now() - killed_ms);
      options.say?.(`kill ${round}/${options.kills} (${way}): ${found.length} faults`);
      if (found.length > 0) options.say?.(`${found.join("\n")}\n${server.said()}`);
    }
    return {
      kills,
      acknowledged: acknowledged(writers),
      imports_finished: importer.finished,
      imports_cut_off: importer.cut_off,
      back_after_ms: Math.round(back_after_ms),
      faults,
    };
  } finally {
    await server.stop();
    if (!options.env.STRAATLAGEN_DATA) rmSync(data_dir, { recursive: true, force: true });
  }
}

const acknowledged = (writers: readonly ScenarioWriter[]): number =>
  writers.reduce((sum, writer) => sum + writer.acknowledged, 0);

async function new_scenario(url: string): Promise<number> {
  const answer = await fetch(`${url}/api/v1/scenarios`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: "Samen" }),
  });
  return ((await answer.json()) as { id: number }).id;
}

async function kill(
  way: (typeof ways)[StoreKind][number],
  server: ServerProcess,
  data_dir: string,
  cluster: PostgresCluster | null,
): Promise<void> {
  if (way === "tree" || way === "server") return server.kill(way);
  if (way === "store") {
    const holder = store_holder(embedded_paths(data_dir).lock_path);
    process.kill(Number.parseInt(holder!.store, 10), "SIGKILL");
    return;
  }
  if (way === "database") return cluster!.crash();
  const connection = await connect_store({ database_url: cluster!.url("straatlagen_kill") });
  const [victim] = await connection.sql<{ pid: number }[]>`
    select pid from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
    order by (state = 'active') desc, query_start desc limit 1`;
  process.kill(victim!.pid, "SIGKILL");
  await connection.close();
}

/** What a server's sessions are at, for whoever looks why nothing goes on. */
async function at_work(cluster: PostgresCluster | null): Promise<readonly object[]> {
  if (!cluster) return [];
  const connection = await connect_store({ database_url: cluster.url("straatlagen_kill") });
  const rows = await connection.sql`
    select pid, state, wait_event_type, wait_event, now() - xact_start as open_for, pg_blocking_pids(pid) as behind, left(query, 120) as query
    from pg_stat_activity where datname = current_database() and backend_type = 'client backend' order by xact_start`;
  await connection.close();
  return [...rows];
}

async function look_through(
  connection: StoreConnection,
  url: string,
  writers: readonly ScenarioWriter[],
  importer: FileImporter,
): Promise<string[]> {
  const { sql } = connection;
  const editions = async () => [
    ...(await sql<{ edition: number; trees: number }[]>`
      select (attributes ->> 'edition')::int as edition, count(*)::int as trees from feature group by 1`),
  ];
  const faults = await importer.faults(url, editions);
  const measures = await sql<{ id: number; name: string; version: number }[]>`
    select id, name, version from measure order by id`;
  for (const writer of writers) faults.push(...writer.faults(measures));
  return [...faults, ...(await store_faults(sql))];
}
