import { expect, test } from "vitest";
import { layers } from "../../data/catalog/layers/index.ts";
import { demo_district } from "../../data/demo/demo_district.ts";
import { type DrawnFeature, read_demo } from "./read_demo.ts";

const { features } = read_demo(demo_district({ seed: 1, streets: 40 }));
const by_layer = new Map<string, DrawnFeature[]>();
for (const layer of layers) by_layer.set(layer.id, []);
for (const feature of features) by_layer.get(feature.layer)?.push(feature);

/** Marks of the generator that no layer declares. */
const own_marks = new Set(["synthetic"]);

test("every feature is of a layer of the catalogue", () => {
  const known = new Set(layers.map((layer) => layer.id));
  expect(features.filter((feature) => !known.has(feature.layer)).map((feature) => feature.layer)).toEqual([]);
});

test.each(layers.map((layer) => [layer.id, layer] as const))(
  "%s has demo features as the layer declares them",
  (id, layer) => {
    const drawn = by_layer.get(id) ?? [];
    expect(drawn.length, `a demo feature of ${id}`).toBeGreaterThan(0);
    const attributes = new Map(layer.attributes.map((attribute) => [attribute.id, attribute]));
    for (const feature of drawn) {
      expect(layer.geometry, feature.source_id).toContain(feature.shape.kind);
      for (const [key, value] of Object.entries(feature.attributes)) {
        if (own_marks.has(key)) continue;
        const attribute = attributes.get(key);
        expect(attribute, `attribute ${key} of ${id} in the catalogue`).toBeDefined();
        if (value === null) continue;
        const type = attribute!.type === "date" ? "text" : attribute!.type;
        expect({ text: "string", number: "number", boolean: "boolean" }[type], `type of ${id}.${key}`).toBe(
          typeof value,
        );
        if (attribute!.values) expect(attribute!.values, `value of ${id}.${key}`).toContain(value);
      }
    }
  },
);

test("every trait of a layer that the demo's attributes can carry is met by some feature of it", () => {
  const met = new Set<string>();
  for (const layer of layers)
    for (const trait of layer.traits)
      if (
        (by_layer.get(layer.id) ?? []).some((feature) =>
          trait.values.includes(String(feature.attributes[trait.attribute])),
        )
      )
        met.add(trait.id);
  for (const id of [
    "species_small",
    "species_medium",
    "species_large",
    "species_poplar_willow",
    "root_barrier",
    "building_old",
    "building_new",
    "hedge_low",
    "hedge_tall",
    "works_blocking",
  ])
    expect([...met]).toContain(id);
});
