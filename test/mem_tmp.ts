import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { write_backup } from "../api/backup/write_backup.ts";
import { restore_backup } from "../api/backup/restore_backup.ts";
import { connect_store } from "../api/store/connect_store.ts";
import { open_store } from "../api/store/open_store.ts";
import { ensure_authority } from "../data/ensure_authority.ts";
import { load_generated } from "../data/load_demo.ts";
import { demo_city } from "../data/demo/demo_city.ts";
import { start_postgres_cluster } from "./store/postgres_cluster.ts";
const cluster = start_postgres_cluster();
const admin = await connect_store({ database_url: cluster.url("postgres") });
await admin.sql`create database a`; await admin.sql`create database b`; await admin.close();
const dir = mkdtempSync(join(tmpdir(), "mem-"));
try {
  const store = await open_store({ database_url: cluster.url("a") });
  await ensure_authority(store, "t", "T");
  const { sql } = store;
  await load_generated(store, demo_city({ seed: 1, features: 20000 }), () => undefined, new AbortController().signal);
  const [d] = await sql`select id from dataset limit 1`;
  for (let i = 0; i < 50; i++) {
    const [p] = await sql`insert into trial_pit (authority_id, layer, feature_id, dataset_id, geom, position_accuracy_m, top_m, depth_accuracy_m, measured_on, created_by, organisation_id)
      values (${(await sql`select authority_id from dataset limit 1`)[0]!.authority_id}, 'tree', ${i}, ${d!.id}, st_setsrid(st_point(1,1),31370), 0.1, 1, 0.1, '2026-01-01', 'x', 'town') returning authority_id, id`;
    await sql`insert into trial_pit_photo (authority_id, trial_pit_id, content_type, bytes) values (${p!.authority_id}, ${p!.id}, 'image/png', ${randomBytes(4_000_000)})`;
  }
  (globalThis as any).gc?.();
  const base = process.memoryUsage().rss;
  let peak = 0;
  const watch = setInterval(() => { peak = Math.max(peak, process.memoryUsage().rss); }, 20);
  let t = performance.now();
  const file = join(dir, "f");
  const report = await write_backup(sql, file);
  console.log("backup", report, Math.round(performance.now() - t), "ms", Math.round(statSync(file).size / 1e6), "MB file; rss base", Math.round(base / 1e6), "peak", Math.round(peak / 1e6));
  await store.close();
  const target = await connect_store({ database_url: cluster.url("b") });
  peak = 0; t = performance.now();
  await restore_backup(target.sql, file, { force: false });
  console.log("restore", Math.round(performance.now() - t), "ms peak", Math.round(peak / 1e6));
  clearInterval(watch);
  await target.close();
} finally { cluster.stop(); rmSync(dir, { recursive: true, force: true }); }
