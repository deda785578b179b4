import { createRoute, z } from "@hono/zod-openapi";
import { read_as_viewer } from "../context.ts";
import { problem } from "../errors.ts";
import { list_rules, read_rule } from "../queries/rule.ts";
import { answers, router } from "../router.ts";
import { text_id } from "../schemas/common.ts";
import { rule } from "../schemas/finding.ts";

export const rule_routes = router()
  .openapi(
    createRoute({
      method: "get",
      path: "/rules",
      tags: ["rule"],
      summary: "The rules in force, each with its source",
      responses: answers(200, z.object({ rules: z.array(rule) }), "The rules"),
    }),
    async (c) => c.json({ rules: await read_as_viewer(c, list_rules) }, 200),
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/rules/{id}",
      tags: ["rule"],
      summary: "One rule",
      request: { params: z.object({ id: text_id }) },
      responses: answers(200, rule, "The rule"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const row = await read_as_viewer(c, (sql) => read_rule(sql, id));
      if (!row)
        throw problem("rule_not_found", `Expected the id of a rule in force, got ${JSON.stringify(id)}.`);
      return c.json(row, 200);
    },
  );
