import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { open_store } from "../../api/store/open_store.ts";
import { embedded_template } from "./embedded_template.ts";
import { postgres_bin_dir, start_postgres_cluster } from "./postgres_cluster.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Socket folder of the private cluster; null where PostgreSQL is not installed. */
    postgres_socket_dir: string | null;
    /** A migrated, closed embedded store to copy. */
    embedded_template_dir: string;
  }
}

/** Once per run: a private cluster with a migrated template database, and a migrated embedded store to copy. */
export default async function setup(project: TestProject): Promise<() => void> {
  project.provide("embedded_template_dir", await embedded_template());

  let stop_cluster = (): void => undefined;
  if (postgres_bin_dir()) {
    const cluster = start_postgres_cluster();
    stop_cluster = () => cluster.stop();
    const admin = postgres({ host: cluster.socket_dir, database: "postgres", username: "postgres", max: 1 });
    await admin`create database straatlagen_template`;
    await admin.end();
    const template = await open_store({ database_url: cluster.url("straatlagen_template") });
    await template.close();
    project.provide("postgres_socket_dir", cluster.socket_dir);
  } else {
    if (process.env.CI)
      throw new Error("CI needs PostgreSQL with PostGIS: apt-get install postgresql-15-postgis-3");
    console.warn("SKIPPED: tests on the PostGIS store (no PostgreSQL in /usr/lib/postgresql)");
    project.provide("postgres_socket_dir", null);
  }
  return () => stop_cluster();
}
