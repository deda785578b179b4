import { createRoute, z } from "@hono/zod-openapi";
import { read_as_viewer } from "../context.ts";
import { list_layers } from "../queries/layer.ts";
import { answers, router } from "../router.ts";

const layer = z
  .object({ id: z.string(), group: z.enum(["above", "below"]), feature_count: z.number() })
  .openapi("Layer");

export const layer_routes = router().openapi(
  createRoute({
    method: "get",
    path: "/layers",
    tags: ["layer"],
    summary: "Every layer in draw order, with the number of features you may see",
    responses: answers(200, z.object({ layers: z.array(layer) }), "The layers"),
  }),
  async (c) => c.json({ layers: await read_as_viewer(c, list_layers) }, 200),
);
