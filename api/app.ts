import { OpenAPIHono } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import { methodNotAllowed } from "hono/method-not-allowed";
import type { Caller } from "./accounts/accounts.ts";
import { openid_callback } from "./accounts/openid_callback.ts";
import { browser_guard, security_headers } from "./browser_guard.ts";
import type { ApiEnv, Deps } from "./context.ts";
import { docs_page } from "./docs_page.ts";
import { error_handler, problem, problem_response } from "./errors.ts";
import { guard_route } from "./guard_route.ts";
import { api_description } from "./openapi.ts";
import { router } from "./router.ts";
import { access_log_routes } from "./routes/access_log.ts";
import { account_routes } from "./routes/account.ts";
import { analysis_routes } from "./routes/analysis.ts";
import { api_token_routes } from "./routes/api_token.ts";
import { authority_routes } from "./routes/authority.ts";
import { change_routes } from "./routes/change.ts";
import { comparison_routes } from "./routes/comparison.ts";
import { corridor_routes } from "./routes/corridor.ts";
import { cost_item_routes } from "./routes/cost_item.ts";
import { dataset_routes } from "./routes/dataset.ts";
import { district_routes } from "./routes/district.ts";
import { event_routes } from "./routes/event.ts";
import { feature_routes } from "./routes/feature.ts";
import { financing_sheet_routes } from "./routes/financing_sheet.ts";
import { finding_routes } from "./routes/finding.ts";
import { grant_routes } from "./routes/grant.ts";
import { heat_network_routes } from "./routes/heat_network.ts";
import { history_routes } from "./routes/history.ts";
import { import_routes } from "./routes/import.ts";
import { indicator_routes } from "./routes/indicator.ts";
import { layer_routes } from "./routes/layer.ts";
import { lesson_routes } from "./routes/lesson.ts";
import { measure_routes } from "./routes/measure.ts";
import { notification_routes } from "./routes/notification.ts";
import { opening_routes } from "./routes/opening.ts";
import { organisation_routes } from "./routes/organisation.ts";
import { overlap_check_routes } from "./routes/overlap_check.ts";
import { package_routes } from "./routes/package.ts";
import { parent_change_routes } from "./routes/parent_change.ts";
import { party_routes } from "./routes/party.ts";
import { phase_routes } from "./routes/phase.ts";
import { position_routes } from "./routes/position.ts";
import { preview_routes } from "./routes/preview.ts";
import { reaction_routes } from "./routes/reaction.ts";
import { resident_link_routes } from "./routes/resident_link.ts";
import { review_routes } from "./routes/review.ts";
import { room_routes } from "./routes/room.ts";
import { rule_routes } from "./routes/rule.ts";
import { scenario_routes } from "./routes/scenario.ts";
import { scenario_file_routes } from "./routes/scenario_file.ts";
import { section_routes } from "./routes/section.ts";
import { session_routes } from "./routes/session.ts";
import { shape_routes } from "./routes/shape.ts";
import { street_routes } from "./routes/street.ts";
import { tile_routes } from "./routes/tile.ts";
import { to_do_routes } from "./routes/to_do.ts";
import { trial_pit_routes } from "./routes/trial_pit.ts";
import { webhook_routes } from "./routes/webhook.ts";
import { workbook_routes } from "./routes/workbook.ts";
import { static_files } from "./static_files.ts";
import { PHOTO_MAX_BYTES } from "./upload/photo_type.ts";

const JSON_MAX_BYTES = 1024 ** 2;
/** Five thousand measures, digit by digit. */
const SCENARIO_FILE_MAX_BYTES = 32 * 1024 ** 2;

const v1 = router()
  .route("/", authority_routes)
  .route("/", layer_routes)
  .route("/", rule_routes)
  .route("/", cost_item_routes)
  .route("/", district_routes)
  .route("/", street_routes)
  .route("/", section_routes)
  .route("/", feature_routes)
  .route("/", finding_routes)
  .route("/", position_routes)
  .route("/", preview_routes)
  .route("/", dataset_routes)
  .route("/", import_routes)
  .route("/", scenario_routes)
  .route("/", phase_routes)
  .route("/", parent_change_routes)
  .route("/", history_routes)
  .route("/", measure_routes)
  .route("/", change_routes)
  .route("/", event_routes)
  .route("/", room_routes)
  .route("/", corridor_routes)
  .route("/", heat_network_routes)
  .route("/", overlap_check_routes)
  .route("/", shape_routes)
  .route("/", trial_pit_routes)
  .route("/", analysis_routes)
  .route("/", scenario_file_routes)
  .route("/", indicator_routes)
  .route("/", comparison_routes)
  .route("/", financing_sheet_routes)
  .route("/", lesson_routes)
  .route("/", workbook_routes)
  .route("/", opening_routes)
  .route("/", party_routes)
  .route("/", package_routes)
  .route("/", tile_routes)
  .route("/", session_routes)
  .route("/", account_routes)
  .route("/", organisation_routes)
  .route("/", grant_routes)
  .route("/", access_log_routes)
  .route("/", api_token_routes)
  .route("/", resident_link_routes)
  .route("/", review_routes)
  .route("/", to_do_routes)
  .route("/", reaction_routes)
  .route("/", notification_routes)
  .route("/", webhook_routes);

