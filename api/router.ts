import { OpenAPIHono, z } from "@hono/zod-openapi";
import type { ApiEnv } from "./context.ts";
import { type ProblemPlace, problem } from "./errors.ts";

/** The problem body as the API description shows it. */
export const problem_schema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .openapi("Problem");

const problem_content = { "application/problem+json": { schema: problem_schema } };

/** The answers of a route that succeeds with this JSON; problems are described once for all routes. */
export function answers<S extends z.ZodType, Status extends number>(
  status: Status,
  schema: S,
  description: string,
) {
  return {
    [status]: { description, content: { "application/json": { schema } } },
  } as { [K in Status]: { description: string; content: { "application/json": { schema: S } } } };
}

/** `default` response of every described route, added when the description is written out. */
export const problem_answer = {
  description: "A problem (RFC 9457); `code` is stable",
  content: problem_content,
};

function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** One zod issue as a place with what was expected and what came. */
function place(issue: z.core.$ZodIssue, target: string): ProblemPlace[] {
  const path = [target === "json" ? "" : target, ...issue.path.map(String)]
    .filter((part) => part !== "")
    .join(".");
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({
      path: path === "" ? key : `${path}.${key}`,
      message: "expected no such field",
    }));
  const got = issue.input === undefined ? "" : `, got ${shown(issue.input)}`;
  const message =
    issue.message.includes(", got ") || issue.message.includes("received")
      ? issue.message
      : `${issue.message}${got}`;
  return [{ path, message: message.replace(/^Invalid input: /, "").replace(", received ", ", got ") }];
}

/**
 * A router whose validation failures become problems. An issue that names a problem code of its own
 * (a geometry's, say) answers with that code, else `invalid_request`.
 */
export function router(): OpenAPIHono<ApiEnv> {
  return new OpenAPIHono<ApiEnv>({
    defaultHook: (result) => {
      if (result.success) return;
      const named = result.error.issues.find(
        (issue) => issue.code === "custom" && typeof issue.params?.problem === "string",
      ) as { params?: { problem: Parameters<typeof problem>[0] } } | undefined;
      const errors = result.error.issues.flatMap((issue) => place(issue as z.core.$ZodIssue, result.target));
      const detail = errors
        .slice(0, 3)
        .map((error) => (error.path === "" ? error.message : `${error.path}: ${error.message}`))
        .join("; ");
      throw problem(named?.params?.problem ?? "invalid_request", detail, { errors });
    },
  });
}
