import { expect } from "vitest";
import { costs } from "../../data/catalog/costs.ts";
import { depths } from "../../data/catalog/depths.ts";
import { indicators, layer_by_id, measure_type_by_id, way_out_names } from "../../data/catalog/index.ts";
import { rules } from "../../data/catalog/rules/index.ts";
import type {
  Amount,
  Becomes,
  Condition,
  Factor,
  Formula,
  MeasureType,
  Parameter,
} from "../../data/catalog/types.ts";
import { contrast } from "./contrast.ts";
import { expect_texts, ID } from "./expect_texts.ts";

/** Ids that a parameter may cite as its source. */
export const SOURCES = new Set([...depths, ...costs, ...rules].map((row) => row.id));
const SURFACES = ["carriageway", "footway", "cycle_path", "parking", "green", "water"];
const AMOUNTS = ["spacing_m", "radius_m", "offset_m", "diameter_m", "top_m", "bottom_m"] as const;
/** What each shape needs beside the layer. */
const NEEDS: Readonly<Record<Becomes["shape"], readonly (typeof AMOUNTS)[number][]>> = {
  same: [],
  points_along: ["spacing_m"],
  buffer: ["radius_m"],
  buffer_points_along: ["spacing_m", "radius_m"],
  offset: ["offset_m"],
};
/** The quantities that a drawn geometry of each kind has. */
const QUANTITIES = {
  point: ["one", "point_count"],
  line: ["one", "length_m"],
  area: ["one", "area_m2"],
} as const;

/** Ids, names in three languages and a symbol that stands out on the map's ground (WCAG: 3 to 1). */
export function expect_look(type: MeasureType): void {
  expect(type.id).toMatch(ID);
  expect_texts(type.name, type.id);
  const { colour, outline } = type.symbol;
  expect(outline, `${type.id}: outline`).toBeDefined();
  expect(Math.max(contrast(colour, "#FAF8F4"), contrast(outline!, "#FAF8F4"))).toBeGreaterThanOrEqual(3);
}

/** Parameters: unique ids, texts, unit, bounds around the default, and a source that exists. */
export function expect_parameters(type: MeasureType): void {
  const ids = type.parameters.map((parameter) => parameter.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const parameter of type.parameters) expect_parameter(type.id, parameter);
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
    expect(parameter.min!).toBeLessThan(parameter.max!);
    expect(parameter.default as number).toBeGreaterThanOrEqual(parameter.min!);
    expect(parameter.default as number).toBeLessThanOrEqual(parameter.max!);
  } else if (parameter.type === "choice") {
    for (const value of parameter.values!) expect_texts(value.name, `${parameter.id}=${value.id}`);
    expect(parameter.values!.map((value) => value.id)).toContain(parameter.default);
  } else {
    expect(typeof parameter.default).toBe("boolean");
  }
}

/** What it becomes: things of known layers, of a geometry these allow, from known parameters, top above bottom. */
export function expect_becomes(type: MeasureType): void {
  for (const entry of type.becomes) {
    const layer = layer_by_id(entry.layer);
    expect(layer, `${type.id} becomes ${entry.layer}`).toBeDefined();
    expect(layer!.geometry).toContain(geometry_of(type, entry));
    for (const amount of NEEDS[entry.shape]) expect(entry[amount], `${type.id}: ${amount}`).toBeDefined();
    for (const amount of AMOUNTS) expect_amount(type, entry[amount], amount);
    for (const [attribute_id, value] of Object.entries(entry.attributes ?? {})) {
      const attribute = layer!.attributes.find((attribute) => attribute.id === attribute_id);
      expect(attribute, `${type.id}: ${entry.layer} has ${attribute_id}`).toBeDefined();
      const given = typeof value === "object" ? values_of(type, value.param) : [String(value)];
      if (attribute!.values) expect(attribute!.values).toEqual(expect.arrayContaining(given));
    }
    const [top_m, bottom_m] = [default_of(type, entry.top_m), default_of(type, entry.bottom_m)];
    if (top_m !== undefined && bottom_m !== undefined) expect(bottom_m).toBeGreaterThan(top_m);
  }
}

/** Surfaces, effects and costs: known ids, the indicator's own unit, formulas over what the type has. */
export function expect_consequences(type: MeasureType): void {
  for (const { surface, amount } of type.takes) {
    const ids = typeof surface === "string" ? [surface] : values_of(type, surface.param);
    for (const id of ids) expect(SURFACES, `${type.id} takes ${id}`).toContain(id);
    expect_formula(type, amount);
  }
  for (const { indicator, unit, formula } of type.effects) {
    const known = indicators.find((one) => one.id === indicator);
    expect(known?.unit, `${type.id}: ${indicator}`).toBe(unit);
    expect_formula(type, formula);
  }
  for (const list of [type.effects.map((one) => one.indicator), type.costs.map((one) => one.item)])
    expect(new Set(list).size, type.id).toBe(list.length);
  for (const { item, quantity } of type.costs) {
    const cost = costs.find((row) => row.id === item);
    expect(cost, `${type.id}: ${item}`).toBeDefined();
    expect(cost!.currency, `${item} is a price`).not.toBeNull();
    expect(cost!.source_title).not.toBe("");
    expect_formula(type, quantity);
  }
}