const typed = new OpenAPIHono<ApiEnv>().route("/api/v1", v1);

/** For the browser's typed client: `hc<Api>("/")`. */
export type Api = typeof typed;

/** Where somebody's right to be here may end; elsewhere ends are found within seconds. */
const ends_rights =
  /^\/api\/v1\/(sessions?|password|first_administrator|accounts|api_tokens|resident_links)(\/|$)/;

/**
 * The whole HTTP side: health, the API under /api/v1, its description and page, and the built web
 * page. Needs no port: a test calls `app.request(path)`. Throws nothing; trouble is a problem response.
 */
export function create_app(deps: Deps): OpenAPIHono<ApiEnv> {
  const app = new OpenAPIHono<ApiEnv>();
  app.onError(error_handler(deps.log));
  app.notFound((c) =>
    problem_response(
      problem(
        "route_not_found",
        `There is nothing at ${c.req.method} ${c.req.path}. /api/docs lists what there is.`,
      ),
    ),
  );

  app.use(async (c, next) => {
    c.set("deps", deps);
    await next();
  });
  app.use(security_headers);
  app.get("/healthz", (c) => c.json({ state: "alive" }, 200, { "cache-control": "no-store" }));
  app.get("/readyz", (c) => {
    const { ready, ...now } = deps.readiness.now;
    return c.json(now, ready ? 200 : 503, { "cache-control": "no-store" });
  });
  app.use(browser_guard);
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) =>
        problem_response(
          problem(
            "method_not_allowed",
            `Expected ${methods.join(" or ")} at ${c.req.path}, got ${c.req.method}.`,
            {
              headers: { allow: methods.join(", ") },
            },
          ),
        ),
    }),
  );

  const limit = (what: string, maxSize: number) =>
    bodyLimit({
      maxSize,
      onError: () => {
        throw problem("request_too_large", `Expected ${what} of at most ${maxSize} bytes.`);
      },
    });
  const json_limit = limit("a body", JSON_MAX_BYTES);
  const file_limit = limit("a scenario file", SCENARIO_FILE_MAX_BYTES);
  const photo_limit = limit("a photo", PHOTO_MAX_BYTES);
  const zip = compress({ encoding: "gzip" });
  app.use("/api/*", async (c, next) => {
    // Uploads go to disk with a bound of their own; tiles are stored compressed.
    if (/^\/api\/v1\/imports(\/inspect)?$/.test(c.req.path)) return next();
    if (c.req.path.startsWith("/api/v1/tiles/")) return next();
    if (/^\/api\/v1\/trial_pits\/[^/]+\/photo$/.test(c.req.path)) return photo_limit(c, next);
    if (c.req.path === "/api/v1/scenarios/files") return file_limit(c, () => next());
    return json_limit(c, () => zip(c, next) as Promise<void>);
  });
  app.use("/api/v1/*", async (c, next) => {
    const store = deps.store();
    if (!store) {
      const { state, fraction } = deps.readiness.now;
      throw problem("store_opening", `Not ready yet: ${state}. /readyz tells when it is.`, {
        state,
        fraction,
        headers: { "retry-after": "2" },
      });
    }
    c.set("store", store);
    const accounts = deps.accounts?.() ?? null;
    const caller: Caller = accounts
      ? await accounts.caller(c)
      : { viewer: deps.viewer(c), by: "try_out", pass: "", scope: null };
    c.set("caller", caller);
    c.set("viewer", caller.viewer);
    await next();
    if (!c.res.headers.has("cache-control")) c.res.headers.set("cache-control", "private, no-cache");
  });

  app.use("/api/v1/*", guard_route);
  // What is seen changes with grants, deliveries and sign-ins: nothing remembered outlives a write.
  app.use("/api/v1/*", async (c, next) => {
    await next();
    if (c.req.method === "GET") return;
    deps.tiles.forget_visibility();
    // Whom this put out of a session, an account, a token or a link is cut off from what is still open.
    if (ends_rights.test(c.req.path)) await deps.accounts?.()?.open_streams.look();
  });

  app.route("/api/v1", v1);
  // Where an OpenID Connect provider sends the browser back to.
  app.get("/api/auth/callback/openid", openid_callback);
  app.get("/api/openapi.json", (c) => c.json(api_description(app) as never));
  app.get("/api/docs", (c) => c.html(docs_page(api_description(app))));
  if (deps.dist_dir) app.route("/", static_files(deps.dist_dir));
  return app;
}
