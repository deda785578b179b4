import { createRoute, z } from "@hono/zod-openapi";
import { hash_token, make_token } from "../accounts/hash_token.ts";
import { read_as_viewer, write_as_viewer } from "../context.ts";
import { problem } from "../errors.ts";
import { add_api_token, list_api_tokens, withdraw_api_token } from "../queries/api_token.ts";
import { answers, router } from "../router.ts";
import { text, timestamp, whole_id } from "../schemas/common.ts";

const api_token = z
  .object({
    id: z.number(),
    name: z.string(),
    scope: z.enum(["read", "write"]),
    expires: timestamp,
    created_at: timestamp,
    last_used_at: timestamp.nullable(),
    withdrawn_at: timestamp.nullable(),
  })
  .openapi("ApiToken");
const MAX_DAYS = 366;
const api_token_input = z
  .strictObject({
    name: text(100, 1),
    scope: z.enum(["read", "write"], { error: "expected read or write" }),
    days: z.int().min(1).max(MAX_DAYS).openapi({ description: "How long it is good" }),
  })
  .openapi("ApiTokenInput");

export const api_token_routes = router()
  .openapi(
    createRoute({
      method: "get",
      path: "/api_tokens",
      tags: ["api_token"],
      summary: "One's own tokens for programs",
      responses: answers(200, z.object({ api_tokens: z.array(api_token) }), "The tokens, newest first"),
    }),
    async (c) => c.json({ api_tokens: await read_as_viewer(c, list_api_tokens) } as never, 200),
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/api_tokens",
      tags: ["api_token"],
      summary: "Make a token; it is shown this once",
      description:
        "A program sends it as `Authorization: Bearer …` and may then do what you may, within the scope.",
      request: { body: { required: true, content: { "application/json": { schema: api_token_input } } } },
      responses: answers(
        201,
        z.object({ id: z.number(), token: z.string(), expires: timestamp }),
        "The token",
      ),
    }),
    async (c) => {
      const { name, scope, days } = c.req.valid("json");
      const token = make_token("straatlagen");
      const expires = new Date(Date.now() + days * 24 * 3600 * 1000);
      const of = { name, scope, expires, token_hash: hash_token(token) };
      const id = await write_as_viewer(c, (sql) => add_api_token(sql, of));
      if (id === null) throw problem("sign_in_required", "Expected somebody with an account.");
      return c.json({ id, token, expires: expires.toISOString() }, 201);
    },
  )
  .openapi(
    createRoute({
      method: "delete",
      path: "/api_tokens/{id}",
      tags: ["api_token"],
      summary: "Take a token back, at once",
      request: { params: z.object({ id: whole_id }) },
      responses: { 204: { description: "It is no longer good" } },
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      if (!(await write_as_viewer(c, (sql) => withdraw_api_token(sql, id))))
        throw problem("token_not_found", `Expected the id of a token of yours that is good, got ${id}.`);
      return c.body(null, 204);
    },
  );
