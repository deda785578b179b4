import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { layers as catalogue } from "../../data/catalog/layers/index.ts";
import { imkl3 } from "../../data/importers/imkl3.ts";
import { count_by_ogrinfo, has_ogrinfo } from "../fixtures/imkl/ogrinfo.ts";
import { by_id, decode, has_shared, read_all, SHARED } from "../fixtures/imkl/read_all.ts";

const FOLDER = join(SHARED, "imkl3");
const there = has_shared("imkl3");
const files = there ? readdirSync(FOLDER).filter((name) => name.endsWith(".xml")) : [];

/** Classes that are objects to store, written anew here and not taken from the importer. */
const STORABLE =
  /^(ElectricityCable|TelecommunicationsCable|(OilGasChemicals|Sewer|Water|Thermal)?Pipe|Duct|Appurtenance|Connection|Manhole|Cabinet|Pole|Tower|ProtectedArea|ActivityComplex)$/;
const LINE_LAYER: Readonly<Record<string, string>> = {
  // All cables of the electricity examples carry the subtheme "transport, above 70 kV".
  Electricity: "electricity_hv",
  Telecom: "telecom",
  Thermal: "heat_network",
  Water: "water_main",
};

function count_members(path: string): number {
  const classes = [...readFileSync(path, "utf8").matchAll(/<gml:featureMember>\s*<[\w-]+:(\w+)/g)];
  return classes.filter((match) => STORABLE.test(match[1]!)).length;
}

