import { expect, test } from "vitest";
import { apply_way_out, way_out_of } from "../../data/catalog/apply_way_out.ts";
import { measure_type_by_id, measure_types } from "../../data/catalog/index.ts";
import type { ParameterValues } from "../../data/catalog/measure_effects.ts";
import { rules } from "../../data/catalog/rules/index.ts";
import { traits_of } from "../../data/catalog/traits_of.ts";
import type { MeasureType } from "../../data/catalog/types.ts";

const take = (id: string, way_out: string, parameters: ParameterValues = {}) => {
  const type = measure_type_by_id(id)!;
  return apply_way_out(type, parameters, way_out_of(type, way_out)!);
};

test("a root barrier keeps what was chosen and sets itself", () => {
  expect(take("tree", "root_barrier", { crown_diameter_m: 9 })).toEqual({
    measure_type: "tree",
    parameters: { crown_diameter_m: 9, root_barrier: true },
  });
});

test("a hedge instead of trees starts from the hedge's own defaults", () => {
  expect(take("tree_row", "hedge", { spacing_m: 6 })).toEqual({ measure_type: "hedge", parameters: {} });
});

test("deeper adds to what is there or to the default, at most to the bound", () => {
  expect(take("heat_line", "deeper")).toMatchObject({ parameters: { cover_m: 1 } });
  expect(take("heat_line", "deeper", { cover_m: 2.5 })).toMatchObject({ parameters: { cover_m: 2.6 } });
  // 0.7 + 0.2 is 0.8999999999999999 in binary.
  expect(take("cable_renewal", "deeper", { cover_m: 0.7 })).toMatchObject({ parameters: { cover_m: 0.9 } });
  expect(take("sewer_replacement", "deeper")).toMatchObject({
    parameters: { foul_cover_m: 2.2, rain_cover_m: 1.6 },
  });
});

test("moving is left to the hand", () => {
  expect(take("charge_point", "move")).toBe("move");
  expect(way_out_of(measure_type_by_id("tree")!, "deeper")).toBeUndefined();
});

test("a way out that sets a choice or a yes silences or changes the rule that offers it", () => {
  let silenced = 0;
  for (const type of measure_types)
    for (const way_out of type.ways_out ?? []) {
      const simple = Object.values(way_out.set ?? {}).every((to) => typeof to !== "object");
      if (!way_out.set || !simple) continue;
      const after = apply_way_out(type, {}, way_out);
      if (after === "move") continue;
      const offers = rules.filter((rule) => rule.applied && rule.ways_out.includes(way_out.way_out));
      const spoke = offers.filter((rule) => speaks(rule, type, troubled(type, way_out.way_out)));
      const speaks_still = spoke.filter((rule) => speaks(rule, type, after.parameters));
      expect(spoke.length, `${type.id}: ${way_out.way_out}`).toBeGreaterThan(0);
      expect(speaks_still.length, `${type.id}: ${way_out.way_out}`).toBeLessThan(spoke.length);
      silenced += spoke.length - speaks_still.length;
    }
  expect(silenced).toBeGreaterThan(5);
});

/** Parameters with which the rules that offer the way out have something to say. */
function troubled(type: MeasureType, way_out: string): ParameterValues {
  if (way_out === "other_species")
    return type.id === "hedge" ? { height_class: "tall" } : { species_class: "large" };
  return {};
}

function speaks(rule: (typeof rules)[number], type: MeasureType, parameters: ParameterValues): boolean {
  const values = {
    ...Object.fromEntries(type.parameters.map((parameter) => [parameter.id, parameter.default])),
    ...parameters,
  };
  return type.becomes.some((entry) => {
    const attributes = Object.fromEntries(
      Object.entries(entry.attributes ?? {}).map(([id, value]) => [
        id,
        typeof value === "object" ? values[value.param] : value,
      ]),
    );
    const traits = traits_of(entry.layer, attributes);
    return (["a", "b"] as const).some(
      (side) =>
        rule[`${side}_layer`] === entry.layer &&
        rule[`${side}_has`].every((trait) => traits.includes(trait)) &&
        !rule[`${side}_lacks`].some((trait) => traits.includes(trait)),
    );
  });
}
