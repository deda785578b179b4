import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, loadavg, release, totalmem } from "node:os";
import { postgres_bin_dir } from "../store/postgres_cluster.ts";

function said(program: string, args: readonly string[]): string {
  const { stdout, status } = spawnSync(program, args, { encoding: "utf8" });
  return status === 0 ? (stdout.trim().split("\n")[0] ?? "") : "not installed";
}

function package_version(name: string): string {
  return JSON.parse(readFileSync(new URL(`../../node_modules/${name}/package.json`, import.meta.url), "utf8"))
    .version;
}

/** The machine and the versions that figures were measured with, one fact a line, and how busy it was. */
export function describe_machine(): string[] {
  const bin = postgres_bin_dir();
  const processors = cpus();
  return [
    `${processors.length} × ${processors[0]?.model.trim() ?? "unknown processor"}, ${(totalmem() / 1024 ** 3).toFixed(0)} GB, Linux ${release()}`,
    `load over the last minute when starting: ${loadavg()[0]?.toFixed(1)}`,
    `Node ${process.versions.node}, PGlite ${package_version("@electric-sql/pglite")} with PostGIS ${package_version("@electric-sql/pglite-postgis")}`,
    bin ? said(`${bin}/postgres`, ["--version"]) : "no PostgreSQL server",
    `${said("ogr2ogr", ["--version"])}; ${said("chromium", ["--version"])}`,
  ];
}
