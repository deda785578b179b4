import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run_import } from "../../../api/jobs/run_import.ts";
import { end_interrupted, waiting_jobs } from "../../../api/queries/job.ts";
import { own_process } from "../../../api/store/process_identity.ts";
import { remove_stale_uploads } from "../../../api/upload/remove_stale_uploads.ts";
import { let_go_of_upload_folder, take_upload_folder } from "../../../api/upload/upload_folder.ts";
import { open_test_store, store_kinds, type TestStore } from "../../store/test_store.ts";

const geojson = (trees: number): string =>
  JSON.stringify({
    type: "FeatureCollection",
    name: "bomen",
    features: Array.from({ length: trees }, (_, nr) => ({
      type: "Feature",
      properties: { nr },
      geometry: { type: "Point", coordinates: [4.58 + nr * 1e-6, 51.065] },
    })),
  });

describe.each(store_kinds)("run_import on %s", (kind) => {
  let test: TestStore;
  let dir: string;
  beforeAll(async () => {
    test = await open_test_store(kind);
    dir = mkdtempSync(join(tmpdir(), "straatlagen-job-"));
  });
  afterAll(async () => {
    await test.close();
    rmSync(dir, { recursive: true, force: true });
  });

  async function waiting(
    trees: number,
  ): Promise<{ thing: { authority_id: string; id: number }; path: string }> {
    const folder = join(dir, crypto.randomUUID());
    mkdirSync(folder);
    const path = join(folder, "bomen.geojson");
    writeFileSync(path, geojson(trees));
    const mapping = {
      layers: [{ source_layer: "bomen", layer: "tree", fields: { source_id: { field: "nr" } } }],
    };
    const [row] = await test.store.sql<{ id: number }[]>`
      insert into import (authority_id, file_name, file_path, options, created_by)
      values ('testdorp', 'bomen.geojson', ${path}, ${test.store.sql.json({ srid: null, mapping })}, 'x') returning id`;
    return { thing: { authority_id: "testdorp", id: row!.id }, path };
  }
  const state = async (id: number) =>
    (
      await test.store.sql<
        { state: string; error: { code: string } | null }[]
      >`select state, error from import where id = ${id}`
    )[0];
  const trees = async () => (await test.store.sql<{ n: number }[]>`select count(*) as n from feature`)[0]!.n;

  /** The store, with something that happens just before an import writes its progress. */
  function at_first_report(happens: () => Promise<void>): typeof test.store {
    const sql = new Proxy(test.store.sql, {
      apply(target, self, args) {
        const query = Reflect.apply(target, self, args);
        const text = Array.isArray(args[0]) ? args[0].join("?") : "";
        return text.includes("update import set state =") ? happens().then(() => query) : query;
      },
    });
    return { ...test.store, sql };
  }

  it("ends as cancelled when another process asked for it in the row", async () => {
    const { thing, path } = await waiting(20);
    // Asked between the job's first look and its first report.
    const late = at_first_report(() =>
      test.store.sql`update import set cancel_requested = true where id = ${thing.id}`.then(() => undefined),
    );
    await run_import(late, test.viewer, thing, new AbortController().signal);
    expect(await state(thing.id)).toMatchObject({ state: "cancelled", error: { code: "cancelled" } });
    expect(await trees()).toBe(0);
    expect(existsSync(path)).toBe(false);
  });

  it("says that it was cut off when its process stops, and leaves a job alone that has not begun", async () => {
    const { thing } = await waiting(20);
    const stopping = new AbortController();
    stopping.abort("stopping");
    await run_import(test.store, test.viewer, thing, stopping.signal);
    expect(await state(thing.id)).toMatchObject({ state: "waiting" });
    const midway = new AbortController();
    const work = run_import(
      at_first_report(async () => midway.abort("stopping")),
      test.viewer,
      thing,
      midway.signal,
    );
    await work;
    expect(await state(thing.id)).toMatchObject({ state: "failed", error: { code: "import_interrupted" } });
    expect(await trees()).toBe(0);
  });

  it("stores nothing once another process has said that it was cut off", async () => {
    const { thing, path } = await waiting(20);
    const taken_for_dead = at_first_report(async () => {
      await test.store.sql`update import set state = 'reading' where id = ${thing.id}`;
      await end_interrupted(test.store.sql, false);
    });
    await expect(
      run_import(taken_for_dead, test.viewer, thing, new AbortController().signal),
    ).rejects.toThrow(/was ended|under way/);
    expect(await state(thing.id)).toMatchObject({ state: "failed", error: { code: "import_interrupted" } });
    expect(await trees()).toBe(0);
    expect(existsSync(path)).toBe(false);
  });

  it("goes on with the check of what was stored when its process was killed", async () => {
    const { sql } = test.store;
    const { thing, path } = await waiting(20);
    await sql`
      update import set state = 'analysing', check_extent = st_makeenvelope(165000, 195000, 165100, 195100, 31370) where id = ${thing.id}`;
    await sql`insert into import_row (import_id, row_number, layer, source_id, status, geom, depth_source, attributes)
      values (${thing.id}, 1, 'tree', '1', 'in_use', st_setsrid(st_point(165000, 195000), 31370), 'unknown', '{}')`;
    expect((await end_interrupted(sql, test.store.features.session_locks)).jobs).toBe(0);
    expect(await waiting_jobs(sql, test.store.features.session_locks)).toContainEqual({
      word: "import",
      ...thing,
    });
    await run_import(test.store, test.viewer, thing, new AbortController().signal);
    expect(await state(thing.id)).toMatchObject({ state: "done", error: null });
    expect(await sql`select from import_row where import_id = ${thing.id}`).toHaveLength(0);
    expect(existsSync(path)).toBe(false);
  });

  it("says of an import from the command line that it was cut off, once its process is gone", async () => {
    const { sql } = test.store;
    const gone = own_process.replace(/-\d+$/, "-1");
    const add = async (process: string, at: string) => {
      const [row] = await sql<{ id: number }[]>`
        insert into import (authority_id, file_name, state, created_by, process) values ('testdorp', 'x.gml', ${at}, 'x', ${process}) returning id`;
      return row!.id;
    };
    const rows = [
      await add(gone, "reading"),
      await add(gone, "analysing"),
      await add(own_process, "reading"),
      await add("000000000000_1-1", "reading"),
    ] as const;
    await end_interrupted(sql, test.store.features.session_locks);
    expect(await Promise.all(rows.map(state))).toMatchObject([
      { state: "failed", error: { code: "import_interrupted" } },
      { state: "done", error: null },
      { state: "reading" },
      // Of another machine, which only that machine can ask after.
      { state: "reading" },
    ]);
    await sql`delete from import where id = any (${rows as readonly number[] as number[]}::bigint[])`;
  });

  it("leaves no upload behind that nothing waits for: remove_stale_uploads", async () => {
    const uploads = join(dir, "uploads");
    const { sql } = test.store;
    const [under_way, let_go, needed] = [
      await take_upload_folder(uploads),
      await take_upload_folder(uploads),
      await take_upload_folder(uploads),
    ];
    for (const done of [let_go, needed]) let_go_of_upload_folder(done);
    const [row] = await sql<{ id: number }[]>`
      insert into import (authority_id, file_name, file_path, created_by) values ('testdorp', 'x.gml', ${join(needed, "x.gml")}, 'x') returning id`;
    const of_a_dead_process = join(uploads, `${own_process.replace(/-\d+$/, "-1")}_${crypto.randomUUID()}`);
    const elsewhere = [
      join(uploads, `000000000000_1-1_${crypto.randomUUID()}`),
      join(uploads, crypto.randomUUID()),
    ];
    for (const folder of [of_a_dead_process, ...elsewhere]) mkdirSync(folder);
    expect(await remove_stale_uploads(test.store, uploads)).toBe(2);
    const left = () =>
      readdirSync(uploads)
        .map((name) => join(uploads, name))
        .sort();
    expect(left()).toEqual([under_way, needed, ...elsewhere].sort());
    // Another machine's, or of an older version: after an hour nothing is received any more.
    expect(await remove_stale_uploads(test.store, uploads, Date.now() + 3_700_000)).toBe(2);
    expect(left()).toEqual([under_way, needed].sort());
    let_go_of_upload_folder(under_way);
    await sql`update import set state = 'failed' where id = ${row!.id}`;
    expect(await remove_stale_uploads(test.store, uploads)).toBe(2);
    expect(await remove_stale_uploads(test.store, join(dir, "nowhere"))).toBe(0);
  });

  it("does the work once, and no more for a row that is done", async () => {
    const { thing, path } = await waiting(20);
    await run_import(test.store, test.viewer, thing, new AbortController().signal);
    expect(await state(thing.id)).toMatchObject({ state: "done", error: null });
    expect(await trees()).toBe(20);
    expect(existsSync(path)).toBe(false);
    await run_import(test.store, test.viewer, thing, new AbortController().signal);
    expect(await state(thing.id)).toMatchObject({ state: "done" });
  });
});