describe.skipIf(!there)("the official IMKL 3.0 examples", () => {
  it("stores every object of all files, by an independent count and by ogrinfo's", {
    timeout: 60_000,
  }, async () => {
    const ogrinfo = has_ogrinfo();
    const ids = new Set(catalogue.map((layer) => layer.id));
    const table: string[] = [];
    expect(files).toHaveLength(29);
    for (const file of files) {
      const path = join(FOLDER, file);
      const result = await read_all(imkl3, path);
      const layers: Record<string, number> = {};
      for (const one of result.features) layers[one.layer] = (layers[one.layer] ?? 0) + 1;
      table.push(
        `${file}: read ${result.read}, ${JSON.stringify(layers)}, rejected ${result.rejected.length}`,
      );
      expect(result.rejected, file).toEqual([]);
      expect(result.read, file).toBe(count_members(path));
      expect(result.features, file).toHaveLength(result.read);
      if (ogrinfo) expect(result.read, file).toBe(count_by_ogrinfo(path, STORABLE));
      for (const layer of Object.keys(layers)) expect(ids, file).toContain(layer);
      const line_layer = LINE_LAYER[file.split("_")[1]!];
      if (line_layer) expect(layers[line_layer], file).toBe(file.includes("Duct") ? 3 : 2);
      expect(new Set(result.features.map((one) => one.source_id)).size, file).toBe(result.features.length);
      expect(result.features.every((one) => one.srid === 3812)).toBe(true);
      expect(result.dataset.access_class).toBe("restricted");
    }
    console.log(table.join("\n"));
  });

  it("takes cover from the level of a pipe below the level of the ground (IMKL3_Thermal_VerticalPosition, pipe 001)", async () => {
    const result = await read_all(imkl3, join(FOLDER, "IMKL3_Thermal_VerticalPosition.xml"));
    const pipe = by_id(result, "ThermalPipe/thermalcom-be:001");
    // Ground 22.02 m and pipe 21.65 m TAW: 0.37 m of cover; 10 cm thick; accuracy 30 cm, that of the ground not given.
    expect(pipe).toMatchObject({
      layer: "heat_network",
      status: "disused",
      top_m: 0.37,
      bottom_m: 0.47,
      diameter_m: 0.1,
      depth_source: "measured",
      depth_accuracy_m: 0.3,
      position_accuracy_m: 0.3,
      valid_from: "2005-03-13",
      valid_to: null,
    });
    expect(pipe.attributes).toMatchObject({
      temperature_c: 100,
      pressure_bar: 2,
      medium: "steam",
      year_built: 2005,
      owner: "text",
    });
    expect(decode(pipe.geom_hex)).toEqual({
      type: 2,
      srid: 3812,
      coords: [603569.9396172985, 692234.4285400314, 603577.7117910498, 692160.559912812],
    });
    expect(result.notes.map((one) => one.code)).toContain("depth_far_away");
  });

  it("takes the network's default where a pipe has no cover of its own (pipe 002, two links)", async () => {
    const result = await read_all(imkl3, join(FOLDER, "IMKL3_Thermal_VerticalPosition.xml"));
    const pipe = by_id(result, "ThermalPipe/thermalcom-be:002");
    expect(pipe).toMatchObject({
      status: "projected",
      top_m: 1,
      bottom_m: 1.08,
      diameter_m: 0.08,
      depth_source: "network_default",
      depth_accuracy_m: 0.3,
      valid_from: null,
    });
    expect(pipe.attributes).toMatchObject({ pressure_bar: 3.5 });
    const { type, coords } = decode(pipe.geom_hex);
    expect(type).toBe(5);
    expect(coords).toHaveLength(8);
  });

  it("takes the depth of points as their lowest place (appurtenance 001 and manhole M0001)", async () => {
    const result = await read_all(imkl3, join(FOLDER, "IMKL3_Electricity_VerticalPosition.xml"));
    expect(by_id(result, "Appurtenance/electricitycom-be:001")).toMatchObject({
      layer: "utility_other",
      // On the surface and 100 cm deep.
      top_m: 0,
      bottom_m: 1,
      depth_source: "measured",
      position_accuracy_m: 0.5,
      valid_from: "2001-12-17",
      // The file lets it end in the second it begins.
      valid_to: null,
    });
    expect(by_id(result, "Manhole/electricitycom-be:M0001")).toMatchObject({
      top_m: null,
      bottom_m: 0.37,
      depth_source: "measured",
    });
    expect(by_id(result, "Appurtenance/electricitycom-be:004")).toMatchObject({
      bottom_m: null,
      depth_source: "unknown",
      status: "projected",
    });
    // A cable without a diameter: its bottom is not known, its cover is.
    expect(by_id(result, "ElectricityCable/electricitycom-be:001")).toMatchObject({
      top_m: 0.37,
      bottom_m: null,
      diameter_m: null,
    });
  });

  it("makes a duct of the duct and marks what lies in it (IMKL3_Electricity_Duct)", async () => {
    const result = await read_all(imkl3, join(FOLDER, "IMKL3_Electricity_Duct.xml"));
    const duct = by_id(result, "Duct/electricitycom-be:D001");
    expect(duct).toMatchObject({
      layer: "duct",
      status: "in_use",
      diameter_m: 0.1,
      top_m: null,
      depth_source: "unknown",
    });
    expect(duct.attributes).toMatchObject({
      kind: "duct",
      width_m: 0.1,
      container_type: "cableAndPipeGutter",
      construction_technique: "directionalDrilling",
      empty: false,
    });
    const held = result.features.filter(
      (one) => one.attributes.in_container === "Duct/electricitycom-be:D001",
    );
    expect(held.map((one) => one.source_id)).toEqual([
      "ElectricityCable/electricitycom-be:001",
      "ElectricityCable/electricitycom-be:004",
    ]);
    expect(by_id(result, "ElectricityCable/electricitycom-be:002").attributes.in_container).toBeUndefined();
  });

  it("reads a protected area as a polygon (IMKL3_ProtectedArea)", async () => {
    const result = await read_all(imkl3, join(FOLDER, "IMKL3_ProtectedArea.xml"));
    const area = by_id(result, "ProtectedArea/gascom-be:PA001");
    expect(area).toMatchObject({ layer: "protected_area", top_m: null, depth_source: "unknown" });
    expect(area.attributes).toMatchObject({
      zone_kind: "gas_storage",
      description: "Ondergrondse gasopslag",
    });
    const { type, coords } = decode(area.geom_hex);
    expect(type).toBe(3);
    expect(coords).toHaveLength(12);
    expect(coords.slice(0, 2)).toEqual([603578.2727702475, 692231.2300771913]);
  });

  it("lists documents and puts a precaution on what it is about", async () => {
    const result = await read_all(imkl3, join(FOLDER, "IMKL3_Water_ExtraPlan_and_Annotation.xml"));
    expect(result.dataset.attachments).toEqual([{ name: "extraplan1.png", bytes: 0, kind: "precaution" }]);
    expect(result.notes.map((one) => one.code)).toEqual(
      expect.arrayContaining(["precaution", "attachment_missing", "left_out"]),
    );
    expect(by_id(result, "WaterPipe/aquacom-be:001").attributes).toMatchObject({
      documents: "extraplan1.png",
      precaution: "extraplan1.png",
    });
  });

  it("inspects with fixed layers and their counts", async () => {
    const path = join(FOLDER, "IMKL3_Water_Duct.xml");
    const scratch_dir = mkdtempSync(join(tmpdir(), "imkl-inspect-"));
    try {
      const head = readFileSync(path).subarray(0, 65_536);
      const source = {
        file_name: "a.xml",
        path,
        members: [{ name: "a.xml", path, bytes: head.length, head }],
      };
      const options = { srid: null, mapping: null, signal: new AbortController().signal, scratch_dir };
      const inspection = await imkl3.inspect(source, options);
      expect(inspection).toMatchObject({ importer: "imkl3", srid: 3812, fixed: true });
      expect(
        Object.fromEntries(inspection.layers.map((one) => [one.name, [one.feature_count, one.geometry]])),
      ).toEqual({
        utility_other: [5, "point"],
        water_main: [3, "line"],
        duct: [1, "line"],
      });
    } finally {
      rmSync(scratch_dir, { recursive: true, force: true });
    }
  });
});
