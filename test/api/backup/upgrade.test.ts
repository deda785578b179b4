import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BackupTable } from "../../../api/backup/backup_file.ts";
import { backup_lines, check_backup } from "../../../api/backup/read_backup.ts";
import { fill_tables } from "../../../api/backup/restore_backup.ts";
import { connect_store } from "../../../api/store/connect_store.ts";
import { open_store, type Store } from "../../../api/store/open_store.ts";
import { known_migrations, migrate_to } from "../../../sql/migrate.ts";
import { copied_store, store_kinds } from "../../store/test_store.ts";
import { expect_veiled_talk, put_veiled_talk, told_since } from "./veiled_talk.ts";

// A town with a scenario, kept by a version whose last migration was 0013; never made anew.
const file = fileURLToPath(new URL("./earlier_store.backup", import.meta.url));
/** The catalogue is the version's own; its rows are not data. */
const catalogue = ["layer", "layer_trait", "measure_type", "rule"];

/** The rows of each table as the file has them. */
async function kept_rows(): Promise<{ table: BackupTable; rows: (string | null)[][] }[]> {
  const tables: { table: BackupTable; rows: (string | null)[][] }[] = [];
  for await (const lines of backup_lines(file))
    for (const line of lines) {
      const value = JSON.parse(line.toString("utf8"));
      if (Array.isArray(value)) tables.at(-1)!.rows.push(value);
      else if (value.table) tables.push({ table: value, rows: [] });
    }
  return tables;
}

describe.each(store_kinds)("a store of an earlier version on %s", (kind) => {
  let store: Store;
  let remove: () => Promise<void>;
  let migrations: readonly string[];
  beforeAll(async () => {
    const copy = await copied_store(kind);
    remove = copy.remove;
    const { head } = await check_backup(file, known_migrations());
    migrations = head.migrations;
    const earlier = await connect_store(copy.options);
    const connection = await earlier.sql.reserve();
    await connection.unsafe("begin; drop schema straatlagen cascade");
    await migrate_to(connection, head.migrations);
    await fill_tables(connection, file, () => undefined);
    await connection.unsafe("commit");
    // And by a later one, what was said of things that not everybody may see.
    await connection.unsafe("begin");
    await migrate_to(
      connection,
      known_migrations().filter((name) => name < told_since),
    );
    await put_veiled_talk(connection);
    await connection.unsafe("commit");
    connection.release();
    await earlier.close();
    // As `npm start` does after an update.
    store = await open_store(copy.options);
  });
  afterAll(async () => {
    await store.close();
    await remove();
  });

  it("is brought to this one by opening it", async () => {
    const done = await store.sql<{ name: string }[]>`select name from migration order by name`;
    expect(done.map((row) => row.name)).toEqual(known_migrations());
    expect(migrations.length).toBeLessThan(known_migrations().length);
  });

  it("has kept every row as it was", async () => {
    const tables = await kept_rows();
    expect(tables.reduce((sum, { rows }) => sum + rows.length, 0)).toBeGreaterThan(900);
    // Since 0213 the id of a finding has the authority's secret in it.
    const [town] = await store.sql<
      { veil_secret: string }[]
    >`select veil_secret from authority where id = 'testdorp'`;
    const secret_id = (id: string) => {
      const hex = createHash("md5")
        .update(`${town!.veil_secret}|${id.replaceAll("-", "")}`)
        .digest("hex");
      return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
    };
    for (const { table, rows } of tables) {
      if (catalogue.includes(table.table)) continue;
      const columns = table.columns.map((column) => `"${column}"::text`);
      const now = await store.sql.begin(async (sql) => {
        await sql.unsafe("set local timezone to 'UTC'");
        const town = table.columns.includes("authority_id")
          ? "where authority_id = 'testdorp'"
          : table.table === "authority"
            ? "where id = 'testdorp'"
            : "";
        return sql.unsafe(`select ${columns} from "${table.table}" ${town}`).values();
      });
      const text = (values: unknown) => (values as string[][]).map((row) => JSON.stringify(row)).sort();
      const place = table.table === "finding" ? table.columns.indexOf("id") : -1;
      const kept = rows.map((row) => row.map((value, n) => (n === place ? secret_id(value!) : value)));
      expect(text(now), table.table).toEqual(text(kept));
    }
    // As the engine will name the same finding again: finding_id.
    const [ids] = await store.sql<{ findings: number; same: number }[]>`
      select count(*)::int as findings, count(*) filter (where n.id = finding_id(n.scenario_id, n.rule_id,
        jsonb_populate_record(null::thing, jsonb_build_object('kind', n.a_kind, 'layer', n.a_layer, 'id', n.a_id, 'part', n.a_part)),
        jsonb_populate_record(null::thing, jsonb_build_object('kind', n.b_kind, 'layer', n.b_layer, 'id', n.b_id, 'part', n.b_part)), a.veil_secret))::int as same
      from finding n join authority a on a.id = n.authority_id where a.id = 'testdorp'`;
    expect(ids!.findings).toBeGreaterThan(0);
    expect(ids!.same).toBe(ids!.findings);
  });

  it("tells what was decided, said and written of hidden things under the ids that they have now: veiled_finding_id", () =>
    expect_veiled_talk(store));

  it("has what later versions work out of them", async () => {
    const counted = await store.sql<{ measure_type: string; effects: number }[]>`
      select measure_type, (select count(*) from measure_effect e where e.measure_id = m.id) as effects from measure m order by m.id`;
    expect(counted.map((row) => [row.measure_type, row.effects > 0])).toEqual([
      ["tree", true],
      ["heat_line", true],
      ["depaving", true],
    ]);
    const [next] = await store.sql<{ id: number }[]>`
      insert into scenario (authority_id, name) values ('testdorp', 'Nieuw') returning id`;
    expect(next!.id).toBe(2);
  });
});
