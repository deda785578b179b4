import { describe, expect, it } from "vitest";
import type { Parts } from "../../data/importers/ewkb.ts";
import type { Row, Value } from "../../data/importers/flatgeobuf.ts";
import { guess_mapping } from "../../data/importers/guess_mapping.ts";
import type { SourceTable } from "../../data/importers/source_table.ts";

const PARTS: Readonly<Record<string, Parts>> = {
  point: { points: [1, 2], lines: [], areas: [] },
  line: { points: [], lines: [[0, 0, 1, 1]], areas: [] },
  area: { points: [], lines: [], areas: [[[0, 0, 1, 0, 1, 1, 0, 0]]] },
};

function guess(
  name: string,
  kind: keyof typeof PARTS,
  rows: readonly Record<string, Value>[],
  member = "levering.gpkg",
) {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const table: SourceTable = {
    name,
    member,
    geometry: kind,
    fields: names.map((field) => ({ name: field, type: "String" })),
    feature_count: rows.length,
    declared: { srid: 31370, name: null, by: "file" },
    async *rows() {},
  };
  const sample = rows.map(
    (fields, i): Row => ({ row: i + 1, parts: PARTS[kind]!, collection: false, z: null, fields }),
  );
  return guess_mapping(table, sample);
}

describe("guess_mapping", () => {
  it.each([
    ["Bomen", "point", "tree"],
    ["monumentale_bomen", "point", "tree"],
    ["Straatbomen", "point", "tree"],
    ["Baumkataster", "point", "tree"],
    ["arbres_alignement", "point", "tree"],
    ["gebouwen", "area", "building"],
    ["Gebäude", "area", "building"],
    ["bâtiments", "area", "building"],
    ["percelen_2024", "area", "parcel"],
    ["Waterleidingen", "line", "water_main"],
    ["conduites d'eau potable: eau_potable", "line", "water_main"],
    ["waterlopen", "line", "surface_water"],
    ["LaagspanningKabels", "line", "electricity_lv"],
    ["hoogspanning", "line", "electricity_hv"],
    ["gas_hogedruk", "line", "gas_high"],
    ["gasleidingen", "line", "gas_low"],
    ["riolering", "line", "sewer_combined"],
    ["hemelwater", "line", "sewer_rain"],
    ["Wärmenetz", "line", "heat_network"],
    ["Rücklauf", "line", "heat_network"],
    ["Fernwärmeleitungen", "line", "heat_network"],
    ["glasvezel", "line", "telecom"],
    ["fietspaden", "line", "cycle_path"],
    ["trottoirs", "area", "footway"],
    ["parkeervakken", "area", "parking"],
    ["laadpalen", "point", "charge_point"],
    ["bornes de recharge", "point", "charge_point"],
    ["wijken", "area", "district"],
    ["Stadtteile", "area", "district"],
    ["wegsegmenten", "line", "street_segment"],
    ["wegenwerken", "area", "works"],
  ])("takes %s (%s) for %s", (name, kind, layer) => {
    expect(guess(name, kind, [{ a: 1 }]).layer).toBe(layer);
  });

  it.each([
    ["street_furniture", "point"],
    ["themalayer", "area"],
    ["layer1", "line"],
    ["parcel_vs_building", "area"],
    // A word of a layer that does not take the geometry says nothing.
    ["bomen", "area"],
  ])("does not guess at %s (%s)", (name, kind) => {
    expect(guess(name, kind, [{ a: 1 }]).layer).toBeNull();
  });

  it("goes by fields and by the file's name where the layer's name says nothing", () => {
    expect(guess("layer1", "point", [{ BOOMSOORT: "Tilia" }]).layer).toBe("tree");
    expect(guess("layer1", "area", [{ CAPAKEY: "24504E0281/00L000" }]).layer).toBe("parcel");
    expect(guess("reference", "area", [{ a: 1 }], "map/adp_percelen.geojson").layer).toBe("parcel");
  });

  it("offers fields with their units, by suffix and else by size", () => {
    const fields = (rows: readonly Record<string, Value>[]) => guess("waterleiding", "line", rows).fields;
    expect(
      fields([
        { diameter: 110, dekking: 0.8 },
        { diameter: 160, dekking: 1.1 },
      ]),
    ).toMatchObject({
      diameter_m: { field: "diameter", unit: "mm" },
      top_m: { field: "dekking", unit: "m" },
    });
    expect(fields([{ diameter: 0.11, dekking: 80 }])).toMatchObject({
      diameter_m: { unit: "m" },
      top_m: { unit: "cm" },
    });
    expect(fields([{ Diameter_mm: "12,5", diepte_m: "0,8" }])).toMatchObject({
      diameter_m: { field: "Diameter_mm", unit: "mm" },
      top_m: { field: "diepte_m", unit: "m" },
    });
    expect(fields([{ dekking: "diep" }])).toEqual({});
  });

  it("takes as identity only a field that is there and different in every row", () => {
    const id = (rows: readonly Record<string, Value>[]) =>
      guess("bomen", "point", rows).fields.source_id?.field;
    expect(id([{ objectid: 1 }, { objectid: 2 }])).toBe("objectid");
    expect(id([{ objectid: 1 }, { objectid: 1 }])).toBeUndefined();
    expect(id([{ objectid: 1 }, { objectid: null }])).toBeUndefined();
    expect(
      id([
        { objectid: 1, uuid: "a" },
        { objectid: 2, uuid: "b" },
      ]),
    ).toBe("uuid");
  });

  it("takes a state only where its words are known", () => {
    expect(
      guess("gasleiding", "line", [{ status: "in gebruik" }, { status: "buiten gebruik" }]).fields.status,
    ).toEqual({ field: "status" });
    expect(guess("laadpalen", "point", [{ status: "AVAILABLE" }]).fields.status).toBeUndefined();
  });
});
