import { createRoute, z } from "@hono/zod-openapi";
import { read_as_viewer } from "../context.ts";
import { list_districts } from "../queries/district.ts";
import { answers, router } from "../router.ts";
import { bounds, number_or_null } from "../schemas/common.ts";

const district = z
  .object({
    id: z.string(),
    name: z.string(),
    inhabitants: number_or_null,
    dwellings: number_or_null,
    bounds_wgs84: bounds,
  })
  .openapi("District");

export const district_routes = router().openapi(
  createRoute({
    method: "get",
    path: "/districts",
    tags: ["district"],
    summary: "The planning areas, by name",
    responses: answers(200, z.object({ districts: z.array(district) }), "The districts"),
  }),
  async (c) => c.json({ districts: await read_as_viewer(c, list_districts) }, 200),
);
