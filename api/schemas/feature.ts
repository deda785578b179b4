import { z } from "@hono/zod-openapi";
import { geojson, iso_date, number_or_null } from "./common.ts";

export const feature = z
  .object({
    id: z.number(),
    layer: z.string(),
    status: z.enum(["in_use", "disused", "projected", "under_construction"]),
    source_id: z.string(),
    top_m: number_or_null,
    bottom_m: number_or_null,
    diameter_m: number_or_null,
    position_accuracy_m: number_or_null,
    depth_accuracy_m: number_or_null,
    depth_source: z.enum(["measured", "network_default", "typical", "unknown"]),
    length_in_street_m: number_or_null,
    valid_from: iso_date.nullable(),
    valid_to: iso_date.nullable(),
    attributes: z.record(z.string(), z.unknown()),
    dataset_id: z.number(),
    geometry: geojson,
  })
  .openapi("Feature", { description: "Depths in metres below ground, positive down" });
