import { describe, expect, test } from "vitest";
import { precautionary_radius_m, root_protection_radius_m } from "../../data/catalog/formulas.ts";
import { species_class } from "../../data/catalog/species_class.ts";

describe("root radii", () => {
  test("four times the circumference", () => {
    expect(precautionary_radius_m(0.25)).toBeCloseTo(Math.PI, 12);
    expect(precautionary_radius_m(0)).toBe(0);
  });
  test("twelve times the diameter, at most 15 m", () => {
    expect(root_protection_radius_m(0.5)).toBe(6);
    expect(root_protection_radius_m(2)).toBe(15);
    expect(Math.PI * root_protection_radius_m(9) ** 2).toBeCloseTo(707, 0);
  });
  test.each([-0.1, Number.NaN, Number.POSITIVE_INFINITY])("refuses %d", (diameter_m) => {
    expect(() => precautionary_radius_m(diameter_m)).toThrow(RangeError);
    expect(() => root_protection_radius_m(diameter_m)).toThrow(RangeError);
  });
});

describe("species_class", () => {
  test.each([
    ["Populus nigra 'Italica'", "poplar_willow"],
    ["Salix alba", "poplar_willow"],
    ["Quercus robur", "large"],
    ["gewone es", "large"],
    ["Tilia cordata 'Greenspire'", "medium"],
    ["Hêtre pourpre", "large"],
    ["Acer campestre", null],
    ["esdoorn", null],
    ["", null],
  ] as const)("%s", (species, expected) => {
    expect(species_class(species)).toBe(expected);
  });
});
