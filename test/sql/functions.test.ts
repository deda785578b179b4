import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { open_test_store, store_kinds, type TestStore } from "../store/test_store.ts";

const folder = new URL("../../sql/functions/", import.meta.url);
const files = readdirSync(folder).map((name) => ({
  name: name.replace(/\.sql$/, ""),
  file: name,
  text: readFileSync(new URL(name, folder), "utf8"),
}));

/** Longer than 60 lines for a reason; may shrink, not grow. */
const longer: Readonly<Record<string, number>> = {
  // One statement on purpose: its steps share what they measured.
  pair_findings: 147,
  store_import: 62,
};

/** The functions that the rights open to the application's role, as written there. */
const granted: readonly string[] = (() => {
  const text = readFileSync(new URL("../../sql/rights.sql", import.meta.url), "utf8");
  const list = /f\.proname = any \(array\[([^\]]+)\]/.exec(text)?.[1];
  if (!list) throw new Error("expected the list of granted functions in sql/rights.sql");
  return [...list.matchAll(/'([a-z_]+)'/g)].map((match) => match[1]!).sort();
})();

/** The text of every test, of the API's tests too: where a function's name must turn up. */
const test_texts: string = (function read(at: URL): string {
  return readdirSync(at, { withFileTypes: true })
    .map((entry) =>
      entry.isDirectory()
        ? read(new URL(`${entry.name}/`, at))
        : entry.name.endsWith(".ts") && entry.name !== "functions.test.ts"
          ? readFileSync(new URL(entry.name, at), "utf8")
          : "",
    )
    .join("\n");
})(new URL("../", import.meta.url));

describe("sql/functions", () => {
  it.each(files)("$name: one function, of the file's name, described, short", ({ name, file, text }) => {
    expect(file).toBe(`${name}.sql`);
    const defined = [...text.matchAll(/create or replace (?:function|procedure) ([a-z0-9_]+)\s*\(/g)].map(
      (match) => match[1],
    );
    expect(defined).toEqual([name]);
    const comments = [
      ...text.matchAll(/comment on function ([a-z0-9_]+)\s*\([^)]*\) is\s*'((?:[^']|'')+)'/g),
    ];
    expect(comments.map((match) => match[1])).toEqual([name]);
    expect(comments[0]![2]!.length).toBeGreaterThan(30);
    expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(longer[name] ?? 60);
  });

  it.each(granted)("%s, which the application may call, is called by a test", (name) => {
    expect(new RegExp(`\\b${name}\\b`).test(test_texts)).toBe(true);
  });
});

describe.each(store_kinds)("rights on %s", (kind) => {
  let test: TestStore;
  beforeAll(async () => {
    test = await open_test_store(kind);
  });
  afterAll(() => test.close());

  it("lets the application call the granted functions and no other", async () => {
    // A trigger's function cannot be called by anybody.
    const rows = await test.store.sql<{ name: string }[]>`
      select distinct proname as name from pg_proc
      where pronamespace = 'straatlagen'::regnamespace and prorettype <> 'trigger'::regtype and has_function_privilege('straatlagen_app', oid, 'execute')
      order by proname`;
    expect(rows.map((row) => row.name)).toEqual(granted);
  });

  it("is refused by the database, not only by a list", async () => {
    await expect(
      test.store.as_viewer(test.viewer, (sql) => sql`select remove_dataset_contents(1)`),
    ).rejects.toThrow(/permission denied/);
  });

  it("has every function of the folder, with its comment, and none besides", async () => {
    const rows = await test.store.sql<
      { name: string; comment: string | null; config: string[] | null; definer: boolean; owner: string }[]
    >`
      select proname as name, obj_description(oid, 'pg_proc') as comment, proconfig as config, prosecdef as definer, proowner::regrole::text as owner
      from pg_proc where pronamespace = 'straatlagen'::regnamespace order by proname`;
    const names = files.map((file) => file.name);
    expect(rows.map((row) => row.name)).toEqual([...names, "planners_only", "write_change"].sort());
    for (const row of rows) {
      expect(row.comment, row.name).toBeTruthy();
      expect(row.owner, row.name).toBe("straatlagen_owner");
      // What runs with its owner's rights must not take names from the caller's search path.
      if (row.definer) expect(row.config?.join(), row.name).toContain("search_path=straatlagen, public");
    }
  });

  it("keeps every table and partition under row-level security, with a policy where it may be read", async () => {
    const rows = await test.store.sql<
      { name: string; secured: boolean; policies: number; reachable: boolean }[]
    >`
      select c.relname as name, c.relrowsecurity as secured, (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies,
        has_table_privilege('straatlagen_app', c.oid, 'select') as reachable
      from pg_class c where c.relnamespace = 'straatlagen'::regnamespace and c.relkind in ('r', 'p') order by c.relname`;
    expect(rows.length).toBeGreaterThan(50);
    expect(rows.filter((row) => !row.secured).map((row) => row.name)).toEqual([]);
    expect(rows.filter((row) => row.reachable && row.policies === 0).map((row) => row.name)).toEqual([]);
    // Partitions are reached through their parent, which has the policy; read alone they would need their own.
    expect(
      rows.filter((row) => row.reachable && row.name.startsWith("feature_")).map((row) => row.name),
    ).toEqual([]);
  });

  it("gives the application no way around row-level security", async () => {
    const rows = await test.store.sql`
      select rolname, rolsuper, rolbypassrls, rolcanlogin, pg_has_role('straatlagen_app', 'straatlagen_owner', 'member') as is_owner
      from pg_roles where rolname in ('straatlagen_app', 'straatlagen_owner') order by 1`;
    expect([...rows]).toEqual([
      {
        rolname: "straatlagen_app",
        rolsuper: false,
        rolbypassrls: false,
        rolcanlogin: false,
        is_owner: false,
      },
      {
        rolname: "straatlagen_owner",
        rolsuper: false,
        rolbypassrls: false,
        rolcanlogin: false,
        is_owner: false,
      },
    ]);
  });
});
