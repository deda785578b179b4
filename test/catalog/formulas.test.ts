import { describe, expect, test } from "vitest";
import { after_change } from "../../data/catalog/after_change.ts";
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

describe("after_change", () => {
  test.each([
    [5, -2, 3],
    [5, 1.5, 6.5],
    [2, -2, 0],
    // What rounding leaves is nothing.
    [60, -60.0000001, 0],
    // More goes than anybody counted: the number of today says too little.
    [1, -2, null],
    [0, -2, null],
    [null, -2, null],
    [null, 0, null],
  ])("%d and %d leave %d", (today, change, after) => {
    expect(after_change(today, change)).toBe(after);
  });
});