function expect_formula(type: MeasureType, formula: Formula): void {
  expect(formula.length, type.id).toBeGreaterThan(0);
  for (const term of formula) {
    expect(quantities_of(type), `${type.id} (${type.geometry})`).toContain(term.of);
    for (const factor of [term.times].flat()) expect_factor(type, factor as Factor);
    for (const condition of term.when ?? []) expect_condition(type, condition);
  }
}

function expect_factor(type: MeasureType, factor: Factor): void {
  if (typeof factor === "number") return;
  if ("worth" in factor)
    expect(Object.keys(factor.worth)).toEqual(expect.arrayContaining(values_of(type, factor.param)));
  else expect(parameter_of(type, factor.param).type, `${type.id}.${factor.param}`).toBe("number");
}

function expect_condition(type: MeasureType, condition: Condition): void {
  if ("is" in condition)
    expect(values_of(type, condition.param)).toEqual(expect.arrayContaining(condition.is.map(String)));
  else if ("of" in condition) expect(quantities_of(type)).toContain(condition.of);
  else expect(parameter_of(type, condition.param).type).toBe("number");
}

/** Ways out: named, at most once each, offered by a rule about what the type becomes, and each a change that can be made. */
export function expect_ways_out(type: MeasureType): void {
  const layers = new Set(type.becomes.map((entry) => entry.layer));
  const offered = new Set(
    rules
      .filter((rule) => rule.applied && (layers.has(rule.a_layer) || layers.has(rule.b_layer)))
      .flatMap((rule) => rule.ways_out),
  );
  const ways = type.ways_out ?? [];
  expect(new Set(ways.map((one) => one.way_out)).size).toBe(ways.length);
  for (const { way_out, set, becomes_type, line_m, move } of ways) {
    const where = `${type.id}: ${way_out}`;
    expect(Object.keys(way_out_names), where).toContain(way_out);
    expect([...offered], where).toContain(way_out);
    expect([set, becomes_type, move].filter((one) => one !== undefined).length, where).toBe(1);
    const drawn_as = line_m === undefined ? type.geometry : "line";
    if (becomes_type) expect(measure_type_by_id(becomes_type)?.geometry, where).toBe(drawn_as);
    if (line_m !== undefined)
      expect([type.geometry, becomes_type === undefined], where).toEqual(["point", false]);
    for (const [id, to] of Object.entries(set ?? {})) {
      const parameter = parameter_of(type, id);
      if (typeof to === "object") expect(parameter.type, where).toBe("number");
      else if (parameter.type === "number") {
        expect(to as number, where).toBeGreaterThanOrEqual(parameter.min!);
        expect(to as number, where).toBeLessThanOrEqual(parameter.max!);
      } else expect(values_of(type, id), where).toContain(String(to));
    }
  }
}

/** Every parameter does something: it shapes a thing, a surface, an effect or a cost. */
export function expect_parameters_used(type: MeasureType): void {
  const used = JSON.stringify([type.becomes, type.takes, type.effects, type.costs]);
  const unused = type.parameters.filter((parameter) => !used.includes(`"param":"${parameter.id}"`));
  expect(unused.map((parameter) => `${type.id}.${parameter.id}`)).toEqual([]);
}

function expect_amount(type: MeasureType, amount: Amount | undefined, what: string): void {
  if (typeof amount !== "object") return;
  const parameter = parameter_of(type, amount.param);
  expect([parameter.type, parameter.unit], `${type.id}: ${what}`).toEqual(["number", "m"]);
}

function quantities_of(type: MeasureType): readonly string[] {
  const along = type.becomes.some((entry) => entry.shape === "points_along");
  return along ? [...QUANTITIES[type.geometry], "point_count"] : QUANTITIES[type.geometry];
}

function geometry_of(type: MeasureType, entry: Becomes): string {
  if (entry.shape.startsWith("buffer")) return "area";
  return entry.shape === "points_along" ? "point" : entry.shape === "offset" ? "line" : type.geometry;
}

function parameter_of(type: MeasureType, id: string): Parameter {
  const parameter = type.parameters.find((one) => one.id === id);
  expect(parameter, `${type.id}: parameter ${id}`).toBeDefined();
  return parameter!;
}

function values_of(type: MeasureType, param: string): string[] {
  const parameter = parameter_of(type, param);
  if (parameter.type === "boolean") return ["true", "false"];
  return parameter.values?.map((value) => value.id) ?? [String(parameter.default)];
}

/** An amount with the type's defaults; undefined where the entry has none. */
export function default_of(type: MeasureType, amount: Amount | undefined): number | undefined {
  if (typeof amount !== "object") return amount;
  return (parameter_of(type, amount.param).default as number) * (amount.times ?? 1);
}
