import { z } from "@hono/zod-openapi";
import { degrees, geojson, kind, number_or_null, severity, verdict, whole_id } from "./common.ts";
import { input_geometry } from "./geometry.ts";
import { body_id } from "./measure.ts";

/** Metres in a query, with decimals. */
const metres = (name: string, max: number) => {
  const expected = `expected ${name} in metres from 0 to ${max}`;
  return z
    .string({ error: expected })
    .regex(/^\d{1,6}(\.\d{1,12})?$/, { error: expected })
    .transform(Number)
    .refine((value) => value <= max, { error: expected })
    .openapi({ type: "number" });
};

export const street_section_query = z.object({
  at: metres("a distance along the street", 999_999).optional().openapi({
    description: "Metres along the street from its western end; left out: its middle",
  }),
  lon: degrees("a longitude", 180)
    .optional()
    .openapi({ description: "With `lat`, in place of `at`: nearest to there" }),
  lat: degrees("a latitude", 90).optional(),
  scenario: whole_id.optional(),
});

export const long_section_query = z.object({ scenario: whole_id.optional() });

export const section_input = z
  .strictObject({
    line: input_geometry.openapi({ description: "A LineString in WGS 84, at most 2 km long" }),
    scenario_id: body_id("scenario").nullish(),
  })
  .openapi("SectionInput");

const thing_key = z.object({
  kind: z.enum(["feature", "measure"]),
  layer: z.string(),
  id: z.number(),
  part: z.number(),
});

export const section_object = thing_key
  .extend({
    relation: z.enum(["crossing", "along", "ends", "span", "point"]).openapi({
      description:
        "crossing: a line cut by the section (15° or more off it); along: one that runs along it; ends: one that stops there; span: ground inside an area; point",
    }),
    from_m: z.number().openapi({ description: "Metres along the section; of a crossing the axis" }),
    to_m: z.number(),
    distance_m: z.number().openapi({ description: "How far from the section's plane; 0: in it" }),
    angle_deg: number_or_null.openapi({ description: "Between a line and the section, 0 to 90" }),
    diameter_m: number_or_null,
    width_m: number_or_null.openapi({
      description: "True width in the section: diameter / sine of the angle",
    }),
    top_m: number_or_null,
    bottom_m: number_or_null,
    position_accuracy_m: z.number(),
    position_assumed: z.boolean(),
    position_reach_m: z.number().openapi({
      description: "How far to either side it may lie in the section: accuracy / sine of the angle",
    }),
    depth_accuracy_m: z.number(),
    depth_assumed: z.boolean(),
    depth_source: z.string().nullable(),
    status: z.string(),
    traits: z.array(z.string()),
    crown_m: number_or_null,
    attributes: z.record(z.string(), z.any()),
    synthetic: z.boolean(),
    dataset_id: number_or_null,
    dataset: z.string().nullable(),
    dated: z.string().nullable(),
    owner: z.string().nullable(),
    removed: z
      .array(z.object({ measure_id: z.number(), from_m: z.number(), to_m: z.number() }))
      .openapi({ description: "What measures of the scenario take away" }),
  })
  .openapi("SectionObject");

export const section_finding = z
  .object({
    id: z.string(),
    scenario_id: number_or_null,
    rule_id: z.string(),
    kind,
    severity,
    verdict,
    distance_m: number_or_null,
    uncertainty_m: number_or_null,
    required_m: number_or_null,
    vertical_m: number_or_null,
    vertical_uncertainty_m: number_or_null,
    required_vertical_m: number_or_null,
    from_m: z.number(),
    to_m: z.number(),
    a: thing_key,
    b: thing_key,
  })
  .openapi("SectionFinding");

export const section = z
  .object({
    street_id: z.string().nullable(),
    street_name: z.string().nullable(),
    at_m: number_or_null.openapi({ description: "Metres along the street; null of any other line" }),
    street_length_m: number_or_null,
    axis_m: number_or_null.openapi({
      description: "Where along the section the street's centre line is met",
    }),
    line: geojson.openapi({ description: "The cutting line, from left to right in the drawing" }),
    length_m: z.number(),
    scale_error_pct: number_or_null.openapi({
      description:
        "By how much lengths are too long here, in per cent, where the section leaves the area of use of the analysis CRS; null within it",
    }),
    near_m: z.number().openapi({ description: "How far beside the line things are still shown" }),
    scenario_id: number_or_null,
    objects: z.array(section_object),
    findings: z.array(section_finding),
    clearances: z
      .array(
        z.object({
          layer: z.string(),
          traits: z.array(z.string()),
          planned: z.boolean(),
          relation: z.enum(["parallel", "crossing", "any"]),
          rule_id: z.string(),
          other_layer: z.string(),
          horizontal_m: number_or_null,
          vertical_m: number_or_null,
        }),
      )
      .openapi({
        description: "The widest distance asked around each kind of object towards the others here",
      }),
    hidden: z
      .array(z.object({ layer: z.string(), owner: z.string() }))
      .openapi({ description: "What lies near that the viewer may not see: whom to ask" }),
    truncated: z.boolean(),
  })
  .openapi("Section");

const box_text = /^-?\d{1,3}(\.\d{1,15})?(,-?\d{1,3}(\.\d{1,15})?){3}$/;
const MAX_BOX_DEGREES = 0.1;

export const below_ground_query = z.object({
  bounds: z
    .string({ error: "expected west,south,east,north in degrees" })
    .regex(box_text, { error: "expected west,south,east,north in degrees" })
    .transform((value) => value.split(",").map(Number) as [number, number, number, number])
    .refine(([west, south, east, north]) => west < east && south < north, {
      error: "expected west before east and south before north",
    })
    .refine(
      ([west, south, east, north]) => east - west <= MAX_BOX_DEGREES && north - south <= MAX_BOX_DEGREES,
      {
        error: `expected a box of at most ${MAX_BOX_DEGREES} degrees`,
      },
    )
    .openapi({ type: "string", example: "4.58,51.06,4.59,51.07" }),
  scenario: whole_id.optional(),
});

export const below_ground = z
  .object({
    lines: z.array(
      z.object({
        kind: z.enum(["feature", "measure"]),
        layer: z.string(),
        id: z.number(),
        part: z.number(),
        geometry: geojson,
        top_m: z.number(),
        bottom_m: z.number(),
        diameter_m: number_or_null,
        assumed: z.boolean().openapi({ description: "The depth was not measured" }),
      }),
    ),
    conflicts: z.array(z.object({ id: z.string(), verdict, geometry: geojson, depth_m: z.number() })),
    truncated: z.boolean(),
  })
  .openapi("BelowGround");
