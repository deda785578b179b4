import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect_store } from "../../../api/store/connect_store.ts";
import { type PostgresCluster, start_postgres_cluster } from "../postgres_cluster.ts";
import { copied_store, store_kinds } from "../test_store.ts";
import { kill_rounds } from "./kill_rounds.ts";
import { restarted_database } from "./restarted_database.ts";

// STRAATLAGEN_KILLS=50 for the long version.
const kills = Number(process.env.STRAATLAGEN_KILLS ?? 2);
const say = process.env.STRAATLAGEN_KILLS ? (line: string) => console.log(line) : undefined;

describe.each(store_kinds)("kill -9 on %s", (kind) => {
  let store: Awaited<ReturnType<typeof own_cluster>>;
  beforeAll(async () => {
    store = kind === "embedded" ? { ...(await copied_store(kind)), cluster: null } : await own_cluster();
  });
  afterAll(() => store?.remove());

  it(
    `loses nothing that was acknowledged and leaves nothing half there (${kills} times)`,
    async () => {
      const { env, cluster } = store;
      const report = await kill_rounds({ kind, kills, seed: 6, env, cluster, say });
      say?.(JSON.stringify(report));
      expect(report.faults).toEqual([]);
      // The writers were at work each time, else nothing was shown.
      expect(report.acknowledged).toBeGreaterThanOrEqual(kills);
    },
    Math.max(180_000, kills * 60_000),
  );

  // The embedded store is a process of the server's own, which the rounds end as well.
  if (kind === "postgis")
    it("and a database that is restarted is found again", async () => {
      const { env, cluster } = store;
      await restarted_database({ env, cluster: cluster! });
    });
});

/** A cluster that may be crashed: others use the one that tests share. */
async function own_cluster() {
  // As an installed server has it: the shared one does without, for speed.
  const cluster = start_postgres_cluster(["fsync=on"]);
  const admin = await connect_store({ database_url: cluster.url("postgres") });
  await admin.sql`create database straatlagen_kill`;
  await admin.close();
  return {
    cluster: cluster as PostgresCluster | null,
    env: { DATABASE_URL: cluster.url("straatlagen_kill") } as Readonly<Record<string, string>>,
    remove: async () => cluster.stop(),
  };
}
