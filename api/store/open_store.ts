import type postgres from "postgres";
import { type MigrationWarning, migrate } from "../../sql/migrate.ts";
import { type ConnectOptions, connect_store, type StoreConnection } from "./connect_store.ts";
import { type StoreFeatures, type StoreKind, store_features } from "./differences.ts";
import { changes_in_process, changes_over_database, type ScenarioChanges } from "./scenario_changes.ts";
import type { Viewer } from "./viewer.ts";
import { while_wanted } from "./while_wanted.ts";

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
  readonly connection: StoreConnection["address"];
  /**
   * Runs `work` in one transaction as the role that cannot bypass row-level security, with the viewer
   * set inside it. `read_only` work may go to the replica. A statement that takes longer than `limit_ms` (a minute; for
   * a change five; 0, for jobs: none) is stopped with error 57014; so is one that `signal` says nobody waits for, and
   * what has not begun then is not begun.
   */
  as_viewer<T>(
    viewer: Viewer,
    work: (sql: Transaction) => Promise<T>,
    options?: {
      readonly read_only?: boolean;
      readonly limit_ms?: number;
      readonly signal?: AbortSignal | null;
    },
  ): Promise<T>;
  close(): Promise<void>;
}

export interface StoreOptions extends ConnectOptions {
  readonly analysis_srid?: number;
}

const LIMITS_MS = { read: 60_000, change: 300_000 };

/**
 * Opens the store that the options or the environment name (`DATABASE_URL`, else the embedded one in
 * `STRAATLAGEN_DATA` or `.straatlagen`), and migrates it to this version.
 */
export async function open_store(options: StoreOptions = {}): Promise<Store> {
  const srid = options.analysis_srid ?? Number(process.env.ANALYSIS_SRID ?? 31370);
  if (!Number.isInteger(srid))
    throw new Error(`ANALYSIS_SRID: expected an EPSG code, got ${process.env.ANALYSIS_SRID}`);
  const connection = await connect_store(options);
  try {
    return store_over(connection, srid, await migrate(connection.sql, srid, options.on_step));
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** The store over a connection to a database that is of this version and in the analysis CRS `srid` already. */
export function store_over(
  { kind, sql, replica, address, stop, close }: StoreConnection,
  srid: number,
  warnings: readonly MigrationWarning[] = [],
): Store {
  const features = store_features[kind];
  const scenario_changes = features.notify ? changes_over_database(sql) : changes_in_process();
  return {
    kind,
    sql,
    srid,
    features,
    warnings,
    scenario_changes,
    connection: address,
    as_viewer: (
      viewer,
      work,
      { read_only = false, limit_ms = LIMITS_MS[read_only ? "read" : "change"], signal = null } = {},
    ) => {
      const source = read_only && replica ? replica : sql;
      const stop_here = stop && ((pid: number) => stop(pid, read_only));
      return as_viewer(source, viewer, work, { read_only, limit_ms, signal, stop: stop_here });
    },
    async close() {
      scenario_changes.close();
      await close();
    },
  };
}

function as_viewer<T>(
  sql: postgres.Sql,
  viewer: Viewer,
  work: (sql: Transaction) => Promise<T>,
  {
    read_only,
    limit_ms,
    signal,
    stop,
  }: {
    read_only: boolean;
    limit_ms: number;
    signal: AbortSignal | null;
    stop: ((pid: number) => Promise<unknown>) | null;
  },
): Promise<T> {
  const run = async (transaction: Transaction): Promise<T> => {
    // Sent at once, so that it comes before anything the work sends, but not waited for: one round trip less.
    const enter = () =>
      transaction<{ pid: number }[]>`
      select pg_backend_pid() as pid, set_config('role', 'straatlagen_app', true),
        set_config('straatlagen.authority', ${viewer.authority_id}, true),
        set_config('straatlagen.viewer', ${viewer.id}, true),
        set_config('straatlagen.organisation', ${viewer.organisation_id}, true),
        set_config('straatlagen.role', ${viewer.role}, true),
        set_config('straatlagen.viewer_name', ${viewer.name ?? ""}, true),
        set_config('straatlagen.link', ${viewer.link_id === undefined ? "" : String(viewer.link_id)}, true),
        set_config('statement_timeout', ${String(limit_ms)}, true),
        -- Over all layers of a big town the planner expects work for several processes where there are a dozen rows;
        -- starting them took 40 of the 47 ms of a section.
        set_config('max_parallel_workers_per_gather', '0', true)`.execute();
    let entered: ReturnType<typeof enter> | null = null;
    const all = async () => {
      entered = enter();
      const [, result] = await Promise.all([entered, work(transaction)]);
      return result;
    };
    if (!signal) return all();
    return while_wanted(signal, all, async () => {
      const [backend] = (await entered) ?? [];
      if (stop && backend) await stop(backend.pid);
    });
  };
  return sql.begin(read_only ? "read only" : "", run) as Promise<T>;
}
