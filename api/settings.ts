import { join } from "node:path";
import { fileURLToPath } from "node:url";

export interface Settings {
  readonly port: number;
  readonly host: string;
  /** Host names served; null: any. */
  readonly hosts: readonly string[] | null;
  readonly upload_dir: string;
  readonly dist_dir: string;
  /** Load the demo district into an empty store. */
  readonly demo: boolean;
  /** Take jobs in this process; false where worker processes do. */
  readonly jobs: boolean;
  readonly tile_cache_bytes: number;
}

const loopback = ["localhost", "127.0.0.1", "[::1]"];

function is_no(value: string | undefined): boolean {
  return value !== undefined && ["no", "0", "false", "off"].includes(value.toLowerCase());
}

/**
 * What the environment asks of the server: PORT (8080), HOST (127.0.0.1), STRAATLAGEN_HOSTS (names
 * behind a proxy, comma-separated), STRAATLAGEN_DATA, STRAATLAGEN_DEMO=no, STRAATLAGEN_JOBS=no,
 * STRAATLAGEN_TILE_CACHE_MB (128). Throws an Error that says what was expected and what came.
 */
export function read_settings(env: Readonly<Record<string, string | undefined>>): Settings {
  const port = env.PORT === undefined || env.PORT === "" ? 8080 : Number(env.PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`PORT: expected a whole number from 0 to 65535, got "${env.PORT}".`);
  const cache_mb = Number(env.STRAATLAGEN_TILE_CACHE_MB || 128);
  if (!(cache_mb >= 1 && cache_mb <= 65536))
    throw new Error(
      `STRAATLAGEN_TILE_CACHE_MB: expected megabytes from 1 to 65536, got "${env.STRAATLAGEN_TILE_CACHE_MB}".`,
    );
  const host = env.HOST || "127.0.0.1";
  const named = (env.STRAATLAGEN_HOSTS ?? "")
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "");
  const on_loopback = host === "127.0.0.1" || host === "::1" || host === "localhost";
  return {
    port,
    host,
    hosts: on_loopback || named.length > 0 ? [...loopback, ...named] : null,
    upload_dir: join(env.STRAATLAGEN_DATA || ".straatlagen", "uploads"),
    dist_dir: fileURLToPath(new URL("../dist", import.meta.url)),
    demo: !is_no(env.STRAATLAGEN_DEMO),
    jobs: !is_no(env.STRAATLAGEN_JOBS),
    tile_cache_bytes: cache_mb * 1024 ** 2,
  };
}
