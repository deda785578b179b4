import { z } from "@hono/zod-openapi";
import { default_weights } from "../corridor/types.ts";
import { geojson, kind, number_or_null, severity, text_id, verdict } from "./common.ts";
import { position_trouble } from "./geometry.ts";
import { body_id, parameters } from "./measure.ts";

/** A place as [longitude, latitude] in WGS 84 degrees. */
export const position = z
  .array(z.number({ error: "expected a number" }))
  .length(2, { error: "expected [longitude, latitude]" })
  .superRefine(([lon, lat], context) => {
    const trouble = position_trouble(lon, lat);
    if (trouble)
      context.addIssue({ code: "custom", message: trouble.message, params: { problem: trouble.code } });
  })
  .openapi({ example: [4.421, 51.211], description: "Longitude and latitude, WGS 84" });

const WEIGHT_MAX = 1000;
const weight = z
  .number({ error: "expected a number" })
  .min(0, { error: `expected a number from 0 to ${WEIGHT_MAX}` })
  .max(WEIGHT_MAX, { error: `expected a number from 0 to ${WEIGHT_MAX}` });

export const weights = z
  .strictObject({
    violated: weight.default(default_weights.violated),
    possible: weight.default(default_weights.possible),
    crossing: weight.default(default_weights.crossing),
    bend: weight.default(default_weights.bend),
    paving: weight.default(default_weights.paving),
    tree: weight.default(default_weights.tree),
    digging: weight.default(default_weights.digging),
  })
  .openapi("CorridorWeights", {
    description:
      "What to avoid, in metres of line: a metre with a violated or possible clearance (times 4 where the rule blocks, 0.1 where it informs; a crossing that is too close counts as 5 m), each crossing, each bend, each m² of paving broken up, each tree felled, each m³ dug",
  });

const depth = z
  .number({ error: "expected a number of metres" })
  .min(0, { error: "expected 0 m or more" })
  .max(20, { error: "expected at most 20 m" });

export const corridor_input = z
  .strictObject({
    measure_type: text_id.openapi({
      description: "A line that is laid: heat_line, sewer_replacement, …",
      example: "heat_line",
    }),
    parameters: parameters.openapi({
      description: "Diameters, spacing and so on; the covers follow from the search",
    }),
    from: position,
    to: position,
    via: z.array(position).max(10, { error: "expected at most 10 places in between" }).default([]),
    cover_min_m: depth
      .nullish()
      .openapi({ description: "Cover of the shallowest pipe; the type's own bounds where left out" }),
    cover_max_m: depth.nullish(),
    trench_width_m: depth
      .nullish()
      .openapi({ description: "For paving and digging; the width of what is laid and 0.3 m where left out" }),
    weights: weights.prefault({}),
    fixed_ends: z.boolean({ error: "expected true or false" }).default(false).openapi({
      description:
        "True: the line begins and ends where the places lie across the street; else anywhere across",
    }),
    alternatives: z
      .int({ error: "expected a whole number from 1 to 5" })
      .min(1, { error: "expected a whole number from 1 to 5" })
      .max(5, { error: "expected a whole number from 1 to 5" })
      .default(3),
    scenario_id: body_id("scenario")
      .nullish()
      .openapi({ description: "Its measures are in the way as well" }),
  })
  .openapi("CorridorInput");

const named_thing = z.object({
  kind: z.enum(["feature", "measure"]),
  layer: z.string(),
  id: number_or_null.openapi({ description: "null where the viewer may not see it" }),
  visible: z.boolean(),
  owner: z.string().nullable(),
});

const corridor_finding = z.object({
  piece: z.number(),
  rule_id: z.string(),
  kind,
  severity,
  verdict,
  distance_m: number_or_null,
  uncertainty_m: number_or_null,
  required_m: number_or_null,
  vertical_m: number_or_null,
  required_vertical_m: number_or_null,
  stretch_m: number_or_null,
  other: named_thing,
});

const corridor = z
  .object({
    cost: z.number().openapi({ description: "What the search weighed, in metres of line" }),
    streets: z.array(z.object({ id: z.string(), name: z.string() })),
    length_m: z.number(),
    cover_min_m: z.number(),
    cover_max_m: z.number(),
    bends: z.number(),
    crossings: z.number(),
    paving_m2: z.number(),
    dug_m3: z.number(),
    trees: z.number().openapi({ description: "Trees that would have to go" }),
    violated: z
      .number()
      .openapi({ description: "Conflicts that block or ask for mitigation, as the engine finds them" }),
    possible: z.number(),
    unknown: z.number(),
    violated_m: z.number(),
    possible_m: z.number(),
    findings: z.array(corridor_finding).openapi({ description: "The conflicts, worst first, at most 200" }),
    pieces: z
      .array(
        z.object({
          geometry: geojson,
          cover_m: z.number(),
          from_m: z.number(),
          to_m: z.number(),
          parameters: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
        }),
      )
      .openapi({ description: "One measure each: a stretch of line at one depth, and its parameters" }),
    crossed: z
      .array(named_thing.extend({ at_m: z.number(), top_m: number_or_null, bottom_m: number_or_null }))
      .openapi({
        description: "The lines it passes that the viewer may see, in order",
      }),
  })
  .openapi("Corridor");

const freeing = z.object({
  obstacle: z.number().openapi({ description: "Its place in `blocking`" }),
  how: z.enum(["move", "deepen"]),
  by_m: number_or_null.openapi({ description: "How much deeper; null where the viewer may not know" }),
});

export const corridor_answer = z
  .object({
    free: z.boolean().openapi({ description: "A corridor exists that violates no clearance for certain" }),
    corridors: z.array(corridor).openapi({
      description: "Clearly different ones, the cheapest first; where none is free, the least bad",
    }),
    no_corridor: z
      .object({
        blocking: z.array(
          named_thing.extend({
            length_m: z.number().openapi({ description: "Along which the least bad corridor violates it" }),
            frees: z
              .array(freeing.omit({ obstacle: true }).extend({ length_m: z.number() }))
              .openapi({ description: "What moving or deepening it alone would free of that" }),
          }),
        ),
        sets: z
          .array(z.object({ changes: z.array(freeing), length_m: z.number(), cost: z.number() }))
          .openapi({
            description:
              "Smallest sets of things that would have to be moved or laid deeper, and the corridor that then exists",
          }),
      })
      .nullable(),
    measure_type: z.string(),
    cover_min_m: z.number(),
    cover_max_m: z.number(),
    trench_width_m: z.number(),
    different: z.object({ apart_m: z.number(), share: z.number() }).openapi({
      description:
        "Two corridors differ clearly where this share of their length is this far apart, or in other streets",
    }),
    grid: z.object({ along_m: z.number(), aside_m: z.number(), cover_m: z.number() }),
  })
  .openapi("Corridors");
