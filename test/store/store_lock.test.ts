import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connect_store } from "../../api/store/connect_store.ts";
import { embedded_paths, open_embedded } from "../../api/store/embedded.ts";
import { is_running, process_identity } from "../../api/store/process_identity.ts";
import { store_holder, take_store_lock } from "../../api/store/store_lock.ts";
import { copied_store } from "./test_store.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

describe("the lock of an embedded store", () => {
  let dir: string;
  let lock: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "straatlagen-lock-"));
    lock = join(dir, "store.lock");
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));
  const held_by = (store: string) => writeFileSync(lock, JSON.stringify({ store, opener: store }));

  it("is held by one process, and says which", () => {
    expect(store_holder(lock)).toBeNull();
    expect(take_store_lock(lock)).toBe(true);
    expect(store_holder(lock)?.store).toBe(process_identity(process.pid));
    expect(take_store_lock(lock)).toBe(false);
    expect(readdirSync(dir)).toEqual(["store.lock"]);
  });

  it("counts for nothing once its process is gone, also where another has its number now", async () => {
    const child = spawn("sleep", ["60"]);
    const identity = process_identity(child.pid!)!;
    held_by(identity);
    expect(take_store_lock(lock)).toBe(false);
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(is_running(identity)).toBe(false);
    expect(store_holder(lock)).toBeNull();
    expect(take_store_lock(lock)).toBe(true);

    // The number of this process, as a process of before a restart had it.
    held_by(`${process.pid}:1`);
    if (existsSync("/proc/self/stat")) expect(take_store_lock(lock)).toBe(true);
  });

  it.each(["", "{", "null", '{"store":5}', "[]"])("is no lock where it holds %j", (text) => {
    writeFileSync(lock, text);
    expect(store_holder(lock)).toBeNull();
    expect(take_store_lock(lock)).toBe(true);
  });
});

describe("an embedded store", () => {
  it("is opened once by two who come at the same moment, and again when its process is killed", async () => {
    const copy = await copied_store("embedded");
    const data_dir = copy.options.data_dir!;
    const both = await Promise.all([open_embedded(data_dir), open_embedded(data_dir)]);
    const store = await connect_store(copy.options);
    try {
      await store.sql`create table kept (id integer)`;
      await store.sql`insert into kept values (1)`;
      const holder = store_holder(embedded_paths(data_dir).lock_path)!;
      process.kill(Number.parseInt(holder.store, 10), "SIGKILL");
      let rows: unknown[] | null = null;
      for (let tries = 0; tries < 300 && !rows; tries++) {
        rows = await store.sql`select id from kept`.then(
          (found) => [...found],
          () => null,
        );
        await new Promise((waited) => setTimeout(waited, 100));
      }
      expect(rows).toEqual([{ id: 1 }]);
      expect(store_holder(embedded_paths(data_dir).lock_path)!.store).not.toBe(holder.store);
    } finally {
      await store.close();
      for (const one of both) await one.close();
      await copy.remove();
    }
    expect(existsSync(embedded_paths(data_dir).lock_path)).toBe(false);
  });

  it("closes when its opener dies, also while it is opening and with a question half read", async () => {
    const copy = await copied_store("embedded");
    const { lock_path, socket_path } = embedded_paths(copy.options.data_dir!);
    const opener = () =>
      spawn(
        process.execPath,
        ["--import", "tsx", "-e", `import("./api/store/connect_store.ts").then((m) => m.connect_store())`],
        { cwd: root, env: { ...process.env, ...copy.env }, stdio: "ignore" },
      );
    const held = () => expect.poll(() => store_holder(lock_path), { timeout: 60_000, interval: 20 });
    try {
      // As soon as it has the lock: it opens for seconds after that.
      const early = opener();
      await held().not.toBeNull();
      early.kill("SIGKILL");
      await held().toBeNull();

      const late = opener();
      await held().not.toBeNull();
      await expect.poll(() => existsSync(socket_path), { timeout: 60_000 }).toBe(true);
      const client = connect(socket_path);
      await once(client, "connect");
      client.write(Buffer.alloc(100_000, "x"));
      late.kill("SIGKILL");
      await held().toBeNull();
      client.destroy();
    } finally {
      await copy.remove();
    }
  });
});
