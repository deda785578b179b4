import { createRoute, z } from "@hono/zod-openapi";
import { layer_by_id } from "../../data/catalog/index.ts";
import { read_as_viewer } from "../context.ts";
import { problem } from "../errors.ts";
import { read_feature } from "../queries/feature.ts";
import { answers, router } from "../router.ts";
import { text_id, whole_id } from "../schemas/common.ts";
import { feature } from "../schemas/feature.ts";

/** Throws `layer_not_found` unless the catalogue has the layer. */
export function check_layer(id: string): void {
  if (!layer_by_id(id))
    throw problem(
      "layer_not_found",
      `Expected a layer of the catalogue (see /api/v1/layers), got ${JSON.stringify(id)}.`,
    );
}

export const feature_routes = router().openapi(
  createRoute({
    method: "get",
    path: "/features/{layer}/{id}",
    tags: ["feature"],
    summary: "One feature with its whole geometry",
    request: { params: z.object({ layer: text_id, id: whole_id }) },
    responses: answers(200, feature, "The feature"),
  }),
  async (c) => {
    const { layer, id } = c.req.valid("param");
    check_layer(layer);
    const row = await read_as_viewer(c, (sql) => read_feature(sql, layer, id));
    if (!row) throw problem("feature_not_found", `Layer ${layer} has no feature ${id} that you may see.`);
    return c.json(row, 200);
  },
);
