import { createRoute, z } from "@hono/zod-openapi";
import { hash_token, make_token } from "../accounts/hash_token.ts";
import { read_as_viewer, write_as_viewer } from "../context.ts";
import { problem, scenario_not_found } from "../errors.ts";
import { add_resident_link, list_resident_links, withdraw_resident_link } from "../queries/resident_link.ts";
import { scenario_exists } from "../queries/scenario.ts";
import { answers, router } from "../router.ts";
import { text, timestamp, whole_id } from "../schemas/common.ts";

const resident_link = z
  .object({
    id: z.number(),
    name: z.string(),
    scenario_id: z.number(),
    scenario: z.string(),
    measure_ids: z.array(z.number()).nullable(),
    expires: timestamp,
    created_at: timestamp,
    withdrawn_at: timestamp.nullable(),
  })
  .openapi("ResidentLink");
const resident_link_input = z
  .strictObject({
    name: text(100, 1),
    scenario_id: z.int().min(1),
    measure_ids: z
      .array(z.int().min(1))
      .max(1000)
      .nullable()
      .openapi({ description: "The measures that are shared; null: all, also later ones" }),
    days: z.int().min(1).max(366),
  })
  .openapi("ResidentLinkInput");

export const resident_link_routes = router()
  .openapi(
    createRoute({
      method: "get",
      path: "/resident_links",
      tags: ["resident_link"],
      summary: "The links that residents were given",
      responses: answers(
        200,
        z.object({ resident_links: z.array(resident_link) }),
        "The links, newest first",
      ),
    }),
    async (c) => c.json({ resident_links: await read_as_viewer(c, list_resident_links) } as never, 200),
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/resident_links",
      tags: ["resident_link"],
      summary: "Make a link with which residents read measures; it is shown this once",
      request: { body: { required: true, content: { "application/json": { schema: resident_link_input } } } },
      responses: answers(
        201,
        z.object({ id: z.number(), token: z.string(), expires: timestamp }),
        "The link's token",
      ),
    }),
    async (c) => {
      const { name, scenario_id, measure_ids, days } = c.req.valid("json");
      const token = make_token("resident");
      const expires = new Date(Date.now() + days * 24 * 3600 * 1000);
      const of = { name, scenario_id, measure_ids, expires, token_hash: hash_token(token) };
      const id = await write_as_viewer(c, async (sql) => {
        if (!(await scenario_exists(sql, scenario_id))) throw scenario_not_found(scenario_id);
        return add_resident_link(sql, of);
      });
      if (id === null)
        throw problem("measure_not_found", `measure_ids: expected measures of scenario ${scenario_id}.`);
      return c.json({ id, token, expires: expires.toISOString() }, 201);
    },
  )
  .openapi(
    createRoute({
      method: "delete",
      path: "/resident_links/{id}",
      tags: ["resident_link"],
      summary: "Take a resident's link back, at once",
      request: { params: z.object({ id: whole_id }) },
      responses: { 204: { description: "It is no longer good" } },
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      if (!(await write_as_viewer(c, (sql) => withdraw_resident_link(sql, id))))
        throw problem("resident_link_not_found", `Expected the id of a link that is good, got ${id}.`);
      return c.body(null, 204);
    },
  );
