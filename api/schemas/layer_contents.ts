import { z } from "@hono/zod-openapi";
import { number_or_null } from "./common.ts";

/** What of one layer lies in a place or a delivery, in numbers. */
export const layer_contents = z
  .object({
    layer: z.string(),
    feature_count: z.number(),
    length_m: number_or_null,
    area_m2: number_or_null,
    top_min_m: number_or_null,
    bottom_max_m: number_or_null,
    unknown_depth_count: z.number(),
    assumed_position_count: z.number(),
    synthetic: z.boolean(),
  })
  .openapi("LayerContents", {
    description: "What of a layer lies in or under a street's zone, or comes from a dataset",
  });
