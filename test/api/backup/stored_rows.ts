import type postgres from "postgres";

/** Every row of every table but the one for staging, generated columns too, and every sequence: what must be equal in equal stores. */
export async function stored_rows(sql: postgres.Sql): Promise<Record<string, string[]>> {
  return sql.begin("read only", async (transaction) => {
    await transaction`set local timezone to 'UTC'`;
    const tables = await transaction<{ name: string }[]>`
      select relname as name from pg_class
      where relnamespace = 'straatlagen'::regnamespace and relkind in ('r', 'p') and not relispartition and relname <> 'import_row' order by 1`;
    const all: Record<string, string[]> = {};
    for (const { name } of tables) {
      // When a migration was run is of the store, not of what it holds.
      const shown = name === "migration" ? "t.name" : "t::text";
      const rows = await transaction.unsafe(`select ${shown} as row from straatlagen."${name}" t`);
      all[name] = rows.map((row) => row.row as string).sort();
    }
    const sequences = await transaction<{ name: string }[]>`
      select relname as name from pg_class where relnamespace = 'straatlagen'::regnamespace and relkind = 'S' order by 1`;
    for (const { name } of sequences)
      all[`sequence ${name}`] = (
        await transaction.unsafe(`select last_value || ' ' || is_called as row from straatlagen."${name}"`)
      ).map((row) => row.row as string);
    return all;
  }) as Promise<Record<string, string[]>>;
}
