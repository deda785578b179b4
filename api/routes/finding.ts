import { createRoute, z } from "@hono/zod-openapi";
import { read_as_viewer } from "../context.ts";
import { problem } from "../errors.ts";
import { read_finding } from "../queries/finding.ts";
import { answers, router } from "../router.ts";
import { finding } from "../schemas/finding.ts";

export const finding_routes = router().openapi(
  createRoute({
    method: "get",
    path: "/findings/{id}",
    tags: ["finding"],
    summary: "One finding with both things, the numbers and the rule",
    request: { params: z.object({ id: z.guid({ error: "expected the id of a finding (a UUID)" }) }) },
    responses: answers(200, finding, "The finding"),
  }),
  async (c) => {
    const { id } = c.req.valid("param");
    const row = await read_as_viewer(c, (sql) => read_finding(sql, id));
    if (!row)
      throw problem(
        "finding_not_found",
        `There is no finding ${id}; it may have gone with a newer analysis.`,
      );
    return c.json(row, 200);
  },
);
