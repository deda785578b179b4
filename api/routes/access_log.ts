import { createRoute, z } from "@hono/zod-openapi";
import { read_as_viewer } from "../context.ts";
import { list_access } from "../queries/access_log.ts";
import { answers, router } from "../router.ts";
import { page_query, timestamp, whole_id } from "../schemas/common.ts";

const look = z
  .object({
    organisation: z.string().nullable(),
    viewer_name: z.string(),
    route: z.string(),
    hour: timestamp,
    looks: z.number(),
    last_at: timestamp,
  })
  .openapi("Look");

export const access_log_routes = router().openapi(
  createRoute({
    method: "get",
    path: "/datasets/{id}/access_log",
    tags: ["access_log", "dataset"],
    summary: "Who of other organisations was shown something of a restricted dataset",
    description: "For the organisation that owns it, also after the dataset was purged; empty for others.",
    request: { params: z.object({ id: whole_id }), query: z.object(page_query) },
    responses: answers(
      200,
      z.object({ looks: z.array(look), total: z.number() }),
      "Looks, counted per person, address and hour, newest first",
    ),
  }),
  async (c) => {
    const { id } = c.req.valid("param");
    const page = c.req.valid("query");
    return c.json(
      (await read_as_viewer(c, (sql) => list_access(sql, { dataset_id: id, ...page }))) as never,
      200,
    );
  },
);
