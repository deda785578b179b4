import { z } from "@hono/zod-openapi";
import { problem } from "../errors.ts";
import type { WriteState } from "../queries/scenario.ts";

/** The header of a change: the version that the caller saw, as its ETag said. */
export const if_match = z.object({
  "if-match": z
    .string()
    .max(100)
    .optional()
    .openapi({ description: 'The version being changed, e.g. "3"', example: '"3"' }),
});

/** A version as an ETag. */
export function version_tag(version: number): string {
  return `"${version}"`;
}

/** The version named by `If-Match`. Throws `version_required` where there is none and `invalid_request` where it is none of ours. */
export function stored_version(headers: { "if-match"?: string | undefined }): number {
  const given = headers["if-match"];
  if (given === undefined)
    throw problem(
      "version_required",
      "Expected If-Match with the version being changed (the ETag of the read), got none.",
    );
  const version = /^(?:W\/)?"?(\d{1,15})"?$/.exec(given.trim())?.[1];
  if (version === undefined)
    throw problem(
      "invalid_request",
      `If-Match: expected one version like "3", got ${JSON.stringify(given)}.`,
    );
  return Number(version);
}

/** Throws where a write did not happen: `missing()` for a row that is gone, `version_stale` for a newer one. */
export function refuse_unwritten(state: WriteState, sent: number, missing: () => Error): void {
  if (state.state === "missing") throw missing();
  if (state.state === "stale")
    throw problem(
      "version_stale",
      `Expected version ${state.version}, got ${sent}. Nothing was changed: read it again and repeat.`,
      {
        version: state.version,
      },
    );
}
