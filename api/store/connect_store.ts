import type { Sql } from "postgres";
import { type StoreKind, store_features } from "./differences.ts";
import { postgres } from "./driver.ts";
import { open_embedded } from "./embedded.ts";

/** A store as it stands: connected, not migrated. */
export interface StoreConnection {
  readonly kind: StoreKind;
  /** The owner's connection. */
  readonly sql: Sql;
  /** Reads may go there; null where there is no replica. */
  readonly replica: Sql | null;
  /** For a driver of another library: a connection string or host that reaches the same database. */
  readonly address: { readonly host?: string; readonly connection_string?: string };
  /** Ends the statement of another connection (to the replica, where it runs there); null where that cannot be done. */
  readonly stop: ((pid: number, on_replica: boolean) => Promise<unknown>) | null;
  close(): Promise<void>;
}

export interface ConnectOptions {
  readonly data_dir?: string;
  readonly database_url?: string;
  readonly replica_url?: string;
  readonly on_step?: (step: string) => void;
}

/** How every connection of ours is set; a test that looks at plans sets its own the same. */
export const CONNECTION = {
  search_path: "straatlagen, public",
  jit: "off",
  application_name: "straatlagen",
} as const;

const RECONNECT_S = 0.2;

const common = {
  // The driver would wait longer each time, up to 20 s, with whoever asks: a database that is back is found at once.
  backoff: () => RECONNECT_S,
  // NOTICEs of repeated migrations say nothing that anybody acts on.
  onnotice: () => undefined,
  transform: { undefined: null },
  types: {
    // Ids and counts stay below 2^53; JSON has no other integer.
    bigint: { to: 20, from: [20] as number[], serialize: String, parse: Number },
  },
};

/** The folder of the embedded store that the options or the environment name; null where they name a server. */
export function embedded_data_dir(options: ConnectOptions): string | null {
  const database_url = options.database_url ?? process.env.DATABASE_URL;
  if (database_url && !options.data_dir) return null;
  return options.data_dir ?? process.env.STRAATLAGEN_DATA ?? ".straatlagen";
}

/**
 * Connects to the store that the options or the environment name (`DATABASE_URL`, else the embedded one in
 * `STRAATLAGEN_DATA` or `.straatlagen`, which is made where it is not there), and leaves it as it is.
 */
export async function connect_store(options: ConnectOptions = {}): Promise<StoreConnection> {
  const data_dir = embedded_data_dir(options);
  if (data_dir !== null) {
    options.on_step?.("opening the embedded store");
    const embedded = await open_embedded(data_dir);
    const sql = postgres({
      ...common,
      host: embedded.socket_dir,
      port: 5432,
      database: "postgres",
      username: "postgres",
      max: store_features.embedded.connections,
    }) as unknown as Sql;
    return {
      kind: "embedded",
      sql,
      replica: null,
      address: { host: embedded.socket_dir },
      // One backend: nothing else is heard while it works.
      stop: null,
      async close() {
        await sql.end({ timeout: 5 });
        await embedded.close();
      },
    };
  }
  const database_url = (options.database_url ?? process.env.DATABASE_URL) as string;
  const replica_url = options.replica_url ?? process.env.DATABASE_REPLICA_URL;
  const sql = connect_server(database_url);
  const replica = replica_url ? connect_server(replica_url) : null;
  // Connections of their own: those that work may all be waiting for the order to stop.
  const stoppers = [connect_server(database_url, 1), replica_url ? connect_server(replica_url, 1) : null];
  return {
    kind: "postgis",
    sql,
    replica,
    address: { connection_string: database_url },
    stop: async (pid, on_replica) =>
      stoppers[on_replica && replica ? 1 : 0]!`select pg_cancel_backend(${pid})`,
    async close() {
      await Promise.all(stoppers.map((one) => one?.end({ timeout: 5 })));
      await replica?.end({ timeout: 5 });
      await sql.end({ timeout: 5 });
    },
  };
}

/** Connects to a server by address; `?host=/folder` names a Unix socket, as libpq has it. */
function connect_server(address: string, max: number = store_features.postgis.connections): Sql {
  const url = new URL(address);
  const host = url.searchParams.get("host");
  const port = Number(url.searchParams.get("port") ?? url.port) || 5432;
  url.searchParams.delete("host");
  url.searchParams.delete("port");
  return postgres(url.href, {
    ...common,
    ...(host ? { host, port } : {}),
    max,
    connection: CONNECTION,
  }) as unknown as Sql;
}
