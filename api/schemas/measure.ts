import { z } from "@hono/zod-openapi";
import { measure_type_by_id } from "../../data/catalog/index.ts";
import type { MeasureType, Parameter } from "../../data/catalog/types.ts";
import { problem } from "../errors.ts";
import { geojson, iso_date, number_or_null, storable_json, text, text_id } from "./common.ts";
import { geometry_kind, type InputGeometry, input_geometry } from "./geometry.ts";

export const calendar_date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: "expected a date like 2027-03-01" })
  .refine(
    (value) => !Number.isNaN(Date.parse(value)) && new Date(value).toISOString().slice(0, 10) === value,
    {
      error: "expected a day that exists",
    },
  );

export const period = z
  .strictObject({ from: calendar_date, to: calendar_date })
  .refine((value) => value.from <= value.to, {
    error: "expected `to` on or after `from`",
    params: { problem: "period_invalid" },
  })
  .openapi("Period", { description: "First and last day, both included" });

export const parameters = z
  .record(z.string().max(100), z.union([z.number(), z.string().max(200), z.boolean()]), {
    error: "expected an object of numbers, texts and true/false",
  })
  .refine(storable_json, { error: "expected text without NUL or broken characters" })
  .default({})
  .openapi({ type: "object", example: { spacing_m: 8 } });

/** An id that the database made, in a body. */
export function body_id(what: string) {
  return z.int({ error: `expected the id of a ${what}` }).min(1, { error: `expected the id of a ${what}` });
}

/** The phase that a measure is planned in. */
export const phase_id = body_id("phase").openapi({
  description: "A phase of the scenario: its years are the measure's days where it has no period of its own",
});

/** First and last day, both included; null or left out: open, or no period at all where both are. */
export const days = { from: calendar_date.nullish(), until: calendar_date.nullish() };
/** Are two days, where both are given, in order? */
export const in_order = (value: {
  from?: string | null | undefined;
  until?: string | null | undefined;
}): boolean => !value.from || !value.until || value.from <= value.until;
export const order = {
  error: "expected `until` on or after `from`",
  path: ["until"],
  params: { problem: "period_invalid" },
};

/** A name is shown as it is, never as a page: what looks like markup was pasted by mistake, or worse. */
export const name = text(200)
  .refine((value) => !/<[a-z!/?]/i.test(value), {
    error: "expected plain text, got something that looks like HTML",
    params: { problem: "name_not_plain" },
  })
  .default("");

export const preview_input = z
  .strictObject({
    measure_type: text_id,
    geometry: input_geometry,
    parameters,
    scenario_id: body_id("scenario").nullish(),
    measure_id: body_id("measure").nullish().openapi({
      description: "The measure of the scenario that is being changed: what is stored of it is left out",
    }),
    ...days,
    phase_id: phase_id.nullish(),
    brief: z.boolean().default(false).openapi({
      description:
        "True: things are named in their findings and not described, for a shape that moves under a pointer: what exists does not change meanwhile",
    }),
    known_rules: z.array(text_id).max(1000).default([]).openapi({
      description: "Rules that need not be sent: earlier answers had them",
    }),
  })
  .refine(in_order, order)
  .refine((value) => !value.measure_id || value.scenario_id, {
    error: "expected the scenario of the measure",
    path: ["scenario_id"],
  })
  .openapi("PreviewInput");

export const amounts = z
  .object({ length_m: number_or_null, area_m2: number_or_null, point_count: z.number() })
  .openapi("Amounts", {
    description:
      "What was drawn, in the analysis CRS: metres of a line, square metres of an area, number of points",
  });

export const measure_input = z
  .strictObject({
    measure_type: text_id,
    name,
    geometry: input_geometry,
    parameters,
    period: period.nullish(),
    phase_id: phase_id.nullish(),
  })
  .openapi("MeasureInput");

export const measure = z
  .object({
    id: z.number(),
    scenario_id: z.number(),
    measure_type: z.string(),
    name: z.string(),
    geometry: geojson,
    parameters: z.record(z.string(), z.unknown()),
    period: z
      .object({ from: iso_date.nullable(), to: iso_date.nullable() })
      .nullable()
      .openapi({ description: "First and last day, both included; null: open on that side" }),
    phase_id: number_or_null,
    version: z.number(),
  })
  .openapi("Measure");

/**
 * Checks a drawn measure against its type in the catalogue: the kind of geometry and each parameter.
 * Throws `measure_type_unknown`, `geometry_kind`, `parameter_unknown` or `parameter_invalid`.
 */
export function check_measure(draft: {
  readonly measure_type: string;
  readonly geometry: InputGeometry;
  readonly parameters: Readonly<Record<string, unknown>>;
}): MeasureType {
  const type = known_type(draft.measure_type);
  const drawn = geometry_kind(draft.geometry);
  if (drawn !== type.geometry)
    throw problem(
      "geometry_kind",
      `Expected ${words[type.geometry]} for ${type.id}, got a ${draft.geometry.type}.`,
    );
  check_parameters(type, draft.parameters);
  return type;
}

/** Checks a measure type that is to be drawn as a point, and its parameters. Throws as `check_measure` does. */
export function check_point_type(
  measure_type: string,
  parameters: Readonly<Record<string, unknown>>,
): MeasureType {
  const type = known_type(measure_type);
  if (type.geometry !== "point")
    throw problem(
      "geometry_kind",
      `Expected a measure type that is drawn as a point, got ${type.id}, which is drawn as ${words[type.geometry]}.`,
    );
  check_parameters(type, parameters);
  return type;
}

/** Checks a measure type and its parameters, however it is drawn. Throws as `check_measure` does. */
export function check_type(measure_type: string, parameters: Readonly<Record<string, unknown>>): MeasureType {
  const type = known_type(measure_type);
  check_parameters(type, parameters);
  return type;
}

function known_type(id: string): MeasureType {
  const type = measure_type_by_id(id);
  if (!type)
    throw problem(
      "measure_type_unknown",
      `Expected a measure type of the catalogue, got ${JSON.stringify(id)}.`,
    );
  return type;
}

function check_parameters(type: MeasureType, parameters: Readonly<Record<string, unknown>>): void {
  for (const [id, value] of Object.entries(parameters)) {
    const parameter = type.parameters.find((candidate) => candidate.id === id);
    if (!parameter) {
      const known = type.parameters.map((candidate) => candidate.id).join(", ") || "none";
      throw problem(
        "parameter_unknown",
        `Expected parameters of ${type.id} (${known}), got ${JSON.stringify(id)}.`,
      );
    }
    const wanted = expected(parameter, value);
    if (wanted)
      throw problem(
        "parameter_invalid",
        `parameters.${id}: expected ${wanted}, got ${JSON.stringify(value)}.`,
      );
  }
}

const words = { point: "a point", line: "a line", area: "an area" } as const;

/** What a parameter takes, where the value is not it; null where it is. */
function expected(parameter: Parameter, value: unknown): string | null {
  if (parameter.type === "boolean") return typeof value === "boolean" ? null : "true or false";
  if (parameter.type === "choice") {
    const ids = parameter.values?.map((choice) => choice.id) ?? [];
    return typeof value === "string" && ids.includes(value) ? null : `one of ${ids.join(", ")}`;
  }
  const { min = -1e9, max = 1e9 } = parameter;
  if (typeof value === "number" && value >= min && value <= max) return null;
  return `a number from ${min} to ${max}${parameter.unit ? ` (${parameter.unit})` : ""}`;
}
