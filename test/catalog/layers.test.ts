import { describe, expect, test } from "vitest";
import { depths } from "../../data/catalog/depths.ts";
import { layer_by_id, layers, layers_of_group, trait_of_layer } from "../../data/catalog/index.ts";
import { traits_of } from "../../data/catalog/traits_of.ts";
import type { Attribute, Layer } from "../../data/catalog/types.ts";
import { contrast } from "./contrast.ts";
import { expect_texts, ID } from "./expect_texts.ts";

/** What the issue asks for at least. */
const REQUIRED =
  "electricity_lv electricity_mv electricity_hv public_lighting gas_low gas_medium gas_high water_main sewer_combined sewer_foul sewer_rain telecom heat_network duct protected_area tree root_zone hedge green infiltration surface_water building parcel carriageway footway cycle_path parking charge_point mobility_hub paving ground_loop works utility_other".split(
    " ",
  );
const PAPER = "#FAF8F4";
const UNITS = ["m", "mm", "m2", "m3", "cm", "kv", "bar", "celsius", "year", "count", "kw", "pct", "eur"];
const SUFFIX: Readonly<Record<string, string>> = {
  _m: "m",
  _m2: "m2",
  _m3: "m3",
  _cm: "cm",
  _kv: "kv",
  _bar: "bar",
  _c: "celsius",
  _kw: "kw",
};

