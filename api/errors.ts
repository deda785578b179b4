import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { ImportError } from "../data/importers/types.ts";

/** Every problem this API answers: stable code → status and title. The API page lists them. */
export const problem_codes = {
  invalid_request: [400, "The request is not as described"],
  malformed_json: [400, "The body is not JSON"],
  malformed_upload: [400, "The upload could not be read"],
  value_not_accepted: [400, "A value cannot be stored"],
  link_not_valid: [400, "The link is no longer good"],
  sign_in_refused: [401, "Signing in was refused"],
  sign_in_required: [401, "This asks for an account"],
  token_not_valid: [401, "The token is not accepted"],
  dataset_not_yours: [403, "The dataset is of another organisation"],
  not_without_session: [403, "A program may not do this"],
  role_not_allowed: [403, "The role does not allow this"],
  token_scope: [403, "The token does not allow this"],
  trial_pit_not_yours: [403, "Another organisation measured this"],
  finding_not_yours: [403, "The finding is for others to answer"],
  lesson_not_yours: [403, "Somebody else wrote this"],
  cross_site_request: [403, "Requests from other sites are refused"],
  host_not_allowed: [403, "This host name is not served"],
  route_not_found: [404, "There is nothing at this address"],
  district_not_found: [404, "There is no such district"],
  street_not_found: [404, "There is no such street"],
  feature_not_found: [404, "There is no such feature"],
  layer_not_found: [404, "There is no such layer"],
  rule_not_found: [404, "There is no such rule"],
  finding_not_found: [404, "There is no such finding"],
  dataset_not_found: [404, "There is no such dataset"],
  import_not_found: [404, "There is no such import"],
  scenario_not_found: [404, "There is no such scenario"],
  financing_sheet_not_found: [404, "There is no such financing sheet"],
  lesson_not_found: [404, "There is no such lesson"],
  lesson_comment_not_found: [404, "There is no such comment"],
  measure_not_found: [404, "There is no such measure"],
  history_entry_not_found: [404, "There is no such moment in the history"],
  phase_not_found: [404, "There is no such phase"],
  trial_pit_not_found: [404, "There is no such trial pit"],
  photo_not_found: [404, "There is no such photo"],
  overlap_check_not_found: [404, "There is no such overlap check"],
  package_not_found: [404, "There is no such package"],
  analysis_not_found: [404, "There has been no analysis yet"],
  account_not_found: [404, "There is no such account"],
  organisation_not_found: [404, "There is no such organisation"],
  grant_not_found: [404, "There is no such grant"],
  token_not_found: [404, "There is no such token"],
  review_not_found: [404, "There is no such request"],
  reaction_not_found: [404, "There is no such reaction"],
  webhook_not_found: [404, "There is no such webhook"],
  resident_link_not_found: [404, "There is no such resident's link"],
  openid_not_set: [404, "No provider was set to sign in at"],
  method_not_allowed: [405, "This address does not take that method"],
  request_too_slow: [408, "The body came too slowly"],
  package_outdated: [409, "The package no longer fits what is planned"],
  email_taken: [409, "The e-mail address is taken"],
  last_administrator: [409, "The last administrator stays"],
  organisation_taken: [409, "The organisation is there already"],
  import_finished: [409, "The import has already ended"],
  analysis_running: [409, "An analysis is already running"],
  analysis_finished: [409, "The analysis has already ended"],
  trial_pit_withdrawn: [409, "The trial pit was withdrawn"],
  version_stale: [412, "Somebody changed this in the meantime"],
  measure_changed: [412, "Somebody changed these measures in the meantime"],
  request_too_large: [413, "The request is too large"],
  unsupported_media_type: [415, "This kind of body is not taken here"],
  photo_not_readable: [415, "This is not a photo"],
  package_member_unknown: [422, "This cannot go into the package"],
  geometry_invalid: [422, "The geometry is not usable"],
  geometry_kind: [422, "The measure type wants another kind of geometry"],
  geometry_empty: [422, "The geometry is empty"],
  geometry_too_many_vertices: [422, "The geometry has too many vertices"],
  geometry_too_large: [422, "The geometry covers too large an area"],
  geometry_outside_area: [422, "The geometry lies outside the area of use"],
  coordinates_outside_wgs84: [422, "The coordinates are not WGS 84 degrees"],
  coordinates_swapped: [422, "Longitude and latitude seem to be swapped"],
  measure_type_unknown: [422, "There is no such measure type"],
  parameter_unknown: [422, "The measure type has no such parameter"],
  parameter_invalid: [422, "A parameter has a value it cannot take"],
  period_invalid: [422, "The period is not usable"],
  financing_invalid: [422, "The financing sheet does not hold"],
  lesson_restricted: [422, "The text names what not everybody may see"],
  name_not_plain: [422, "The name is not plain text"],
  shape_missing: [422, "The file holds no areas or lines"],
  shape_too_many: [422, "The file holds too many objects"],
  corridor_off_street: [422, "A place is in no street"],
  corridor_not_connected: [422, "No street connects the places"],
  corridor_too_long: [422, "The line is too long to look for at once"],
  corridor_no_place: [422, "The street has no place for the line"],
  corridor_type: [422, "The measure type is not laid as a line below ground"],
  corridor_cover: [422, "The covers are not usable"],
  heat_network_empty: [422, "There is nothing to connect"],
  heat_network_too_large: [422, "There is too much to connect at once"],
  dig_too_large: [422, "There are too many works to plan at once"],
  address_not_public: [422, "The address may not be sent to"],
  srid_unknown: [422, "There is no such coordinate system"],
  too_many_attempts: [429, "There were too many attempts"],
  too_many_questions: [429, "There were too many questions"],
  version_required: [428, "The version being changed has to be named"],
  internal_error: [500, "Something went wrong on our side"],
  store_opening: [503, "The store is still opening"],
  store_unavailable: [503, "The store cannot be reached"],
  took_too_long: [503, "The answer took too long"],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemCode = keyof typeof problem_codes;

/** One place in a request that is not as expected: `path` like `geometry.coordinates.0`. */
export interface ProblemPlace {
  readonly path: string;
  readonly message: string;
}

/** Expected trouble, answered as RFC 9457 problem details. `detail` says what was expected and what came. */
export class Problem extends Error {
  readonly status: number;
  readonly title: string;
  constructor(
    readonly code: string,
    readonly detail: string,
    readonly more: {
      status?: number;
      title?: string;
      errors?: readonly ProblemPlace[];
      headers?: Record<string, string>;
    } & Record<string, unknown> = {},
  ) {
    super(`${code}: ${detail}`);
    this.name = "Problem";
    const [status, title] = problem_codes[code as ProblemCode] ?? [422, "The delivery cannot go in"];
    this.status = more.status ?? status;
    this.title = more.title ?? title;
  }
}

/** A problem of the table above; the short way to throw one. */
export function problem(
  code: ProblemCode,
  detail: string,
  more: ConstructorParameters<typeof Problem>[2] = {},
): Problem {
  return new Problem(code, detail, more);
}

/** The problem of a street that is not there. */
export function street_not_found(id: string): Problem {
  return problem(
    "street_not_found",
    `Expected the id of a street (see /api/v1/streets?q=), got ${JSON.stringify(id)}.`,
  );
}

/** The problem of a scenario that is not there. */
export function scenario_not_found(id: number): Problem {
  return problem("scenario_not_found", `Expected the id of a scenario, got ${id}.`);
}

/** The problem of a measure that a scenario does not have. */
export function measure_not_found(scenario_id: number, id: number): Problem {
  return problem("measure_not_found", `Scenario ${scenario_id} has no measure ${id}.`);
}

/** The problem of a phase that a scenario does not have. */
export function phase_not_found(scenario_id: number, id: number): Problem {
  return problem("phase_not_found", `Scenario ${scenario_id} has no phase ${id}.`);
}

export interface ProblemDetails {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  [key: string]: unknown;
}

/** The RFC 9457 body of a problem; `type` is the place on the API page that explains the code. */
export function problem_details(error: Problem): ProblemDetails {
  const { status: _status, title: _title, headers: _headers, ...more } = error.more;
  return {
    type: `/api/docs#${error.code}`,
    title: error.title,
    status: error.status,
    detail: error.detail,
    code: error.code,
    ...more,
  };
}

// SQLSTATEs that a value of the caller can cause even after validation; all others are bugs.
const value_states = new Set(["22021", "22P05", "22P02", "22003", "22007", "22008", "22001"]);
const unreachable = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ENOENT",
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "CONNECT_TIMEOUT",
  "57P01",
  "57P02",
  "57P03",
  "53300",
]);

