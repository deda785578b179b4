import type { Context } from "hono";
import type { Accounts, Caller } from "./accounts/accounts.ts";
import type { JobQueue } from "./jobs/queue.ts";
import type { ProbeBudget } from "./probe_budget.ts";
import { history_place } from "./queries/change.ts";
import type { Readiness } from "./readiness.ts";
import type { Store, Transaction } from "./store/open_store.ts";
import type { Viewer } from "./store/viewer.ts";
import type { TileCache } from "./tiles/tile_cache.ts";

/** What the app needs from outside; a test gives its own. */
export interface Deps {
  /** Null while the store is opening: such requests get 503 `store_opening`. */
  store(): Store | null;
  /** Null in an app without jobs (a test): imports and analyses are then stored but not run. */
  jobs(): JobQueue | null;
  readonly readiness: Readiness;
  /** Accounts, sessions, tokens and links; null in an app that has none (a test of something else). */
  accounts?(): Accounts | null;
  /** Who asks where there are no accounts; else they know it. */
  viewer(c: Context): Viewer;
  readonly tiles: TileCache;
  /** Folder of the built web page; null serves the API only. */
  readonly dist_dir: string | null;
  /** Folder that uploads are written to. */
  readonly upload_dir: string;
  /** Host names served; null serves any. Guards a loopback server against DNS rebinding. */
  readonly hosts: readonly string[] | null;
  /** How much each person may find out by asking; no bound where left out. */
  readonly probe_budget?: ProbeBudget;
  /** Hosts that webhooks may reach although they are not public; none where left out. */
  readonly webhook_hosts?: readonly string[];
  log(line: string): void;
}

export interface ApiEnv {
  Variables: { deps: Deps; store: Store; viewer: Viewer; caller: Caller };
}

/**
 * Runs a read as the viewer of this request; it may go to the replica. What is reckoned for a question (a POST: a
 * preview, a corridor) is stopped when whoever asked has gone, as a pointer that moved on has.
 */
export function read_as_viewer<T>(c: Context<ApiEnv>, work: (sql: Transaction) => Promise<T>): Promise<T> {
  const signal = c.req.method === "POST" ? c.req.raw.signal : null;
  return c.var.store.as_viewer(c.var.viewer, work, { read_only: true, signal });
}

/** Runs a change as the viewer of this request, in one transaction. */
export function write_as_viewer<T>(c: Context<ApiEnv>, work: (sql: Transaction) => Promise<T>): Promise<T> {
  return c.var.store.as_viewer(c.var.viewer, work);
}

/**
 * Changes measures of a scenario as the viewer of this request, in one transaction, and tells whoever
 * has the scenario open once it is committed. `work` answers which measures it changed (none: the scenario
 * itself; null: there is nothing to tell).
 */
export async function change_scenario<T>(
  c: Context<ApiEnv>,
  scenario_id: number,
  work: (sql: Transaction) => Promise<{ result: T; ids: readonly number[] | null }>,
): Promise<T> {
  const { scenario_changes } = c.var.store;
  const { result, change } = await write_as_viewer(c, async (sql) => {
    const { result, ids } = await work(sql);
    if (ids === null) return { result, change: null };
    const change = {
      authority_id: c.var.viewer.authority_id,
      scenario_id,
      ids,
      client: c.req.header("x-client-id") ?? null,
      seq: await history_place(sql, scenario_id),
    };
    await scenario_changes.in_transaction(sql, change);
    return { result, change };
  });
  if (change) scenario_changes.after_commit(change);
  return result;
}
