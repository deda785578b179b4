import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BackupError } from "../../../api/backup/backup_file.ts";
import { check_backup } from "../../../api/backup/read_backup.ts";
import { restore_backup } from "../../../api/backup/restore_backup.ts";
import { write_backup } from "../../../api/backup/write_backup.ts";
import { connect_store } from "../../../api/store/connect_store.ts";
import type { StoreKind } from "../../../api/store/differences.ts";
import { known_migrations } from "../../../sql/migrate.ts";
import { copied_store, store_kinds } from "../../store/test_store.ts";
import { open_test_app, type TestApp } from "../open_test_app.ts";
import { fill_store } from "./fill_store.ts";
import { stored_rows } from "./stored_rows.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
let folder: string;
let source: TestApp;
/** A backup of `source`. */
let file: string;
const undo: (() => Promise<void>)[] = [];
const first_kind: StoreKind = store_kinds.at(-1)!;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "straatlagen-backup-"));
  source = await open_test_app(first_kind);
  await fill_store(source);
  file = join(folder, "first");
  await write_backup(source.test.store.sql, file);
});
afterAll(async () => {
  for (const work of undo.reverse()) await work();
  await source.close();
  rmSync(folder, { recursive: true, force: true });
});

async function empty_store(kind: StoreKind) {
  const copy = await copied_store(kind);
  undo.push(copy.remove);
  const connection = await connect_store(copy.options);
  undo.push(() => connection.close());
  return { ...connection, env: copy.env };
}
/** A store of a kind that holds what the backup does; the tests that write into it come after those that compare. */
const restored = new Map<StoreKind, Promise<Awaited<ReturnType<typeof empty_store>>>>();
function restored_store(kind: StoreKind) {
  const made = async () => {
    const store = await empty_store(kind);
    await restore_backup(store.sql, file, { force: false });
    return store;
  };
  if (!restored.has(kind)) restored.set(kind, made());
  return restored.get(kind)!;
}
const text_of = (path: string): string => gunzipSync(readFileSync(path)).toString("utf8");
const rows_in = (path: string): string[] =>
  text_of(path)
    .split("\n")
    .filter((line) => line.startsWith("["))
    .sort();
const refused = (work: Promise<unknown>, says: RegExp) =>
  expect(work).rejects.toSatisfy((error) => error instanceof BackupError && says.test(error.message));
/** What people sign in with and what they may: not reached by the API, and lost without a word where it is left out. */
const account_tables = [
  ...["account", "account_method", "session", "sign_in_state", "one_time_link", "attempt", "sign_in_secret"],
  ...["api_token", "resident_link", "dataset_grant", "access_log"],
];
/** A file like `first` with other lines, whose checksum is right. */
function forged(name: string, change: (lines: string[]) => string[]): string {
  const lines = change(text_of(file).trimEnd().split("\n").slice(0, -1)).map((line) => `${line}\n`);
  const end = JSON.parse(text_of(file).trimEnd().split("\n").at(-1)!);
  const sha256 = createHash("sha256").update(lines.join("")).digest("hex");
  const path = join(folder, name);
  writeFileSync(path, gzipSync(`${lines.join("")}${JSON.stringify({ ...end, sha256 })}\n`));
  return path;
}

