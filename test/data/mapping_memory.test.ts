import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { import_delivery } from "../../data/import.ts";
import type { ImportMapping } from "../../data/importers/types.ts";
import { source_signature } from "../../data/mapping_memory.ts";
import { open_test_store, store_kinds, type TestStore } from "../store/test_store.ts";

const mapping: ImportMapping = {
  layers: [
    {
      source_layer: "plantgoed",
      layer: "tree",
      fields: { source_id: { field: "kenteken" }, species: { field: "kolom7" } },
    },
  ],
};

function geojson(species: string): string {
  return JSON.stringify({
    type: "FeatureCollection",
    name: "plantgoed",
    features: [
      {
        type: "Feature",
        properties: { kenteken: "B1", kolom7: species },
        geometry: { type: "Point", coordinates: [4.582, 51.064] },
      },
    ],
  });
}

describe("source_signature", () => {
  const of = (fields: string[]) =>
    source_signature({
      importer: "gdal",
      layers: [
        {
          name: "a",
          feature_count: 1,
          geometry: "Point",
          fields: fields.map((name) => ({ name, type: "String", sample: null })),
        },
      ],
    });
  it("is the same in whatever order the fields come, and another when one is new", () => {
    expect(of(["x", "y"])).toBe(of(["y", "x"]));
    expect(of(["x", "y"])).not.toBe(of(["x", "y", "z"]));
  });
});

describe.each(store_kinds)("mapping memory on %s", (kind) => {
  let test: TestStore;
  const folder = mkdtempSync(join(tmpdir(), "straatlagen-mapping-"));
  beforeAll(async () => {
    test = await open_test_store(kind);
  });
  afterAll(async () => {
    await test.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const take = async (file_name: string, species: string, given: ImportMapping | null) => {
    const path = join(folder, file_name);
    writeFileSync(path, geojson(species));
    const { signal } = new AbortController();
    return import_delivery(test.store, {
      path,
      file_name,
      viewer: test.viewer,
      srid: null,
      mapping: given,
      signal,
    });
  };

  it("reads the next delivery of a source with the mapping that a user chose for the first", async () => {
    const first = await take("maart.geojson", "Tilia", mapping);
    expect(first).toMatchObject({ state: "done", stored: 1, notes: [] });
    // Said, since a file with the same fields may hold something else.
    expect(await take("april.geojson", "Quercus", null)).toMatchObject({
      state: "done",
      stored: 1,
      notes: [{ code: "mapping_remembered", severity: "warning" }],
    });
    const rows = await test.store.sql`
      select layer, source_id, attributes ->> 'species' as species from feature order by id`;
    expect([...rows]).toEqual([
      { layer: "tree", source_id: "B1", species: "Tilia" },
      { layer: "tree", source_id: "B1", species: "Quercus" },
    ]);
  });
});
