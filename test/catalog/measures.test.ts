import { describe, expect, test } from "vitest";
import { costs } from "../../data/catalog/costs.ts";
import { depths } from "../../data/catalog/depths.ts";
import { formulas, root_protection_radius_m } from "../../data/catalog/formulas.ts";
import { layer_by_id, measure_type_by_id, measure_types } from "../../data/catalog/index.ts";
import { rules } from "../../data/catalog/rules/index.ts";
import type { Amount, Becomes, MeasureType, Parameter } from "../../data/catalog/types.ts";
import { contrast } from "./contrast.ts";
import { expect_texts, ID } from "./expect_texts.ts";

const REQUIRED =
  "tree tree_row hedge facade_garden nature_green_plot depaving swale infiltration_trench heat_line heat_connection borehole_field sewer_replacement cable_renewal charge_point mobility_hub cycle_path parking_removal planned_works_zone".split(
    " ",
  );
const SOURCES = new Set([...depths, ...costs, ...rules].map((row) => row.id));
const AMOUNTS = ["spacing_m", "radius_m", "offset_m", "diameter_m", "top_m", "bottom_m"] as const;
/** What each shape needs beside the layer. */
const NEEDS: Readonly<Record<Becomes["shape"], readonly (typeof AMOUNTS)[number][]>> = {
  same: [],
  points_along: ["spacing_m"],
  buffer: ["radius_m"],
  buffer_points_along: ["spacing_m", "radius_m"],
  offset: ["offset_m"],
};

