import type { Context, MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import type { ApiEnv } from "./context.ts";
import { problem } from "./errors.ts";
import { log_look, restricted_in_view } from "./queries/access_log.ts";
import { route_rights } from "./route_rights.ts";

/** The route that answers a request, as the list of rights names it; null where none does. */
export function route_name(c: Context): string | null {
  const method = c.req.method === "HEAD" ? "GET" : c.req.method;
  const route = matchedRoutes(c).find((one) => one.method === method && !one.path.includes("*"));
  if (!route) return null;
  return `${method} ${route.path.replace(/^\/api\/v1/, "").replaceAll(/:(\w+)(\{[^}]*\})?/g, "{$1}")}`;
}

/** Refuses a caller whose role or token does not allow the route. */
function check_right(c: Context<ApiEnv>, name: string): void {
  const { viewer, by, scope } = c.var.caller;
  const right = route_rights[name];
  const roles = right?.roles ?? ["administrator"];
  if (!roles.includes(viewer.role)) {
    if (viewer.role === "visitor" && by !== "try_out")
      throw problem("sign_in_required", "Expected somebody who signed in. Public layers need no account.", {
        headers: { "www-authenticate": "Bearer" },
      });
    throw problem("role_not_allowed", `Expected one of ${roles.join(", ")}, got ${viewer.role}.`);
  }
  if (by !== "token") return;
  if (!right || right.scope === "session")
    throw problem("not_without_session", "Expected a person who signed in, got a token.");
  if (right.scope === "write" && scope !== "write")
    throw problem("token_scope", "Expected a token with scope write, got one with scope read.");
}

/**
 * Takes questions from the caller's budget; refuses what would find out by asking often where something hidden
 * lies. Who sees all has nothing to find out. A route that judges many things in one request asks for the rest itself.
 */
export function spend_probes(c: Context<ApiEnv>, cost: number): void {
  const { viewer, by } = c.var.caller;
  if (cost <= 0 || viewer.role === "administrator") return;
  // A person, however many sessions and tokens he has: another one is another.
  const who = `${viewer.authority_id} ${by === "link" ? c.var.caller.pass : viewer.id}`;
  const wait_s = c.var.deps.probe_budget?.spend(who, cost) ?? 0;
  if (wait_s > 0)
    throw problem(
      "too_many_questions",
      `Expected fewer questions like this within the hour. Ask again in ${wait_s} s.`,
      { headers: { "retry-after": String(wait_s) }, retry_after_s: wait_s },
    );
}

/**
 * Before a route: may the caller do this at all? After it: what restricted data of other organisations
 * he was shown goes into the access log, before the answer leaves.
 */
export const guard_route: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const name = route_name(c);
  if (name) {
    check_right(c, name);
    spend_probes(c, route_rights[name]?.probes ?? 0);
  }
  await next();
  if (name && route_rights[name]?.looks && c.res.status === 200 && c.var.caller.by !== "try_out")
    await log_what_was_shown(c, name);
};

async function log_what_was_shown(c: Context<ApiEnv>, name: string): Promise<void> {
  const { store, viewer } = c.var;
  const tile = /^\/api\/v1\/tiles\/(?:\w+\/)?(\d+)\/(\d+)\/(\d+)$/.exec(c.req.path);
  const at = tile ? { z: Number(tile[1]), x: Number(tile[2]), y: Number(tile[3]) } : null;
  const view = await store.as_viewer(viewer, (sql) => restricted_in_view(sql, at), { read_only: true });
  if (view.length === 0) return;
  let shown = view;
  // Of an answer that names the datasets of what it shows, those; of files and tiles, all that may be in it.
  if (!tile && c.res.headers.get("content-type")?.includes("application/json")) {
    const text = await c.res.clone().text();
    const named = new Set([...text.matchAll(/"dataset_id":(\d+)/g)].map((match) => Number(match[1])));
    const own = name.startsWith("GET /datasets/{id}") ? Number(c.req.path.split("/")[4]) : null;
    shown = view.filter((id) => named.has(id) || id === own);
    if (named.size === 0 && own === null) shown = /"geometry"|"objects"/.test(text) ? view : [];
  }
  if (shown.length > 0) await store.as_viewer(viewer, (sql) => log_look(sql, shown, name));
}
