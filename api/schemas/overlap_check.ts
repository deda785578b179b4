import { z } from "@hono/zod-openapi";
import { geojson, number_or_null, text_id, timestamp } from "./common.ts";
import { finding_list } from "./finding.ts";
import { geometry_kind, input_geometry } from "./geometry.ts";
import { body_id, name, parameters } from "./measure.ts";

const metres = (min: number, max: number) => {
  const error = `expected a number of metres from ${min} to ${max}`;
  return z.number({ error }).min(min, { error }).max(max, { error });
};

export const overlap_check_input = z
  .strictObject({
    name,
    geometry: input_geometry.optional().openapi({ description: "An area, or the axis of a trench" }),
    trench_width_m: metres(0.1, 50).nullish().openapi({ description: "Of a line: how wide the trench is" }),
    dig_depth_m: metres(0.05, 30).nullish().openapi({
      description: "How deep is dug; of a line it has to be given, of an area null means: however deep",
    }),
    scenario_id: body_id("scenario").nullish(),
    measure_type: text_id.nullish().openapi({ description: "What is to be laid, drawn as the geometry is" }),
    parameters,
  })
  .refine((value) => (value.geometry === undefined) === Boolean(value.scenario_id), {
    error: "expected either a geometry or a scenario",
    path: ["geometry"],
  })
  .refine((value) => !value.geometry || geometry_kind(value.geometry) !== "point", {
    error: "expected an area or a line",
    path: ["geometry"],
    params: { problem: "geometry_kind" },
  })
  .refine(
    ({ geometry, trench_width_m, dig_depth_m }) => {
      if (!geometry) return true;
      const line = geometry_kind(geometry) === "line";
      return line ? Boolean(trench_width_m && dig_depth_m) : !trench_width_m;
    },
    {
      error: "expected the width and depth of the trench with a line, and no width with an area",
      path: ["trench_width_m"],
    },
  )
  .refine((value) => value.geometry || !(value.measure_type || value.trench_width_m || value.dig_depth_m), {
    error: "expected nothing but the scenario: its measures say what is laid and dug",
    path: ["scenario_id"],
  })
  .openapi("OverlapCheckInput");

const verdict_counts = z
  .object({ violated: z.number(), possible: z.number(), unknown: z.number() })
  .openapi("VerdictCounts");

export const overlap_object = z
  .object({
    layer: z.string(),
    id: z.number().nullable(),
    visible: z.boolean(),
    owner: z.string(),
    name: z.string().nullable(),
    status: z.string().nullable(),
    inside: z.boolean().nullable().openapi({ description: "False: only within its position accuracy" }),
    dig: z.enum(["violated", "possible", "unknown", "clear"]).nullable().openapi({
      description: "Does the digging hit it? Null: not a buried object, or nothing is dug",
    }),
    length_m: number_or_null,
    area_m2: number_or_null,
    top_m: number_or_null,
    bottom_m: number_or_null,
    diameter_m: number_or_null,
    position_accuracy_m: number_or_null,
    position_assumed: z.boolean().nullable(),
    depth_accuracy_m: number_or_null,
    depth_source: z.string().nullable(),
    dataset: z.string().nullable(),
    synthetic: z.boolean(),
    buried: z.boolean(),
    trial_pits: z.number(),
    geometry: geojson.nullable(),
  })
  .openapi("OverlapObject", {
    description: "Of an object that the viewer may not see only layer, owner and verdict are given",
  });

const overlap_layer = z
  .object({
    layer: z.string(),
    hidden: z.number().openapi({ description: "Objects that the viewer may not see" }),
    inside: z.number(),
    nearby: z.number().openapi({ description: "Within their position accuracy only" }),
    length_m: number_or_null,
    area_m2: number_or_null,
    top_min_m: number_or_null,
    bottom_max_m: number_or_null,
    unknown_depth: z.number(),
    assumed_depth: z.number(),
    assumed_position: z.number(),
    status: z.record(z.string(), z.number()),
    dig: verdict_counts,
    findings: verdict_counts,
    synthetic: z.boolean(),
  })
  .openapi("OverlapLayer");

export const overlap_question = z
  .object({
    id: z.number(),
    name: z.string(),
    created_at: timestamp,
    scenario_id: z.number().nullable(),
    trench_width_m: number_or_null,
    dig_depth_m: number_or_null,
    measure_type: z.string().nullable(),
    parameters: z.record(z.string(), z.unknown()),
    geometry: geojson.nullable(),
  })
  .openapi("OverlapQuestion");

export const overlap_check = overlap_question
  .extend({
    zone: geojson.nullable(),
    zone_area_m2: z.number(),
    dig: verdict_counts,
    conflicts: verdict_counts.openapi({ description: "Findings that are conflicts" }),
    unknown_depth: z.number(),
    owners: z.array(z.object({ owner: z.string(), layers: z.array(overlap_layer) })),
    objects: z.array(overlap_object),
    objects_total: z.number(),
    ...finding_list,
    findings_total: z.number(),
    findings_truncated: z.boolean().openapi({
      description:
        "There are more findings than are looked at: the worst are counted, the others are in no count",
    }),
    notify: z.array(
      z.object({
        kind: z.enum(["protected_area", "duty"]),
        owner: z.string().nullable(),
        layer: z.string(),
        name: z.string().nullable(),
        finding_id: z.string().nullable(),
        rule_id: z.string().nullable(),
        distance_m: number_or_null,
      }),
    ),
    trial_pits: z.array(
      z.object({
        rank: z.number(),
        place: geojson,
        settles: z
          .number()
          .openapi({ description: "How many open verdicts it settles, as far as can be expected" }),
        may_settle: z.number().openapi({ description: "How many open verdicts it bears on" }),
        objects: z.array(z.object({ layer: z.string(), id: z.number() })),
      }),
    ),
  })
  .openapi("OverlapCheck");
