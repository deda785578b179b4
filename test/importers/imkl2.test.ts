import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { layers as catalogue } from "../../data/catalog/layers/index.ts";
import { open_delivery } from "../../data/importers/archive.ts";
import { imkl2 } from "../../data/importers/imkl2.ts";
import { count_by_ogrinfo, has_ogrinfo } from "../fixtures/imkl/ogrinfo.ts";
import {
  by_id,
  by_layer,
  decode,
  has_shared,
  note_codes,
  read_all,
  SHARED,
} from "../fixtures/imkl/read_all.ts";

const FOLDER = join(SHARED, "klic-imkl2");
const there = has_shared("klic-imkl2");
const files = there ? readdirSync(FOLDER).filter((name) => /\.(zip|xml)$/.test(name)) : [];

/** Classes that are objects to store, written anew here and not taken from the importer. */
const STORABLE =
  /^(Elektriciteitskabel|Telecommunicatiekabel|OlieGasChemicalienPijpleiding|Rioolleiding|Waterleiding|ThermischePijpleiding|Overig|Mantelbuis|Duct|Kabelbed|Appurtenance|Kast|Mangat|Mast|Toren|TechnischGebouw|AanduidingEisVoorzorgsmaatregel)$/;

const OGRINFO_MAX_BYTES = 4_000_000;

/** Counts of the fixtures' README and of a count by class and network theme made outside this code base. */
const EXPECTED: Readonly<Record<string, { read: number; layers: Record<string, number>; rejected: number }>> =
  {
    "Levering_22O000518_1.zip": {
      read: 894,
      // 9 + 44 beds, 4 ducts, 3 jacket pipes; 451 appurtenances, 2 cabinets, 2 buildings.
      layers: {
        water_main: 85,
        duct: 60,
        sewer_combined: 40,
        sewer_foul: 4,
        electricity_mv: 7,
        electricity_lv: 119,
        gas_low: 119,
        gas_medium: 2,
        protected_area: 3,
        utility_other: 455,
      },
      rejected: 0,
    },
    "Levering_22G003180_1.zip": {
      read: 59,
      layers: { electricity_mv: 9, electricity_lv: 7, gas_low: 9, duct: 9, utility_other: 25 },
      rejected: 0,
    },
    "GI_22C001970_3.xml.zip": {
      read: 1740,
      // Of the 10 pipes in "gasHogeDruk" 9 say 8 bar, one 0: that one goes to the stricter layer.
      layers: {
        water_main: 252,
        duct: 225,
        electricity_mv: 13,
        electricity_lv: 243,
        gas_low: 220,
        gas_medium: 9,
        gas_high: 1,
        protected_area: 28,
        utility_other: 749,
      },
      rejected: 0,
    },
    "GI_22G003179_1.xml.zip": {
      read: 2236,
      layers: {
        water_main: 204,
        duct: 166,
        sewer_combined: 164,
        sewer_foul: 137,
        sewer_rain: 2,
        electricity_mv: 8,
        electricity_lv: 214,
        gas_low: 288,
        protected_area: 1,
        utility_other: 1052,
      },
      rejected: 0,
    },
    "GI_22G003182_1.xml.zip": {
      read: 1908,
      layers: {
        water_main: 171,
        duct: 170,
        sewer_combined: 82,
        sewer_foul: 4,
        electricity_mv: 12,
        electricity_lv: 249,
        gas_low: 271,
        gas_medium: 6,
        protected_area: 8,
        utility_other: 935,
      },
      rejected: 0,
    },
    "imkl121_voorbeeld-1-utiliteitsnet-met-mantelbuis-en-extrageometrie.xml": {
      read: 3,
      layers: { duct: 1, electricity_lv: 2 },
      rejected: 0,
    },
    "imkl121_voorbeeld-2-utiliteitsnet-met-duct-pipe-cable.xml": {
      read: 5,
      layers: { duct: 3, electricity_lv: 2 },
      rejected: 0,
    },
    "imkl121_voorbeeld-5-toepassing-netwerktopologie.xml": {
      read: 7,
      layers: { sewer_foul: 3, utility_other: 4 },
      rejected: 0,
    },
    // 17 lines have degrees under the name of RD New.
    "netinformatie_voorbeeld_imkl121.xml": {
      read: 318,
      layers: {
        water_main: 67,
        duct: 10,
        sewer_foul: 7,
        sewer_rain: 34,
        electricity_hv: 4,
        electricity_mv: 13,
        electricity_lv: 12,
        gas_low: 4,
        gas_high: 9,
        telecom: 1,
        heat_network: 1,
        utility_other: 139,
      },
      rejected: 17,
    },
  };