describe("a backup", () => {
  it("gives back an equal store, over both kinds and there and back again", async () => {
    const before = await stored_rows(source.test.store.sql);
    const filled = Object.entries(before).filter(([, rows]) => rows.length > 0);
    expect(filled.length).toBeGreaterThan(35);
    for (const table of account_tables) expect(before[table], table).not.toEqual([]);
    let from = file;
    for (const kind of [...store_kinds, first_kind]) {
      const store = from === file ? await restored_store(kind) : await empty_store(kind);
      if (from !== file) await restore_backup(store.sql, from, { force: false });
      expect(await stored_rows(store.sql)).toEqual(before);
      from = join(folder, `after_${kind}_${undo.length}`);
      const report = await write_backup(store.sql, from);
      expect(report.rows).toBe(rows_in(file).length);
      expect(rows_in(from)).toEqual(rows_in(file));
    }
  });

  it("works again at once: ids go on, findings are found, photos are shown", async () => {
    const store = await empty_store(first_kind);
    await restore_backup(store.sql, file, { force: false });
    const [next] = await store.sql<{ id: number; last: number }[]>`
      insert into scenario (authority_id, name) values ('testdorp', 'Nieuw')
      returning id, (select max((coalesce(after, before) ->> 'id')::bigint) from change where word = 'scenario') as last`;
    expect(next!.id).toBe(next!.last + 1);
    const photo = (sql: typeof store.sql) => sql`select content_type, md5(bytes) as md5 from trial_pit_photo`;
    expect([...(await photo(store.sql))]).toEqual([...(await photo(source.test.store.sql))]);
    // What is worked out anew from the restored rows is what had been stored.
    const found = (sql: typeof store.sql) => sql`select id, veil, verdict from finding order by id, veil`;
    const stored = [...(await found(store.sql))];
    expect(stored.length).toBeGreaterThan(5);
    await store.sql.begin(async (sql) => {
      await sql`select set_config('straatlagen.authority', 'testdorp', true)`;
      await sql`select evaluate_scenario(id) from scenario where name = 'Plan'`;
    });
    expect([...(await found(store.sql))]).toEqual(stored);
  });

  it.each(store_kinds)("is of one moment on %s, whatever is written meanwhile", async (kind) => {
    const store = await restored_store(kind);
    const write = async (): Promise<void> => {
      await store.sql.begin(async (sql) => {
        await sql`insert into import_mapping (authority_id, source_signature, mapping) values ('testdorp', 'while', '{}')`;
        await sql`insert into scenario (authority_id, name) values ('testdorp', 'while')`;
        await sql`delete from overlap_check`;
      });
    };
    let writing: Promise<void> | null = null;
    const path = join(folder, `while_${kind}`);
    await write_backup(store.sql, path, (table) => {
      if (table !== "setting" && table !== "authority") return;
      if (writing) return;
      writing = write();
      // On a server the change is committed before the next table is read; the embedded store lets it wait.
      return kind === "postgis" ? writing : undefined;
    });
    expect(writing).not.toBeNull();
    await writing;
    const [row] = await store.sql`select count(*) as n from scenario where name = 'while'`;
    expect(row!.n).toBe(1);
    expect(rows_in(path)).toEqual(rows_in(file));
  });

  it("may be read by its owner only, and is there whole or not at all", async () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await refused(write_backup(source.test.store.sql, file), /which is there already/);
    const broken = join(folder, "broken");
    const fails = write_backup(source.test.store.sql, broken, (table) => {
      if (table === "scenario") throw new Error("the disk is full");
    });
    await expect(fails).rejects.toThrow("the disk is full");
    expect(readdirSync(folder).filter((name) => name.startsWith("broken"))).toEqual([]);
  });
});