const never_reached = new Set(["ECONNREFUSED", "ENOENT", "CONNECT_TIMEOUT", "57P03", "53300"]);

/** Turns whatever was thrown into a problem; null where it is a bug that belongs in the log. */
export function to_problem(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  if (error instanceof ImportError) return new Problem(error.code, error.message, { ...error.detail });
  if (error instanceof HTTPException) {
    if (error.status === 413) return problem("request_too_large", "Expected a smaller body.");
    if (error.status === 415)
      return problem(
        "unsupported_media_type",
        "Expected the content type that the API page names for this address.",
      );
    if (error.status === 400)
      return problem("malformed_json", "Expected a JSON body, got text that does not parse.");
    return null;
  }
  const state = (error as { code?: unknown } | null)?.code;
  if (typeof state !== "string") return null;
  if (value_states.has(state))
    return problem(
      "value_not_accepted",
      `Expected values that the store can hold: ${(error as Error).message}.`,
    );
  // A measure may only be put into a phase of its own scenario: the store holds that.
  if (state === "23503" && (error as { constraint_name?: string }).constraint_name === "measure_of_phase")
    return problem(
      "phase_not_found",
      "phase_id: expected a phase of this scenario, got another. Nothing was stored.",
    );
  if (state === "57014")
    return problem(
      "took_too_long",
      "The store stopped this after its time limit; nothing was changed. Ask for a smaller area, or for less at once.",
    );
  // ENOENT is a lost socket only when the connection says so; a missing file is a bug.
  if (state === "ENOENT" && (error as { syscall?: string }).syscall !== "connect") return null;
  if (unreachable.has(state) || state.startsWith("08"))
    return problem(
      "store_unavailable",
      // A connection that breaks while a change is being committed leaves open whether it was.
      never_reached.has(state)
        ? "The database does not answer at the moment. Nothing was changed; try again."
        : "The database stopped answering. Whether a change was stored is not known: look again before sending it once more, or send it with the same Idempotency-Key.",
      {
        headers: { "retry-after": "2" },
      },
    );
  return null;
}

/** Writes a problem as the response. */
export function problem_response(error: Problem): Response {
  return new Response(JSON.stringify(problem_details(error)), {
    status: error.status,
    headers: {
      "content-type": "application/problem+json; charset=utf-8",
      "cache-control": "no-store",
      ...error.more.headers,
    },
  });
}

/**
 * The app's error handler: expected trouble becomes its problem; anything else a 500 that carries
 * only an id, under which `log` gets the whole error.
 */
export function error_handler(log: (line: string) => void): (error: unknown, c: Context) => Response {
  return (error, c) => {
    const expected = to_problem(error);
    if (expected) return problem_response(expected);
    const id = crypto.randomUUID();
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log(`error ${id} ${c.req.method} ${c.req.path}: ${said}`);
    return problem_response(
      problem("internal_error", `Nothing you did wrong. The log has the details under ${id}.`, {
        error_id: id,
      }),
    );
  };
}
