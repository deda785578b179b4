import { existsSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { pathToFileURL } from "node:url";
import { createAdaptorServer } from "@hono/node-server";
import { ensure_authority } from "../data/ensure_authority.ts";
import { type Accounts, open_accounts } from "./accounts/accounts.ts";
import { create_app } from "./app.ts";
import { limit_body_time } from "./body_patience.ts";
import { type JobQueue, start_queue } from "./jobs/queue.ts";
import { start_digest } from "./jobs/start_digest.ts";
import { start_purge } from "./jobs/start_purge.ts";
import { load_demo_once } from "./load_demo_once.ts";
import { delivery_ways } from "./notification/delivery_ways.ts";
import { ProbeBudget } from "./probe_budget.ts";
import { Readiness } from "./readiness.ts";
import { read_settings, type Settings } from "./settings.ts";
import { open_store, type Store } from "./store/open_store.ts";
import { local_administrator, type Viewer } from "./store/viewer.ts";
import { TileCache } from "./tiles/tile_cache.ts";
import { sweep_uploads } from "./upload/remove_stale_uploads.ts";

export interface RunningServer {
  readonly url: string;
  /** Where the first administrator is made, while there is none; known once it is ready. */
  first_administrator(): string | null;
  /** Settles when the store is open and the product can be used; rejects where it could not be opened. */
  readonly ready: Promise<void>;
  /** Ends requests, jobs and the store, in that order. */
  stop(): Promise<void>;
}

/**
 * Listens at once, so that `/healthz` and `/readyz` answer while the store opens, migrates and takes
 * in the demo the first time; then serves everything. Rejects where the port is taken.
 */
export async function start_server(settings: Settings, say: (line: string) => void): Promise<RunningServer> {
  const readiness = new Readiness();
  let store: Store | null = null;
  let opened: Store | null = null;
  let jobs: JobQueue | null = null;
  let viewer: Viewer | null = null;
  let accounts: Accounts | null = null;
  let stop_purge = (): void => undefined;
  let stop_digest = (): void => undefined;
  let stop_sweep = (): void => undefined;
  const ways = delivery_ways(settings);
  let first_link: string | null = null;
  const stopping = new AbortController();

  const app = create_app({
    store: () => store,
    jobs: () => jobs,
    readiness,
    viewer: () => viewer as Viewer,
    accounts: () => accounts,
    tiles: new TileCache(settings.tile_cache_bytes),
    dist_dir: existsSync(settings.dist_dir) ? settings.dist_dir : null,
    upload_dir: settings.upload_dir,
    hosts: settings.hosts,
    probe_budget: new ProbeBudget(settings.probes_per_hour),
    webhook_hosts: settings.webhook_hosts,
    log: say,
  });
  const server = createAdaptorServer({
    fetch: app.fetch,
    // An upload of 2 GiB over a slow line takes longer than Node's five minutes.
    // Bodies that trickle are ended by their pace, headers sooner.
    serverOptions: { requestTimeout: 3_600_000, headersTimeout: 20_000, connectionsCheckingInterval: 5000 },
  }) as Server;
  limit_body_time(server);
  await new Promise<void>((listening, failed) => {
    server.once("error", failed);
    server.listen(settings.port, settings.host, listening);
  });
  const { port } = server.address() as AddressInfo;
  const shown_host = ["127.0.0.1", "::1", "0.0.0.0", "::"].includes(settings.host)
    ? "localhost"
    : settings.host;

  async function open(): Promise<void> {
    opened = await open_store({
      on_step: (step) =>
        readiness.working(
          step.startsWith("opening") ? "opening the store" : "preparing the store",
          null,
          step,
        ),
    });
    for (const warning of opened.warnings) say(`Note (${warning.code}): ${warning.message}`);
    const authority_id = await ensure_authority(opened);
    viewer = local_administrator(authority_id);
    if (settings.demo) {
      await load_demo_once(opened, {
        signal: stopping.signal,
        on_progress: (fraction, step) => readiness.working("loading the demo", fraction, step),
        say,
      });
    }
    const { public_url, only_here, openid } = settings;
    accounts = await open_accounts(opened, { authority_id, public_url, only_here, openid, log: say });
    first_link = await accounts.first_administrator_link();
    if (settings.jobs) stop_purge = start_purge(opened, say);
    if (settings.jobs) jobs = await start_queue(opened, say, ways);
    if (settings.jobs) stop_digest = start_digest(opened, say);
    stop_sweep = await sweep_uploads(opened, settings.upload_dir, say);
    store = opened;
    readiness.ready();
  }

  const ready = open().catch((error: Error) => {
    readiness.failed(error.message);
    throw error;
  });
  ready.catch(() => undefined);

  return {
    url: `http://${shown_host}:${port}`,
    ready,
    first_administrator: () =>
      first_link &&
      `${settings.only_here ? `http://${shown_host}:${port}` : settings.public_url}/first_administrator#${first_link}`,
    async stop() {
      stopping.abort();
      stop_purge();
      stop_digest();
      stop_sweep();
      await ready.catch(() => undefined);
      readiness.working("stopping");
      opened?.scenario_changes.close();
      const closed = new Promise<void>((done) => server.close(() => done()));
      // Again and again: a stream that has just ended leaves a connection that waits for another request.
      const sweep = setInterval(() => server.closeIdleConnections(), 100);
      const patience = setTimeout(() => server.closeAllConnections(), 10_000);
      await jobs?.stop();
      ways.mailer?.close();
      await closed;
      clearTimeout(patience);
      clearInterval(sweep);
      await opened?.close();
    },
  };
}

async function main(): Promise<void> {
  const settings = read_settings(process.env);
  const say = (line: string): void => console.log(line);
  let running: RunningServer;
  try {
    running = await start_server(settings, say);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "EADDRINUSE")
      say(
        `Port ${settings.port} is already in use, perhaps by another Straatlagen. Try another one: PORT=${settings.port + 1} npm start`,
      );
    else if (code === "EACCES")
      say(`Port ${settings.port} may not be used by this user. Try another one: PORT=8080 npm start`);
    else say(`Straatlagen could not start: ${(error as Error).message}`);
    process.exit(1);
  }
  say(`Straatlagen listens on ${running.url} and is opening the store …`);

  let stops = 0;
  const stop = (): void => {
    stops += 1;
    if (stops > 1) process.exit(1);
    say("Stopping: finishing what is under way. Press Ctrl-C again to stop at once.");
    running.stop().then(
      () => process.exit(0),
      (error: Error) => {
        say(`Stopped, with trouble: ${error.message}`);
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);

  try {
    await running.ready;
  } catch (error) {
    if (stops > 0) return;
    say(`The store could not be opened: ${(error as Error).message}`);
    await running.stop();
    process.exit(1);
  }
  say(`
  Straatlagen is ready:  ${running.url}

  Open that address in a browser. Search a street or click one to see what lies
  in and under it, and drop a file on the map to bring in your own data.
  The API is described at ${running.url}/api/docs. Ctrl-C stops; your data stay.
`);
  const first = running.first_administrator();
  if (first)
    say(`  Nobody has an account yet${settings.only_here ? ": whoever opens it on this machine may do everything" : ""}.
  Make the first administrator, once, within a day:  ${first}
  On the demo, the account menu of the page also lets you look as a planner, a utility partner or an official.
`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main();
