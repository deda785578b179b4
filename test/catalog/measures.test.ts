import { describe, expect, test } from "vitest";
import { costs } from "../../data/catalog/costs.ts";
import { formulas, root_protection_radius_m } from "../../data/catalog/formulas.ts";
import { indicators, measure_type_by_id, measure_types } from "../../data/catalog/index.ts";
import { rules } from "../../data/catalog/rules/index.ts";
import { targets } from "../../data/catalog/targets.ts";
import type { MeasureType, Unit } from "../../data/catalog/types.ts";
import {
  default_of,
  expect_becomes,
  expect_consequences,
  expect_look,
  expect_parameters,
  expect_parameters_used,
  expect_ways_out,
  SOURCES,
} from "./expect_measure_type.ts";
import { expect_texts, ID } from "./expect_texts.ts";

const REQUIRED = [
  ..."tree tree_row hedge facade_garden nature_green_plot depaving swale infiltration_trench".split(" "),
  ..."rainwater_tank underground_buffer heat_line heat_connection borehole_field sewer_replacement".split(
    " ",
  ),
  ..."cable_renewal collective_renovation_zone rooftop_solar_zone mobility_hub charge_point".split(" "),
  ..."cycle_path car_free_street parking_removal parking_relocation planned_works_zone".split(" "),
];
/** They lay and dig nothing: draw what does on top. */
const BECOMES_NOTHING = [
  "collective_renovation_zone",
  "rooftop_solar_zone",
  "car_free_street",
  "parking_removal",
  "tree_removal",
  "hedge_removal",
];
/** No source with a price was found; a made-up one would be worse than none. */
const NO_CITED_COST = [
  ..."cable_renewal collective_renovation_zone mobility_hub car_free_street parking_removal".split(" "),
  ..."tree_removal hedge_removal paving planned_works_zone".split(" "),
  ..."water_line gas_line gas_medium_line medium_voltage_line telecom_line".split(" "),
];
/** The pact asks nothing of them, nor does anything else that is counted. */
const NO_EFFECT = [
  ..."heat_line borehole_field sewer_replacement cable_renewal water_line gas_line gas_medium_line".split(
    " ",
  ),
  ..."medium_voltage_line telecom_line sewer_line planned_works_zone".split(" "),
];

test("has every measure type that is asked for, each once", () => {
  const ids = measure_types.map((type) => type.id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(REQUIRED.filter((id) => !ids.includes(id))).toEqual([]);
});

describe.each(measure_types.map((type) => [type.id, type] as const))("%s", (_, type: MeasureType) => {
  test("has an id, names in three languages and a symbol that stands out", () => expect_look(type));
  test("parameters have a unit, bounds, a default within them and a source", () => expect_parameters(type));
  test("becomes things of known layers, from known parameters", () => expect_becomes(type));
  test("takes, effects and costs are known and computable", () => expect_consequences(type));
  test("ways out are offered by its rules and can be taken", () => expect_ways_out(type));
  test("every parameter does something", () => expect_parameters_used(type));
});

test("what has no thing, no effect or no cost is named with a reason", () => {
  const without = (empty: (type: MeasureType) => boolean) =>
    measure_types.filter(empty).map((type) => type.id);
  expect(without((type) => type.becomes.length === 0)).toEqual(BECOMES_NOTHING);
  expect(without((type) => type.costs.length === 0).sort()).toEqual([...NO_CITED_COST].sort());
  expect(without((type) => type.effects.length === 0)).toEqual(NO_EFFECT);
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

test("no measure type uses a grant, an upkeep or a share as its price", () => {
  const not_prices = ["CST17", "CST19", "CST20", "CST21", "CST22", "CST23"];
  expect(costs.map((cost) => cost.id)).toEqual(expect.arrayContaining(not_prices));
  const used = measure_types.flatMap((type) => type.costs.map((cost) => cost.item));
  expect(used.filter((id) => not_prices.includes(id))).toEqual([]);
});

describe("indicators", () => {
  /** The pact's units as units of an indicator; what it counts is a count. */
  const UNITS: Readonly<Record<string, Unit>> = { m: "m", m2: "m2", m3: "m3", kw: "kw" };

  test("have unique ids, texts in three languages, and are moved by some measure type", () => {
    const ids = indicators.map((indicator) => indicator.id);
    expect(new Set(ids).size).toBe(ids.length);
    const moved = new Set(measure_types.flatMap((type) => type.effects.map((effect) => effect.indicator)));
    expect(ids.filter((id) => !moved.has(id))).toEqual([]);
    for (const indicator of indicators) {
      expect(indicator.id).toMatch(ID);
      expect_texts(indicator.name, indicator.id);
    }
  });

  test("count towards targets of the pact, in the unit of each, no target twice", () => {
    const claimed = indicators.flatMap((indicator) => indicator.targets);
    expect(new Set(claimed).size).toBe(claimed.length);
    for (const indicator of indicators)
      for (const id of indicator.targets) {
        const target = targets.find((one) => one.id === id);
        expect(target, `${indicator.id}: ${id}`).toBeDefined();
        expect(UNITS[target!.unit] ?? "count", `${indicator.id}: ${id}`).toBe(indicator.unit);
      }
  });

  test("leave out only targets that no measure in a street can meet", () => {
    const claimed = new Set(indicators.flatMap((indicator) => indicator.targets));
    const left = targets.filter((target) => !claimed.has(target.id) && target.pillar !== "general");
    // Access to a community, invitations, pathways and a contract are agreements, not things in a street.
    expect(left.map((target) => target.id)).toEqual(["W2_encom", "W2_table", "W2_traj", "W2_wvc"]);
  });
});

function wall_gap_m(id: string, one: number, other: number): number {
  const type = measure_type_by_id(id)!;
  const [a, b] = [type.becomes[one]!, type.becomes[other]!];
  const apart_m = Math.abs(default_of(type, a.offset_m)! - default_of(type, b.offset_m)!);
  return apart_m - (default_of(type, a.diameter_m)! + default_of(type, b.diameter_m)!) / 2;
}
