import { z } from "@hono/zod-openapi";
import { bounds, number_or_null, timestamp } from "./common.ts";

const note = z.object({
  kind: z.literal("note"),
  code: z.string(),
  message: z.string(),
  severity: z.enum(["info", "warning"]),
});

export const import_schema = z
  .object({
    id: z.number(),
    file_name: z.string(),
    state: z.enum(["waiting", "reading", "storing", "analysing", "done", "failed", "cancelled"]),
    importer: z.string().nullable(),
    fraction: number_or_null,
    read: z.number(),
    stored: z.number(),
    repaired: z.number(),
    rejected: z.number(),
    notes: z.array(note),
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
    dataset_ids: z.array(z.number()),
    cancel_requested: z.boolean(),
    created_at: timestamp,
    finished_at: timestamp.nullable(),
    bounds_wgs84: bounds,
  })
  .openapi("Import");

export const rejection = z
  .object({
    position: z.number(),
    row: z.string(),
    field: z.string().nullable(),
    code: z.string(),
    message: z.string(),
  })
  .openapi("ImportRejection");

const layer_mapping = z.strictObject({
  source_layer: z.string().max(200),
  layer: z.string().max(100).nullable(),
  fields: z.record(
    z.string().max(100),
    z.strictObject({ field: z.string().max(200), unit: z.enum(["m", "cm", "mm"]).optional() }),
  ),
});
/** How the layers of a file become ours: chosen in the mapping dialogue, or the guess of an inspection. */
export const import_mapping = z
  .strictObject({ layers: z.array(layer_mapping).max(1000) })
  .openapi("ImportMapping");

export const import_inspection = z
  .object({
    importer: z.string(),
    srid: number_or_null,
    notes: z.array(note),
    layers: z.array(
      z.object({
        name: z.string(),
        feature_count: z.number(),
        geometry: z.string(),
        fields: z.array(z.object({ name: z.string(), type: z.string(), sample: z.string().nullable() })),
      }),
    ),
    guess: import_mapping,
    fixed: z.boolean(),
  })
  .openapi("ImportInspection");

/** An upload as the description shows it; read by `receive_upload`, never by the validator, which would hold it in memory. */
export const upload_body = {
  required: true,
  content: {
    "multipart/form-data": {
      schema: {
        type: "object" as const,
        required: ["file"],
        properties: {
          file: {
            type: "string" as const,
            format: "binary",
            description: "One file or several; the parts of a shapefile together",
          },
          srid: {
            type: "integer" as const,
            description: "EPSG code, where the file does not say or says it wrongly",
          },
          mapping: {
            type: "string" as const,
            description: "JSON (ImportMapping), for formats without a model of their own",
          },
        },
      },
    },
  },
};