test("has every measure type that is asked for, each once", () => {
  const ids = measure_types.map((type) => type.id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(REQUIRED.filter((id) => !ids.includes(id))).toEqual([]);
});

describe.each(measure_types.map((type) => [type.id, type] as const))("%s", (id, type: MeasureType) => {
  test("is well formed, with texts in three languages", () => {
    expect(id).toMatch(ID);
    expect_texts(type.name, id);
    expect(
      Math.max(contrast(type.symbol.colour, "#FAF8F4"), contrast(type.symbol.outline!, "#FAF8F4")),
    ).toBeGreaterThanOrEqual(3);
  });

  test("parameters have a source and a default within their bounds", () => {
    const ids = type.parameters.map((parameter) => parameter.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const parameter of type.parameters) expect_parameter(id, parameter);
  });

  test("becomes things of known layers, of a geometry they allow, from known parameters", () => {
    if (id !== "parking_removal") expect(type.becomes.length).toBeGreaterThan(0);
    for (const entry of type.becomes) {
      const layer = layer_by_id(entry.layer);
      expect(layer, `${id} becomes ${entry.layer}`).toBeDefined();
      expect(layer!.geometry).toContain(geometry_of(type, entry));
      for (const amount of NEEDS[entry.shape]) expect(entry[amount], `${id}: ${amount}`).toBeDefined();
      for (const amount of AMOUNTS) expect_amount(type, entry[amount], amount);
      for (const [attribute_id, value] of Object.entries(entry.attributes ?? {})) {
        const attribute = layer!.attributes.find((attribute) => attribute.id === attribute_id);
        expect(attribute, `${id}: ${entry.layer} has ${attribute_id}`).toBeDefined();
        const given = typeof value === "object" ? values_of(type, value.param) : [String(value)];
        if (attribute!.values) expect(attribute!.values).toEqual(expect.arrayContaining(given));
      }
    }
  });

  test("lies in the ground top first", () => {
    for (const entry of type.becomes) {
      const top_m = default_of(type, entry.top_m);
      const bottom_m = default_of(type, entry.bottom_m);
      if (top_m !== undefined && bottom_m !== undefined) expect(bottom_m).toBeGreaterThan(top_m);
    }
  });

  test("sets every parameter to use or counts with it", () => {
    const used = JSON.stringify(type.becomes);
    const unused = type.parameters.filter((parameter) => !used.includes(`"param":"${parameter.id}"`));
    // Bays are counted by the indicators, not drawn.
    expect(unused.map((parameter) => parameter.id).filter((one) => one !== "bays")).toEqual([]);
  });
});

test("a tree becomes a tree with its root zone, so that rules about both speak", () => {
  expect(measure_type_by_id("tree")?.becomes.map((entry) => entry.layer)).toEqual(["tree", "root_zone"]);
  const radius = measure_type_by_id("tree")?.parameters.find((parameter) => parameter.id === "root_radius_m");
  expect(radius?.default).toBeCloseTo(root_protection_radius_m(0.35), 9);
});

test("pipe pairs do not touch and keep the default clearance between sewers", () => {
  const heat = wall_gap_m("heat_line", 0, 1);
  const sewers = wall_gap_m("sewer_replacement", 0, 1);
  expect(heat).toBeCloseTo(0.3 - 0.111, 9);
  expect(sewers).toBeCloseTo(1.2 - (0.25 + 0.4) / 2, 9);
  const clearance = rules.find((rule) => rule.id === "DEF_parallel:sewer_foul:sewer_rain");
  expect(sewers).toBeGreaterThanOrEqual(clearance!.horizontal_m!);
});

test("formulas cite a row of the rules", () => {
  expect(formulas.filter((formula) => !SOURCES.has(formula.rule))).toEqual([]);
});

function wall_gap_m(id: string, one: number, other: number): number {
  const type = measure_type_by_id(id)!;
  const [a, b] = [type.becomes[one]!, type.becomes[other]!];
  const apart_m = Math.abs(default_of(type, a.offset_m)! - default_of(type, b.offset_m)!);
  return apart_m - (default_of(type, a.diameter_m)! + default_of(type, b.diameter_m)!) / 2;
}

function expect_parameter(id: string, parameter: Parameter): void {
  expect(parameter.id).toMatch(ID);
  expect_texts(parameter.name, `${id}.${parameter.id}`);
  const known =
    parameter.source === "own_choice" || SOURCES.has(parameter.source) || URL.canParse(parameter.source);
  expect(known, `${id}.${parameter.id}: source ${parameter.source}`).toBe(true);
  if (parameter.type === "number") {
    expect(typeof parameter.default).toBe("number");
    expect(parameter.unit, `${id}.${parameter.id}: unit`).toBeDefined();
    expect(parameter.default as number).toBeGreaterThanOrEqual(parameter.min!);
    expect(parameter.default as number).toBeLessThanOrEqual(parameter.max!);
  } else if (parameter.type === "choice") {
    for (const value of parameter.values!) expect_texts(value.name, `${parameter.id}=${value.id}`);
    expect(parameter.values!.map((value) => value.id)).toContain(parameter.default);
  } else {
    expect(typeof parameter.default).toBe("boolean");
  }
}

function expect_amount(type: MeasureType, amount: Amount | undefined, what: string): void {
  if (typeof amount !== "object") return;
  const parameter = type.parameters.find((one) => one.id === amount.param);
  expect(parameter, `${type.id}: ${what} from ${amount.param}`).toBeDefined();
  expect([parameter!.type, parameter!.unit]).toEqual(["number", "m"]);
}

function geometry_of(type: MeasureType, entry: Becomes): string {
  if (entry.shape.startsWith("buffer")) return "area";
  return entry.shape === "points_along" ? "point" : entry.shape === "offset" ? "line" : type.geometry;
}

function values_of(type: MeasureType, param: string): string[] {
  const parameter = type.parameters.find((one) => one.id === param);
  expect(parameter, `${type.id}: ${param}`).toBeDefined();
  return parameter!.values?.map((value) => value.id) ?? [String(parameter!.default)];
}

function default_of(type: MeasureType, amount: Amount | undefined): number | undefined {
  if (typeof amount !== "object") return amount;
  const value = type.parameters.find((parameter) => parameter.id === amount.param)?.default;
  return (value as number) * (amount.times ?? 1);
}
