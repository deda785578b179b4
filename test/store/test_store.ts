import { randomUUID } from "node:crypto";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { inject } from "vitest";
import { type ConnectOptions, connect_store } from "../../api/store/connect_store.ts";
import type { StoreKind } from "../../api/store/differences.ts";
import { type Store, store_over } from "../../api/store/open_store.ts";
import { local_administrator, type Viewer } from "../../api/store/viewer.ts";
import { ensure_authority } from "../../data/ensure_authority.ts";
import { fix_secret } from "./fix_secret.ts";

/** The stores that tests run on here: both, or the embedded one alone where PostgreSQL is missing (said at start). */
export const store_kinds: readonly StoreKind[] = inject("postgres_socket_dir")
  ? ["embedded", "postgis"]
  : ["embedded"];

/** The analysis CRS of the stores that tests copy. */
const analysis_srid = 31_370;

export interface TestStore {
  readonly store: Store;
  readonly viewer: Viewer;
  /** How another process reaches the same store, as environment variables. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** A migrated store of its own, not opened, without any authority: how to reach it, and how to remove it. */
export async function copied_store(kind: StoreKind) {
  return kind === "embedded" ? embedded_copy() : await postgis_clone();
}

/** A store of its own for one test file: migrated, with one authority (`testdorp`) and nothing in it. */
export async function open_test_store(kind: StoreKind): Promise<TestStore> {
  const { options, env, remove } = await copied_store(kind);
  // Copied from a migrated one: making every function anew would take half of what opening takes.
  const store = store_over(await connect_store(options), analysis_srid);
  const authority_id = await ensure_authority(store, "testdorp", "Testdorp");
  await fix_secret(store.sql);
  return {
    store,
    viewer: local_administrator(authority_id),
    env,
    async close() {
      await store.close();
      await remove();
    },
  };
}

function embedded_copy() {
  const data_dir = mkdtempSync(join(tmpdir(), "straatlagen-test-"));
  cpSync(inject("embedded_template_dir"), data_dir, { recursive: true });
  return {
    options: { data_dir } as ConnectOptions,
    env: { STRAATLAGEN_DATA: data_dir },
    remove: async () => rmSync(data_dir, { recursive: true, force: true }),
  };
}

async function postgis_clone() {
  const socket_dir = inject("postgres_socket_dir");
  if (!socket_dir) throw new Error("no PostgreSQL here: ask store_kinds first");
  const database = `test_${randomUUID().replaceAll("-", "")}`;
  const admin = () => postgres({ host: socket_dir, database: "postgres", username: "postgres", max: 1 });
  const before = admin();
  await before.unsafe(`create database ${database} template straatlagen_template`);
  await before.end();
  const database_url = `postgres://postgres@localhost/${database}?host=${socket_dir}`;
  return {
    options: { database_url } as ConnectOptions,
    env: { DATABASE_URL: database_url },
    remove: async () => {
      const after = admin();
      await after.unsafe(`drop database ${database} with (force)`);
      await after.end();
    },
  };
}
