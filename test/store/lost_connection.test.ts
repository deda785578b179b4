import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { copied_store, store_kinds } from "./test_store.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
// In a process of its own: what fails here ends it.
const script = `
  const { connect_store } = await import("./api/store/connect_store.ts");
  const store = await connect_store();
  const lose = async (sql) => {
    const [{ pid }] = await sql\`select pg_backend_pid() as pid\`;
    await store.sql\`select pg_terminate_backend(\${pid})\`;
    await new Promise((waited) => setTimeout(waited, 200));
  };
  const said = [];
  const note = (name) => (error) => said.push(name + " " + (error.code ?? error.message));
  await store.sql.begin(async (sql) => { await lose(sql); await sql\`select 1\`; }).catch(note("transaction"));
  await store.sql.begin(async (sql) => { await lose(sql); return "work"; }).catch(note("commit"));
  const reserved = await store.sql.reserve();
  await lose(reserved);
  await reserved\`select 1\`.catch(note("reserved"));
  reserved.release();
  // No question of a later session gets the answer of the lost one.
  for (let i = 0; i < 40; i++) await Promise.all(Array.from({ length: 12 }, () => store.sql\`select \${i}::int\`));
  // Its place in the pool is another's by now: what still comes of the transaction may not run there, alone.
  await store.sql\`create table half (id integer)\`;
  await store.sql.begin(async (sql) => {
    await sql\`insert into half values (1)\`;
    await lose(sql);
    await Promise.allSettled(Array.from({ length: 24 }, () => store.sql\`select pg_sleep(0.05)\`));
    await sql\`insert into half values (2)\`;
  }).catch(note("half"));
  said.push("stored " + (await store.sql\`select id from half\`).length);
  // Whoever waits for a connection of his own when all are lost gets the next one.
  const asleep = Array.from({ length: 12 }, () => store.sql\`select pg_sleep(60)\`.catch(() => undefined));
  const other = await connect_store();
  const sleepers = () => other.sql\`select pid from pg_stat_activity where datname = current_database() and query = 'select pg_sleep(60)' and state = 'active'\`;
  while ((await sleepers()).length < 12) await new Promise((waited) => setTimeout(waited, 20));
  const waiting = store.sql.reserve();
  for (const { pid } of await sleepers()) await other.sql\`select pg_terminate_backend(\${pid})\`;
  await Promise.all(asleep);
  const own = await waiting;
  said.push("waited " + (await own\`select 1 as one\`)[0].one);
  own.release();
  await other.close();
  console.log(JSON.stringify(said));
  await store.close();
`;

describe.skipIf(!store_kinds.includes("postgis"))("a lost connection", () => {
  it("is an error of the work that needed it; the process and the other connections go on", async () => {
    const store = await copied_store("postgis");
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["--import", "tsx", "--input-type=module", "-e", script],
      { cwd: root, env: { ...process.env, ...store.env }, encoding: "utf8", timeout: 60_000 },
    );
    await store.remove();
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const said = JSON.parse(stdout) as string[];
    expect(said.splice(-2)).toEqual(["stored 0", "waited 1"]);
    expect(said.map((line) => line.split(" ")[0])).toEqual(["transaction", "commit", "reserved", "half"]);
    for (const line of said) expect(line).toMatch(/ (CONNECTION_CLOSED|CONNECTION_ENDED|57P01)$/);
  });
});
