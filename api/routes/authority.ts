import { createRoute, z } from "@hono/zod-openapi";
import { read_as_viewer } from "../context.ts";
import { problem } from "../errors.ts";
import { read_authority } from "../queries/authority.ts";
import { answers, router } from "../router.ts";
import { bounds } from "../schemas/common.ts";

const authority = z
  .object({
    id: z.string(),
    name: z.string(),
    data_version: z.number(),
    bounds_wgs84: bounds,
    synthetic: z.boolean(),
    store: z.enum(["embedded", "postgis"]),
    analysis_srid: z.number(),
  })
  .openapi("Authority");

export const authority_routes = router().openapi(
  createRoute({
    method: "get",
    path: "/authority",
    tags: ["authority"],
    summary: "The municipality, where its data lie and how fresh they are",
    responses: answers(200, authority, "The authority"),
  }),
  async (c) => {
    const row = await read_as_viewer(c, read_authority);
    if (!row) throw problem("store_opening", "The authority is not set up yet.");
    return c.json({ ...row, store: c.var.store.kind, analysis_srid: c.var.store.srid }, 200);
  },
);