async function xml_of(path: string, work: (xml_path: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "imkl-count-"));
  try {
    const source = await open_delivery(path, "count", folder);
    for (const member of source.members)
      if (Buffer.from(member.head).includes("<gml:FeatureCollection")) work(member.path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe.skipIf(!there)("the Dutch deliveries", () => {
  it("stores every object of all files, by an independent count and by ogrinfo's", {
    timeout: 120_000,
  }, async () => {
    const ogrinfo = has_ogrinfo();
    const ids = new Set(catalogue.map((layer) => layer.id));
    expect(files.sort()).toEqual(Object.keys(EXPECTED).sort());
    const table: string[] = [];
    for (const file of files) {
      const path = join(FOLDER, file);
      const result = await read_all(imkl2, path);
      const layers = by_layer(result);
      table.push(
        `${file}: read ${result.read}, ${JSON.stringify(layers)}, rejected ${result.rejected.length}`,
      );
      const expected = EXPECTED[file]!;
      expect({ read: result.read, layers, rejected: result.rejected.length }, file).toEqual(expected);
      expect(result.features.length + result.rejected.length, file).toBe(result.read);
      expect(result.features.every((one) => one.srid === 28992)).toBe(true);
      expect(new Set(result.features.map((one) => one.source_id)).size, file).toBe(result.features.length);
      for (const layer of Object.keys(layers)) expect(ids, file).toContain(layer);
      for (const one of result.features)
        if (one.top_m !== null && one.bottom_m !== null)
          expect(one.bottom_m).toBeGreaterThanOrEqual(one.top_m);
      await xml_of(path, (xml) => {
        const members = [...readFileSync(xml, "utf8").matchAll(/<gml:featureMember>\s*<[\w-]+:(\w+)/g)];
        expect(result.read, file).toBe(members.filter((match) => STORABLE.test(match[1]!)).length);
        // The larger ones take GDAL some seconds each.
        if (ogrinfo && statSync(xml).size < OGRINFO_MAX_BYTES)
          expect(result.read, file).toBe(count_by_ogrinfo(xml, STORABLE));
      });
    }
    console.log(table.join("\n"));
  });

  it("reads the excavation notice 22G003180: request, attachments, a gas pipe, a jacket pipe", async () => {
    const result = await read_all(imkl2, join(FOLDER, "Levering_22G003180_1.zip"));
    expect(result.dataset).toMatchObject({
      key: "22G003180",
      name: "KLIC 22G003180 (delivery 1)",
      access_class: "restricted",
      dated: "2022-03-27",
      // The file names the period of the works, not a day after which it must not be used.
      expires: null,
    });
    expect(result.dataset.purpose).toContain("graafmelding");
    const attachments = result.dataset.attachments.map((one) => [
      one.kind,
      one.bytes,
      one.name.split("/").length,
    ]);
    expect(attachments.sort()).toEqual([
      // Named by the delivery but not in this zip: 0 bytes.
      ["algemeen", 0, 3],
      ["html", 3456, 2],
      ["overig", 50215, 4],
      ["png", 523438, 3],
      ["profielschets", 97737, 4],
    ]);
    expect(note_codes(result)).toEqual(
      expect.arrayContaining(["delivery_incomplete", "works_period", "left_out", "attachment_missing"]),
    );
    expect(result.notes.find((one) => one.code === "delivery_incomplete")!.message).toContain("KPN");

    const gas = by_id(
      result,
      "nl.imkl-KL1040.OGCP_IMKL_OlieGasChemicalienPijpleiding__G_Distributieleiding__858237473_54872278",
    );
    expect(gas).toMatchObject({
      layer: "gas_low",
      status: "in_use",
      // 32 mm under the network's standard 1 m.
      diameter_m: 0.032,
      top_m: 1,
      bottom_m: 1.032,
      depth_source: "network_default",
      depth_accuracy_m: null,
      position_accuracy_m: 1,
      valid_from: "1994-11-23",
    });
    expect(gas.attributes).toMatchObject({
      owner: "Liander",
      pressure_bar: 0.1,
      product: "naturalGas",
      material: "polyetheen",
      year_built: 1994,
    });

    const jacket = by_id(result, "nl.imkl-KL1040.MABS_IMKL_Mantelbuis__E_Mantelbuis_MS__432415686_48784105");
    expect(jacket).toMatchObject({
      layer: "duct",
      diameter_m: 0.15,
      top_m: 0.8,
      bottom_m: 0.95,
      depth_source: "network_default",
      // The file says 9999-12-31, for "not known".
      valid_from: null,
    });
    expect(jacket.attributes).toMatchObject({
      kind: "jacket_pipe",
      content: "middenspanning",
      empty: false,
      material: "steel",
    });
  });

  it("ties a depth point to the pipe that it lies on (22G003179, water pipe 231623180)", async () => {
    const result = await read_all(imkl2, join(FOLDER, "GI_22G003179_1.xml.zip"));
    const pipe = by_id(result, "nl.imkl-KL1110.WALD_GIS_WALeitungsabschnitt231623180_222451");
    expect(pipe).toMatchObject({
      layer: "water_main",
      status: "in_use",
      // Three points on it, all 1.5 m below ground to the top; 110 mm; accuracy "onbekend".
      top_m: 1.5,
      bottom_m: 1.61,
      diameter_m: 0.11,
      depth_source: "measured",
      depth_accuracy_m: null,
      position_accuracy_m: null,
      valid_from: "2014-01-01",
    });
    expect(pipe.attributes).toMatchObject({ owner: "WML N.V.", label: "110 PVC BVB", product: "potable" });
    const sewer = by_id(result, "nl.imkl-GM1641.22542");
    // Its network names no standard depth.
    expect(sewer).toMatchObject({
      layer: "sewer_combined",
      status: "disused",
      diameter_m: 0.5,
      top_m: null,
      bottom_m: null,
      depth_source: "unknown",
    });
    expect(sewer.attributes).toMatchObject({
      owner: "Gemeente Maasgouw",
      material: "concrete",
      flow: "gravity",
      year_built: 1977,
    });
    expect(note_codes(result)).toContain("depth_by_place");
  });

  it("reads the calamity notice 22C001970: gas by pressure, a bed, a cable, a precaution", async () => {
    const result = await read_all(imkl2, join(FOLDER, "GI_22C001970_3.xml.zip"));
    const gas = by_id(result, "nl.imkl-KL1031.OGCP__gas_g_pipe_38603843_11202869");
    expect(gas).toMatchObject({
      layer: "gas_medium",
      diameter_m: 0.1,
      top_m: 1,
      bottom_m: 1.1,
      depth_source: "network_default",
    });
    // Lies inside the area of Enexis' precaution for high-pressure gas.
    expect(gas.attributes).toMatchObject({
      pressure_bar: 8,
      theme: "gasHogeDruk",
      precaution: "C_GHDW3-hoog",
      owner: "Enexis B.V.",
    });
    const bed = by_id(result, "nl.imkl-KL1031.KBED__elec_e_mv_trench_41850753_8033332");
    // 5 cm wide, its height is not known.
    expect(bed).toMatchObject({
      layer: "duct",
      status: "disused",
      diameter_m: 0.05,
      top_m: 0.6,
      bottom_m: null,
    });
    expect(bed.attributes).toMatchObject({ kind: "cable_bed", empty: true, width_m: 0.05 });
    const cable = by_id(result, "nl.imkl-KL1031.EKBL__elec_e_mv_map_cable_30472411_27408317");
    expect(cable).toMatchObject({
      layer: "electricity_mv",
      diameter_m: null,
      top_m: 0.6,
      bottom_m: null,
      valid_from: "2011-03-04",
    });
    expect(cable.attributes).toMatchObject({ voltage_kv: 10, label: "Tracénaam: 3858" });
    const area = by_id(result, "nl.imkl-KL1110.AEVM_AEV_CLASSIFICATION_ClassificationObject215838_9448");
    expect(area).toMatchObject({ layer: "protected_area" });
    expect(area.attributes).toMatchObject({
      kind: "precaution",
      precaution: "C9805",
      owner: "WML N.V.",
      description: "WaterInwinning of Strategisch",
    });
    const box = by_id(result, "nl.imkl-KL1031.KAST__elec_e_lv_distribution_box_47360009_12707559");
    expect(box).toMatchObject({ layer: "utility_other", status: "in_use" });
    expect(box.attributes).toMatchObject({
      kind: "cabinet",
      vertical_position: "onGroundSurface",
      theme: "laagspanning",
    });
    expect(decode(box.geom_hex)).toEqual({ type: 1, srid: 28992, coords: [186529.699, 336043.761] });
    // No name, telephone number or address of a person goes along.
    expect(JSON.stringify(result)).not.toMatch(/Contactpersoon|example\.invalid/);
  });

  it("reads IMKL 1.2.1: nesting (example 2), lower-case CRS (example 5), heat", async () => {
    const nested = await read_all(
      imkl2,
      join(FOLDER, "imkl121_voorbeeld-2-utiliteitsnet-met-duct-pipe-cable.xml"),
    );
    expect(by_id(nested, "nl.imkl-KL3131.K1")).toMatchObject({ layer: "duct", diameter_m: 0.75 });
    expect(by_id(nested, "nl.imkl-KL3131.M1").attributes.in_container).toBe("nl.imkl-KL3131.K1");
    expect(by_id(nested, "nl.imkl-KL3131.EK1").attributes).toMatchObject({
      in_container: "nl.imkl-KL3131.M1",
      owner: "KL3131",
      voltage_kv: 0.23,
    });
    const sewer = await read_all(imkl2, join(FOLDER, "imkl121_voorbeeld-5-toepassing-netwerktopologie.xml"));
    const pipe = by_id(sewer, "nl.imkl-GM3131.l_2814");
    expect(pipe).toMatchObject({
      layer: "sewer_foul",
      diameter_m: 0.31,
      srid: 28992,
      valid_from: "2016-08-22",
    });
    expect(decode(pipe.geom_hex).coords).toEqual([
      167466.28, 441032.04, 167466.935, 441025.563, 167465.393, 441015.684,
    ]);
    const net = await read_all(imkl2, join(FOLDER, "netinformatie_voorbeeld_imkl121.xml"));
    expect(by_id(net, "nl.imkl-KL9999.tst00527")).toMatchObject({
      layer: "heat_network",
      top_m: 1.25,
      diameter_m: null,
      depth_source: "network_default",
    });
    expect(by_id(net, "nl.imkl-KL9999.overig-overigkabel")).toMatchObject({
      layer: "utility_other",
      diameter_m: 0.125,
      valid_to: "2020-04-24",
    });
    expect(new Set(net.rejected.map((one) => one.code))).toEqual(new Set(["crs_contradicted"]));
    expect(net.rejected[0]!.message).toContain("degrees (5.384 51.492)");
  });
});