describe("restoring", () => {
  const check = (path: string) => check_backup(path, known_migrations());

  it("refuses what is no backup, says which", async () => {
    const write = (name: string, bytes: Uint8Array | string): string => {
      writeFileSync(join(folder, name), bytes);
      return join(folder, name);
    };
    await refused(check(join(folder, "none")), /which is not there/);
    await refused(check(folder), /which is a folder/);
    for (const bytes of [
      "",
      "hello\n",
      "PK\u0003\u0004",
      gzipSync("hello\n"),
      gzipSync("{}\n"),
      gzipSync("null\n"),
      gzipSync("[1]\n"),
    ])
      await refused(check(write("other", bytes)), /is none|is cut off/);
  });

  it("refuses a file that is cut off anywhere, or altered anywhere", async () => {
    const whole = readFileSync(file);
    const path = join(folder, "worse");
    for (let i = 0; i < 40; i++) {
      writeFileSync(path, whole.subarray(0, Math.floor((whole.length * i) / 40)));
      await refused(check(path), /is cut off|is none/);
      const altered = Buffer.from(whole);
      // The first ten bytes are gzip's head, of which some say nothing.
      const at = 10 + Math.floor(((whole.length - 10) * i) / 40);
      altered[at]! ^= 1 << (i % 8);
      writeFileSync(path, altered);
      await refused(check(path), /is damaged|is cut off|is none/);
    }
    const lines = text_of(file).trimEnd().split("\n");
    writeFileSync(path, gzipSync(`${lines.filter((line) => !line.includes("Plan")).join("\n")}\n`));
    await refused(check(path), /is damaged/);
  });

  it("refuses a newer version, a store in use and a store with data, and changes nothing", async () => {
    const newer = forged("newer", ([head, ...lines]) => {
      const { migrations, ...rest } = JSON.parse(head!);
      return [JSON.stringify({ ...rest, migrations: [...migrations, "9000_later.sql"] }), ...lines];
    });
    const { sql } = source.test.store;
    const before = await stored_rows(sql);
    await refused(restore_backup(sql, newer, { force: true }), /newer version .* 9000_later\.sql/);
    if (first_kind === "postgis") await refused(restore_backup(sql, file, { force: true }), /nobody uses/);
    const kept = await empty_store(first_kind);
    await restore_backup(kept.sql, file, { force: false });
    await refused(restore_backup(kept.sql, file, { force: false }), /--force/);
    // Rows that do not fit, though the checksum is right; the second are met only when all is in place.
    for (const [name, from, to] of [
      ["unfit", '"in_use"', '"in_used"'],
      ["unfit_layer", '"tree"', '"castle"'],
    ] as const) {
      const unfit = forged(name, (lines) => lines.map((line) => line.replaceAll(from, to)));
      await expect(restore_backup(kept.sql, unfit, { force: true })).rejects.toThrow();
    }
    const foreign = forged("foreign", (lines) =>
      lines.map((line) => line.replace('{"table":"street"', '{"table":"castle"')),
    );
    await refused(restore_backup(kept.sql, foreign, { force: true }), /a table castle/);
    expect(await stored_rows(kept.sql)).toEqual(before);
    await kept.sql`delete from scenario`;
    await restore_backup(kept.sql, file, { force: true });
    expect(await stored_rows(kept.sql)).toEqual(before);
    expect(await stored_rows(sql)).toEqual(before);
  });
});

describe("on the command line", () => {
  const run = (script: string, args: string[], env: Readonly<Record<string, string>>) =>
    spawnSync(process.execPath, ["--import", "tsx", `api/backup/${script}.ts`, ...args], {
      cwd: root,
      env: { ...process.env, DATABASE_URL: "", ...env },
      encoding: "utf8",
    });

  it("backs up an embedded store beside the process that has it open, which may not be restored meanwhile", async () => {
    const store = await restored_store("embedded");
    const made = join(folder, "by_command");
    const backup = run("backup", [made], store.env);
    expect(backup).toMatchObject({ status: 0 });
    expect(JSON.parse(backup.stdout)).toMatchObject({ file: made, rows: rows_in(made).length });
    const beside = join(folder, "beside");
    await write_backup(store.sql, beside);
    expect(rows_in(made)).toEqual(rows_in(beside));
    const restore = run("restore", [made, "--force"], store.env);
    expect(restore).toMatchObject({ status: 1, stdout: "" });
    expect(restore.stderr).toContain(`which process ${process.pid} has open`);
    await store.close();
    const forced = run("restore", [made, "--force"], store.env);
    expect(forced).toMatchObject({ status: 0 });
    expect(JSON.parse(forced.stdout)).toMatchObject({ rows: rows_in(made).length });
  });

  it("says how it is called, and makes no store where there is none", () => {
    for (const args of [[], ["a", "b"], ["a", "--unknown"]])
      expect(run("backup", args, {})).toMatchObject({ status: 2 });
    const nowhere = join(folder, "nowhere");
    const none = run("backup", [join(folder, "x")], { STRAATLAGEN_DATA: nowhere });
    expect(none).toMatchObject({ status: 1, stdout: "" });
    expect(none.stderr).toContain("Expected a store in");
    expect(existsSync(nowhere)).toBe(false);
  });
});
