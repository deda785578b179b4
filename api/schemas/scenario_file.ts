import { z } from "@hono/zod-openapi";
import { iso_date, number_or_null, text, text_id } from "./common.ts";
import { financing_inputs, new_sheet_input } from "./financing_sheet.ts";
import { input_geometry } from "./geometry.ts";
import { days, in_order, name, order, parameters } from "./measure.ts";
import { parties_list, party_in_file } from "./package.ts";
import { misplaced_thing, package_in_file_answer, packages_in_file } from "./package_file.ts";
import { phase_input } from "./phase.ts";

const MAX_MEASURES = 5_000;
const MAX_PHASES = 100;
const MAX_SHEETS = 100;
/** Coordinates nested as those of the geometry beside them, in metres. */
const exact_coordinates = z
  .array(z.unknown())
  .openapi({ type: "array", items: {}, description: "The same positions in the CRS `srid`, digit by digit" });

/** Which of the phases, from 0. */
const phase_place = z.int().min(0);

const feature = z
  .strictObject({
    type: z.literal("Feature"),
    geometry: input_geometry,
    properties: z
      .strictObject({
        measure_type: text_id,
        name,
        parameters,
        ...days,
        phase: phase_place.nullish(),
        exact_coordinates,
      })
      .refine(in_order, order),
  })
  .refine(({ geometry, properties }) => same_nesting(geometry.coordinates, properties.exact_coordinates), {
    error: "expected as many positions of finite metres as the geometry has",
    path: ["properties", "exact_coordinates"],
  });

/** One scenario as a GeoJSON FeatureCollection that any GIS opens, and that goes in elsewhere unchanged. */
export const scenario_file = z
  .strictObject({
    type: z.literal("FeatureCollection"),
    straatlagen_scenario: z.literal(1, { error: "expected a file of version 1" }),
    srid: z.int(),
    name: text(200, 1),
    description: text(10_000),
    phases: z
      .array(phase_input)
      .max(MAX_PHASES, { error: `expected at most ${MAX_PHASES} phases` })
      .default([]),
    features: z
      .array(feature, { error: "expected a list of measures" })
      .max(MAX_MEASURES, { error: `expected at most ${MAX_MEASURES} measures` }),
    parties: parties_list.default([]),
    packages: packages_in_file,
    financing_sheets: z
      .array(new_sheet_input.required())
      .max(MAX_SHEETS, { error: `expected at most ${MAX_SHEETS} financing sheets` })
      .default([]),
  })
  .superRefine(({ phases, features, packages }, context) => {
    const count = { measures: features.length, phases: phases.length };
    const path = misplaced_thing(packages, count);
    if (path)
      context.addIssue({
        code: "custom",
        path: [...path],
        message: `expected the place of one of the ${count.measures} features or ${count.phases} phases, counted from 0`,
      });
    const place = features.findIndex(({ properties }) => (properties.phase ?? -1) >= phases.length);
    if (place !== -1)
      context.addIssue({
        code: "custom",
        path: ["features", place, "properties", "phase"],
        message: `expected the place of one of the ${phases.length} phases, counted from 0`,
      });
  })
  .openapi("ScenarioFileInput");

export const scenario_file_answer = z
  .object({
    type: z.literal("FeatureCollection"),
    straatlagen_scenario: z.literal(1),
    srid: z.number(),
    name: z.string(),
    description: z.string(),
    phases: z.array(z.object({ name: z.string(), year_from: z.number(), year_to: z.number() })),
    features: z.array(
      z.object({
        type: z.literal("Feature"),
        geometry: z.object({ type: z.string() }).loose(),
        properties: z.object({
          measure_type: z.string(),
          name: z.string(),
          parameters: z.record(z.string(), z.unknown()),
          from: iso_date.nullable(),
          until: iso_date.nullable(),
          phase: number_or_null,
          exact_coordinates: z.array(z.unknown()),
        }),
      }),
    ),
    parties: z.array(party_in_file),
    packages: z.array(package_in_file_answer),
    financing_sheets: z.array(z.object({ kind: z.string(), name: z.string(), inputs: financing_inputs })),
  })
  .openapi("ScenarioFile");

function same_nesting(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a)) return typeof b === "number" && Number.isFinite(b) && Math.abs(b) < 1e8;
  return (
    Array.isArray(b) && a.length === b.length && a.every((inner, index) => same_nesting(inner, b[index]))
  );
}
