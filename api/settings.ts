import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The OpenID Connect provider that people sign in at. */
export interface OpenIdSettings {
  readonly issuer: string;
  readonly client_id: string;
  readonly client_secret: string;
  /** What the button says. */
  readonly name: string;
}

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
  /** Questions an hour that judge what may be hidden (previews and the like), per person. */
  readonly probes_per_hour: number;
  /** The address that browsers use. */
  readonly public_url: string;
  /** Reached from this machine only: while nobody has an account, whoever asks is the administrator. */
  readonly only_here: boolean;
  readonly openid: OpenIdSettings | null;
  /** The mail server, and whom e-mails come from; null sends none. */
  readonly smtp: { readonly url: string; readonly from: string } | null;
  /** Hosts (with or without port) that webhooks may reach although they are not public. */
  readonly webhook_hosts: readonly string[];
}

const loopback = ["localhost", "127.0.0.1", "[::1]"];

function is_no(value: string | undefined): boolean {
  return value !== undefined && ["no", "0", "false", "off"].includes(value.toLowerCase());
}

function openid_settings(env: Readonly<Record<string, string | undefined>>): OpenIdSettings | null {
  const { OPENID_ISSUER: issuer, OPENID_CLIENT_ID: client_id, OPENID_CLIENT_SECRET: client_secret } = env;
  if (!issuer && !client_id && !client_secret) return null;
  if (!issuer || !client_id || !client_secret)
    throw new Error("OPENID_ISSUER, OPENID_CLIENT_ID and OPENID_CLIENT_SECRET: expected all three or none.");
  return { issuer, client_id, client_secret, name: env.OPENID_NAME || new URL(issuer).host };
}

function smtp_settings(env: Readonly<Record<string, string | undefined>>, host: string): Settings["smtp"] {
  const url = env.SMTP_URL;
  if (!url) return null;
  if (!/^smtps?:$/.test(URL.canParse(url) ? new URL(url).protocol : ""))
    throw new Error("SMTP_URL: expected an address like smtp://user:password@mail.example.be:587.");
  return { url, from: env.SMTP_FROM || `Straatlagen <straatlagen@${host}>` };
}

const listed = (text: string | undefined): string[] =>
  (text ?? "")
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "");

/**
 * What the environment asks of the server: PORT (8080), HOST (127.0.0.1), STRAATLAGEN_HOSTS (names
 * behind a proxy, comma-separated), STRAATLAGEN_DATA, STRAATLAGEN_DEMO=no, STRAATLAGEN_JOBS=no,
 * STRAATLAGEN_TILE_CACHE_MB (128), STRAATLAGEN_PROBES_PER_HOUR (14400), STRAATLAGEN_URL (the address browsers use), OPENID_ISSUER with
 * OPENID_CLIENT_ID, OPENID_CLIENT_SECRET and OPENID_NAME, SMTP_URL with SMTP_FROM, STRAATLAGEN_WEBHOOK_HOSTS
 * (hosts that webhooks may reach although they are not public). Throws an Error that says what was expected and what came.
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
  const probes_per_hour = Number(env.STRAATLAGEN_PROBES_PER_HOUR || 14_400);
  if (!(probes_per_hour >= 100 && probes_per_hour <= 10_000_000))
    throw new Error(
      `STRAATLAGEN_PROBES_PER_HOUR: expected a number from 100 to 10000000, got "${env.STRAATLAGEN_PROBES_PER_HOUR}".`,
    );
  const host = env.HOST || "127.0.0.1";
  const named = listed(env.STRAATLAGEN_HOSTS);
  const public_url = (env.STRAATLAGEN_URL || `http://localhost:${port}`).replace(/\/+$/, "");
  if (!/^https?:$/.test(URL.canParse(public_url) ? new URL(public_url).protocol : ""))
    throw new Error(
      `STRAATLAGEN_URL: expected an address like https://straatlagen.be, got "${env.STRAATLAGEN_URL}".`,
    );
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
    probes_per_hour,
    public_url,
    only_here: on_loopback && named.length === 0 && !env.STRAATLAGEN_URL,
    openid: openid_settings(env),
    smtp: smtp_settings(env, new URL(public_url).hostname),
    webhook_hosts: listed(env.STRAATLAGEN_WEBHOOK_HOSTS),
  };
}
