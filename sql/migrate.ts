import { readdirSync, readFileSync } from "node:fs";
import type postgres from "postgres";
import { sync_catalog } from "./sync_catalog.ts";

const here = new URL("./", import.meta.url);

/** What start-up should tell the operator: things that work, but not as well as they could. */
export type MigrationWarning = { readonly code: string; readonly message: string };

function sql_files(folder: string): { name: string; text: string }[] {
  return readdirSync(new URL(folder, here))
    .filter((name) => name.endsWith(".sql"))
    .sort()
    .map((name) => ({ name, text: readFileSync(new URL(`${folder}${name}`, here), "utf8") }));
}

/**
 * Brings a database to this version: roles, schema, numbered migrations (forward only, one
 * transaction each), the catalogue, then every function anew and the rights.
 *
 * `analysis_srid` is fixed by the first migration; a later call with another one throws. The
 * connection's user must be allowed to create roles and the postgis extension (or find them there).
 * Several processes may call it at once: an advisory lock lets one work and the others wait.
 */
export async function migrate(
  sql: postgres.Sql,
  analysis_srid: number,
  on_step: (step: string) => void = () => undefined,
): Promise<MigrationWarning[]> {
  const connection = await sql.reserve();
  const warnings: MigrationWarning[] = [];
  try {
    await connection`select pg_advisory_lock(7270771)`;
    on_step("extension and roles");
    await prepare_schema(connection);
    for (const file of await pending_migrations(connection)) {
      on_step(file.name);
      await in_transaction(connection, () => run_migration(connection, file));
    }
    await in_transaction(connection, async () => {
      const [setting] = await connection<{ analysis_srid: number }[]>`select analysis_srid from setting`;
      if (!setting) await connection`insert into setting (analysis_srid) values (${analysis_srid})`;
      else if (setting.analysis_srid !== analysis_srid)
        throw new Error(
          `This store was made for EPSG:${setting.analysis_srid}; ANALYSIS_SRID asks for EPSG:${analysis_srid}. ` +
            "The analysis CRS is fixed at the first migration: start with the same value, or with an empty store.",
        );
    });
    on_step("catalogue, functions and rights");
    await in_transaction(connection, () => sync_version(connection));
    warnings.push(...(await mark_leakproof(connection)));
  } finally {
    await connection`select pg_advisory_unlock(7270771)`.catch(() => undefined);
    connection.release();
  }
  return warnings;
}

/** The names of all migrations that this version has. */
export function known_migrations(): string[] {
  return sql_files("migrations/").map((file) => file.name);
}

/**
 * Makes the schema as it was after the migrations named, without catalogue, functions and rights: what the
 * rows of an earlier version fit into. Works in the transaction that the connection is in, and leaves it
 * acting as the owner of the tables.
 */
export async function migrate_to(connection: postgres.ReservedSql, names: readonly string[]): Promise<void> {
  await prepare_schema(connection);
  await connection.unsafe(AS_OWNER);
  for (const file of await pending_migrations(connection))
    if (names.includes(file.name)) await run_migration(connection, file);
}

/** Brings what `migrate_to` made, filled since, to this version, in the same transaction. */
export async function migrate_on(connection: postgres.ReservedSql): Promise<void> {
  for (const file of await pending_migrations(connection)) await run_migration(connection, file);
  await sync_version(connection);
}

/** The catalogue, every function anew and the rights. */
async function sync_version(connection: postgres.ReservedSql): Promise<void> {
  await sync_catalog(connection);
  await connection.unsafe(
    sql_files("functions/")
      .map((file) => file.text)
      .join("\n"),
  );
  await connection.unsafe(readFileSync(new URL("rights.sql", here), "utf8"));
  // Of new layers, and of those that a backup was read into: in one go, once the rows are there.
  await connection`
    select make_spatial_indexes(array(select id from layer where to_regclass('feature_' || id || '_geom') is null order by draw_order))`;
  await connection`select recount_measures()`;
}

// Owned by a role that nobody can log in as: its functions may see what the viewer may not.
const AS_OWNER =
  "set local role straatlagen_owner; set local search_path to straatlagen, public; set local check_function_bodies to off; set local client_min_messages to warning";

async function prepare_schema(connection: postgres.ReservedSql): Promise<void> {
  await connection.unsafe(readFileSync(new URL("roles.sql", here), "utf8"));
  const [present] = await connection<{ at: string | null }[]>`
    select to_regclass('straatlagen.migration')::text as at`;
  if (present?.at) return;
  await connection.unsafe(
    "create table straatlagen.migration (name text primary key, at timestamptz not null default now())",
  );
  await connection.unsafe("alter table straatlagen.migration owner to straatlagen_owner");
}

async function pending_migrations(
  connection: postgres.ReservedSql,
): Promise<{ name: string; text: string }[]> {
  const done = await connection<{ name: string }[]>`select name from straatlagen.migration`;
  const names = new Set(done.map((row) => row.name));
  return sql_files("migrations/").filter((file) => !names.has(file.name));
}

async function run_migration(
  connection: postgres.ReservedSql,
  file: { readonly name: string; readonly text: string },
): Promise<void> {
  await connection.unsafe(file.text);
  await connection`insert into straatlagen.migration (name) values (${file.name})`;
}

async function in_transaction(connection: postgres.ReservedSql, work: () => Promise<void>): Promise<void> {
  await connection.unsafe("begin");
  try {
    await connection.unsafe(AS_OWNER);
    await work();
    await connection.unsafe("commit");
  } catch (error) {
    await connection.unsafe("rollback");
    throw error;
  }
}

/**
 * Under row-level security the planner uses a spatial index only for predicates it may evaluate
 * before the policy: those marked leak-proof. Marking takes a superuser; without one, reads are right but slow.
 */
export async function mark_leakproof(connection: postgres.ReservedSql): Promise<MigrationWarning[]> {
  const predicates = [
    "geometry_overlaps(geometry, geometry)",
    "st_dwithin(geometry, geometry, double precision)",
    "st_intersects(geometry, geometry)",
    // Not a predicate, but what a box is made with.
    "st_expand(geometry, double precision)",
  ];
  try {
    for (const predicate of predicates) await connection.unsafe(`alter function ${predicate} leakproof`);
    return [];
  } catch {
    const unmarked = await connection<{ n: number }[]>`
      select count(*)::int as n from pg_proc
      where oid in (select p::regprocedure::oid from unnest(${predicates}::text[]) p) and not proleakproof`;
    if (unmarked[0]?.n === 0) return [];
    return [
      {
        code: "predicates_not_leakproof",
        message: `The spatial predicates could not be marked leak-proof (that takes a superuser), so plain reads under row-level security scan whole layers. Let a superuser run: ${predicates.map((predicate) => `alter function ${predicate} leakproof;`).join(" ")}`,
      },
    ];
  }
}
