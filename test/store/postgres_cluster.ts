import { execFileSync, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface PostgresCluster {
  /** Folder of its Unix socket; it listens nowhere else. */
  readonly socket_dir: string;
  url(database: string): string;
  /** Ends every process of it at once, as a crash does, and starts it again: it recovers from its log. */
  crash(): void;
  /** Ends it as an administrator does, cutting off whoever is connected; `start` starts it again. */
  end(): void;
  start(): void;
  /** Ends it for good and removes its files. */
  stop(): void;
}

/** The folder of the newest installed PostgreSQL server's programs, or null. */
export function postgres_bin_dir(): string | null {
  const base = "/usr/lib/postgresql";
  if (!existsSync(base)) return null;
  const versions = readdirSync(base).sort((a, b) => Number(b) - Number(a));
  for (const version of versions)
    if (existsSync(join(base, version, "bin", "initdb"))) return join(base, version, "bin");
  return null;
}

/**
 * Starts a private PostgreSQL cluster in a temporary folder from the installed programs, reachable
 * only over its Unix socket; as the user `postgres` when run as root, which the server refuses to be.
 */
export function start_postgres_cluster(settings: readonly string[] = []): PostgresCluster {
  const bin = postgres_bin_dir();
  if (!bin) throw new Error("no PostgreSQL server found in /usr/lib/postgresql");
  const folder = mkdtempSync(join(tmpdir(), "straatlagen-pg-"));
  const user = process.getuid?.() === 0 ? { uid: id_of("-u"), gid: id_of("-g") } : {};
  if ("uid" in user) chownSync(folder, user.uid as number, user.gid as number);
  const data = join(folder, "data");
  const run = (program: string, args: string[]): void => {
    // The server must not inherit our pipes: a reader waiting for their end would wait for the server's.
    const result = spawnSync(join(bin, program), args, {
      ...user,
      cwd: folder,
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, LC_ALL: "C.UTF-8" },
    });
    if (result.status !== 0) throw new Error(`${program} ended with ${result.status ?? result.error}`);
  };
  run("initdb", [
    "-D",
    data,
    "-U",
    "postgres",
    "-A",
    "trust",
    "--no-sync",
    "--encoding=UTF8",
    "--locale=C.UTF-8",
  ]);
  const options = [
    "listen_addresses=",
    `unix_socket_directories=${folder}`,
    "fsync=off",
    "max_connections=100",
    "max_locks_per_transaction=512",
    ...settings,
  ];
  const start = (): void =>
    run("pg_ctl", [
      "-D",
      data,
      "-w",
      "-l",
      join(folder, "log"),
      "-o",
      options.map((option) => `-c ${option}`).join(" "),
      "start",
    ]);
  start();
  return {
    socket_dir: folder,
    url: (database) => `postgres://postgres@localhost/${database}?host=${folder}`,
    crash() {
      run("pg_ctl", ["-D", data, "-m", "immediate", "-w", "stop"]);
      start();
    },
    end: () => run("pg_ctl", ["-D", data, "-m", "fast", "-w", "stop"]),
    start,
    stop() {
      run("pg_ctl", ["-D", data, "-m", "immediate", "-w", "stop"]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function id_of(flag: "-u" | "-g"): number {
  return Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
}