test("has every layer that is asked for, each once", () => {
  const ids = layers.map((layer) => layer.id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(REQUIRED.filter((id) => !ids.includes(id))).toEqual([]);
  expect(layer_by_id("no_such_layer")).toBeUndefined();
});

test("the two groups split the layers and keep the draw order", () => {
  const both = [...layers_of_group("above"), ...layers_of_group("below")];
  expect(both).toHaveLength(layers.length);
  expect(layers_of_group("below").map((layer) => layer.id)).toContain("gas_low");
  expect(layers.indexOf(layer_by_id("building")!)).toBeLessThan(layers.indexOf(layer_by_id("tree")!));
});

describe.each(layers.map((layer) => [layer.id, layer] as const))("%s", (id, layer: Layer) => {
  test("is well formed, with texts in three languages", () => {
    expect(id).toMatch(ID);
    expect_texts(layer.name, id);
    expect(layer.geometry.length).toBeGreaterThan(0);
    expect(new Set(layer.geometry).size).toBe(layer.geometry.length);
    expect(layer.min_zoom).toBeGreaterThanOrEqual(10);
    expect(layer.min_zoom).toBeLessThanOrEqual(18);
  });

  test("attributes have known units, types and named values", () => {
    const ids = layer.attributes.map((attribute) => attribute.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const attribute of layer.attributes) expect_attribute(attribute);
  });

  test("traits read values that their attribute can have", () => {
    const ids = layer.traits.map((trait) => trait.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const trait of layer.traits) {
      const attribute = layer.attributes.find((one) => one.id === trait.attribute);
      expect(attribute, `${id}: attribute of ${trait.id}`).toBeDefined();
      const possible = attribute!.type === "boolean" ? ["true", "false"] : attribute!.values;
      if (possible) expect(possible).toEqual(expect.arrayContaining([...trait.values]));
    }
  });

  test("a trait id that several layers share has one meaning", () => {
    for (const trait of layer.traits) {
      for (const other of layers) {
        const same = trait_of_layer(other.id, trait.id);
        if (same) expect(same).toEqual(trait);
      }
    }
  });

  test("its colours hold on paper: 3 to 1 by the colour or by its outline or casing", () => {
    const colours = [layer.draw.colour, layer.draw.outline].filter((colour) => colour !== undefined);
    expect(Math.max(...colours.map((colour) => contrast(colour, PAPER)))).toBeGreaterThanOrEqual(3);
    for (const variant of layer.draw.variants ?? []) {
      expect(trait_of_layer(id, variant.trait)).toBeDefined();
      expect_texts(variant.name, variant.trait);
      expect(contrast(variant.colour, PAPER)).toBeGreaterThanOrEqual(3);
    }
  });

  test("its typical depth lies within the row it cites", () => {
    const typical = layer.typical_depth;
    if (!typical) return;
    const row = depths.find((depth) => depth.id === typical.source);
    expect(row, `${id}: ${typical.source}`).toBeDefined();
    expect([id, "utility_other", "electricity_lv"]).toContain(row!.layer);
    expect(typical.accuracy_m).toBeGreaterThanOrEqual(0.2);
    expect(typical.cover_m).toBeGreaterThanOrEqual(row!.cover_min_m ?? 0);
    expect(typical.cover_m).toBeLessThanOrEqual(row!.cover_max_m ?? Number.POSITIVE_INFINITY);
    if (row!.cover_typical_m !== null) expect(typical.cover_m).toBe(row!.cover_typical_m);
  });
});

test("utility networks are restricted, the rest is public", () => {
  const restricted = layers.filter((layer) => layer.access === "restricted").map((layer) => layer.id);
  const expected = layers.filter((layer) => layer.traits.some((trait) => trait.id === "elevated"));
  expect(restricted.sort()).toEqual([...expected.map((layer) => layer.id), "ground_loop"].sort());
});

test("a city at zoom 13 draws no buildings, street surfaces, mains or house-level things", () => {
  const early = layers.filter((layer) => layer.min_zoom < 14).map((layer) => layer.id);
  expect(early.sort()).toEqual(["electricity_hv", "gas_high", "protected_area", "surface_water", "works"]);
});

test("the colours of the trade are the ones agreed on, each layer has its own", () => {
  const agreed: Readonly<Record<string, string>> = {
    electricity_lv: "#960000",
    electricity_mv: "#C80000",
    electricity_hv: "#FF0000",
    gas_low: "#FFD750",
    gas_high: "#FF7F00",
    water_main: "#0000FF",
    telecom: "#00A000",
    sewer_combined: "#BA38A8",
    heat_network: "#008080",
    utility_other: "#918A6F",
  };
  for (const [id, colour] of Object.entries(agreed)) expect(layer_by_id(id)?.draw.colour).toBe(colour);
  const colours = layers.map((layer) => layer.draw.colour);
  expect(new Set(colours).size).toBe(colours.length);
});

describe("traits_of", () => {
  test("reads attributes as text, sorted", () => {
    expect(traits_of("tree", { species_class: "medium", root_barrier: true })).toEqual([
      "root_barrier",
      "species_medium",
    ]);
    expect(traits_of("works", { blocking_years: 5, category: "1" })).toEqual([
      "works_blocking",
      "works_category_1",
    ]);
  });
  test("unknown layers, missing and null attributes give none", () => {
    expect(traits_of("tree", {})).toEqual([]);
    expect(traits_of("tree", { species_class: null })).toEqual([]);
    expect(traits_of("no_such_layer", { species_class: "medium" })).toEqual([]);
  });
});

function expect_attribute(attribute: Attribute): void {
  expect(attribute.id).toMatch(ID);
  expect_texts(attribute.name, attribute.id);
  if (attribute.unit) {
    expect(UNITS).toContain(attribute.unit);
    expect(attribute.type).toBe("number");
  }
  const suffix = attribute.id.match(/_(m|m2|m3|cm|kv|bar|c|kw)$/)?.[0];
  if (suffix) expect(attribute.unit, `unit of ${attribute.id}`).toBe(SUFFIX[suffix]);
  for (const value of attribute.values ?? []) {
    if (/^[IVX]+$/.test(value)) continue;
    expect(attribute.value_names?.[value], `name of ${attribute.id} = ${value}`).toBeDefined();
    expect_texts(attribute.value_names![value]!, value);
  }
  expect(
    Object.keys(attribute.value_names ?? {}).filter((name) => !attribute.values?.includes(name)),
  ).toEqual([]);
}
