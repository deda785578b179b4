import postgres from "postgres";
import { type MigrationWarning, migrate } from "../../sql/migrate.ts";
import { type StoreFeatures, type StoreKind, store_features } from "./differences.ts";
import { open_embedded } from "./embedded.ts";
import { changes_in_process, changes_over_database, type ScenarioChanges } from "./scenario_changes.ts";
import type { Viewer } from "./viewer.ts";

export type Transaction = postgres.TransactionSql;

export interface Store {
  readonly kind: StoreKind;
  /** The owner's connection: migrations, jobs and imports; never a request. */
  readonly sql: postgres.Sql;
  /** EPSG code of the analysis CRS. */
  readonly srid: number;
  readonly features: StoreFeatures;
  readonly warnings: readonly MigrationWarning[];
  /** What is saved in scenarios, for whoever has one of them open. */
  readonly scenario_changes: ScenarioChanges;
  /** For a job queue's own driver: a connection string or host that reaches the same database. */
  readonly connection: { readonly host?: string; readonly connection_string?: string };
  /**
   * Runs `work` in one transaction as the role that cannot bypass row-level security, with the viewer
   * set inside it. `read_only` work may go to the replica.
   */
  as_viewer<T>(
    viewer: Viewer,
    work: (sql: Transaction) => Promise<T>,
    options?: { readonly read_only?: boolean },
  ): Promise<T>;
  close(): Promise<void>;
}

export interface StoreOptions {
  readonly data_dir?: string;
  readonly database_url?: string;
  readonly replica_url?: string;
  readonly analysis_srid?: number;
  readonly on_step?: (step: string) => void;
}

const CONNECTION = {
  search_path: "straatlagen, public",
  jit: "off",
  application_name: "straatlagen",
} as const;

const common = {
  // NOTICEs of repeated migrations say nothing that anybody acts on.
  onnotice: () => undefined,
  transform: { undefined: null },
  types: {
    // Ids and counts stay below 2^53; JSON has no other integer.
    bigint: { to: 20, from: [20] as number[], serialize: String, parse: Number },
  },
};

/**
 * Opens the store that the options or the environment name (`DATABASE_URL`, else the embedded one in
 * `STRAATLAGEN_DATA` or `.straatlagen`), and migrates it to this version.
 */
export async function open_store(options: StoreOptions = {}): Promise<Store> {
  const database_url = options.database_url ?? process.env.DATABASE_URL;
  const replica_url = options.replica_url ?? process.env.DATABASE_REPLICA_URL;
  const srid = options.analysis_srid ?? Number(process.env.ANALYSIS_SRID ?? 31370);
  const on_step = options.on_step ?? (() => undefined);
  if (!Number.isInteger(srid))
    throw new Error(`ANALYSIS_SRID: expected an EPSG code, got ${process.env.ANALYSIS_SRID}`);

  let kind: StoreKind;
  let sql: postgres.Sql;
  let close_embedded = async (): Promise<void> => undefined;
  let connection: Store["connection"];
  if (database_url && !options.data_dir) {
    kind = "postgis";
    sql = connect_server(database_url);
    connection = { connection_string: database_url };
  } else {
    kind = "embedded";
    on_step("opening the embedded store");
    const embedded = await open_embedded(options.data_dir ?? process.env.STRAATLAGEN_DATA ?? ".straatlagen");
    close_embedded = () => embedded.close();
    sql = postgres({
      ...common,
      host: embedded.socket_dir,
      port: 5432,
      database: "postgres",
      username: "postgres",
      max: store_features.embedded.connections,
    }) as unknown as postgres.Sql;
    connection = { host: embedded.socket_dir };
  }
  const replica = kind === "postgis" && replica_url ? connect_server(replica_url) : null;

  try {
    const warnings = await migrate(sql, srid, on_step);
    const features = store_features[kind];
    const scenario_changes = features.notify ? changes_over_database(sql) : changes_in_process();
    return {
      kind,
      sql,
      srid,
      features,
      warnings,
      scenario_changes,
      connection,
      as_viewer: (viewer, work, { read_only = false } = {}) =>
        as_viewer(read_only && replica ? replica : sql, viewer, work, read_only),
      async close() {
        scenario_changes.close();
        await replica?.end({ timeout: 5 });
        await sql.end({ timeout: 5 });
        await close_embedded();
      },
    };
  } catch (error) {
    await sql.end({ timeout: 1 });
    await close_embedded();
    throw error;
  }
}

/** Connects to a server by address; `?host=/folder` names a Unix socket, as libpq has it. */
function connect_server(address: string): postgres.Sql {
  const url = new URL(address);
  const host = url.searchParams.get("host");
  const port = Number(url.searchParams.get("port") ?? url.port) || 5432;
  url.searchParams.delete("host");
  url.searchParams.delete("port");
  return postgres(url.href, {
    ...common,
    ...(host ? { host, port } : {}),
    max: store_features.postgis.connections,
    connection: CONNECTION,
  }) as unknown as postgres.Sql;
}

function as_viewer<T>(
  sql: postgres.Sql,
  viewer: Viewer,
  work: (sql: Transaction) => Promise<T>,
  read_only: boolean,
): Promise<T> {
  return sql.begin(read_only ? "read only" : "", async (transaction) => {
    // Sent at once, so that it comes before anything the work sends, but not waited for: one round trip less.
    const entered = transaction`
      select set_config('role', 'straatlagen_app', true),
        set_config('straatlagen.authority', ${viewer.authority_id}, true),
        set_config('straatlagen.viewer', ${viewer.id}, true),
        set_config('straatlagen.organisation', ${viewer.organisation_id}, true),
        set_config('straatlagen.role', ${viewer.role}, true),
        set_config('straatlagen.viewer_name', ${viewer.name ?? ""}, true),
        set_config('straatlagen.link', ${viewer.link_id === undefined ? "" : String(viewer.link_id)}, true),
        -- Over all layers of a big town the planner expects work for several processes where there are a dozen rows;
        -- starting them took 40 of the 47 ms of a section.
        set_config('max_parallel_workers_per_gather', '0', true)`.execute();
    const [, result] = await Promise.all([entered, work(transaction)]);
    return result;
  }) as Promise<T>;
}
