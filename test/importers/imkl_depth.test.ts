import { describe, expect, it } from "vitest";
import { imkl2 } from "../../data/importers/imkl2.ts";
import { imkl3 } from "../../data/importers/imkl3.ts";
import { one_pipe, PIPE } from "../fixtures/imkl/one_pipe.ts";
import { by_id, note_codes, read_text } from "../fixtures/imkl/read_all.ts";
import {
  be,
  be_detail,
  be_link,
  be_pipe,
  be_ref,
  belgian,
  CM,
  dutch,
  nl,
  status,
} from "../fixtures/imkl/write.ts";

describe("depth by precedence", () => {
  const network_default = be_detail("StandardCoverageDetail", "S", `<imkl:depth uom="${CM}">80</imkl:depth>`);
  const subtheme_default = be_detail(
    "StandardCoverageDetail",
    "T",
    `<imkl:depth uom="${CM}">90</imkl:depth><imkl:subtheme xlink:href="https://vocab.belgif.be/auth/IMKL-WaterSubthemeValue/drinkingWaterSupply"/>`,
  );
  const supply =
    '<imkl:subtheme xlink:href="https://vocab.belgif.be/auth/IMKL-WaterSubthemeValue/drinkingWaterSupply"/>';
  const cover = (depth: string): string =>
    be_detail("CoverageDetail", "C", `${depth}${be_ref("imkl:on", "WaterPipe", "1")}`);

  it("own cover before the subtheme's default before the network's before nothing", async () => {
    const own = await one_pipe(
      supply,
      network_default,
      subtheme_default,
      cover(`<imkl:depth uom="${CM}">65</imkl:depth>`),
    );
    expect(by_id(own, PIPE)).toMatchObject({ top_m: 0.65, bottom_m: 0.75, depth_source: "measured" });
    const by_subtheme = await one_pipe(supply, network_default, subtheme_default);
    expect(by_id(by_subtheme, PIPE)).toMatchObject({
      top_m: 0.9,
      bottom_m: 1,
      depth_source: "network_default",
    });
    const by_network = await one_pipe("", network_default, subtheme_default);
    expect(by_id(by_network, PIPE)).toMatchObject({
      top_m: 0.8,
      bottom_m: 0.9,
      depth_source: "network_default",
    });
    const none = await one_pipe("");
    expect(by_id(none, PIPE)).toMatchObject({ top_m: null, bottom_m: null, depth_source: "unknown" });
  });

  it("a default of another network does not apply", async () => {
    const other = be(
      "StandardCoverageDetail",
      "S",
      `${be_ref("imkl:inNetwork", "UtilityNetwork", "M")}<imkl:depth uom="${CM}">80</imkl:depth>`,
    );
    expect(by_id(await one_pipe("", other), PIPE).depth_source).toBe("unknown");
  });

  it("a height above sea level without the ground level stays unknown, with a note, in spite of a default", async () => {
    const result = await one_pipe(
      "",
      network_default,
      cover('<imkl:verticalPosition srsName="EPSG:5710">21.65</imkl:verticalPosition>'),
    );
    expect(by_id(result, PIPE)).toMatchObject({ top_m: null, depth_source: "unknown" });
    expect(note_codes(result)).toContain("depth_needs_ground_level");
  });

  it("several covers give the span from the shallowest top to the deepest bottom", async () => {
    const on = be_ref("imkl:on", "WaterPipe", "1");
    const result = await one_pipe(
      "",
      be_detail("CoverageDetail", "C1", `<imkl:depth uom="m">0.7</imkl:depth>${on}`),
      be_detail("CoverageDetail", "C2", `<imkl:depth uom="m">1.1</imkl:depth>${on}`),
    );
    expect(by_id(result, PIPE)).toMatchObject({ top_m: 0.7, bottom_m: 1.2 });
    expect(by_id(result, PIPE).attributes.cover_max_m).toBe(1.1);
  });

  it("what hangs or lies above ground takes no default cover", async () => {
    const result = await one_pipe(
      "<us:verticalPosition>suspendedOrElevated</us:verticalPosition>",
      network_default,
    );
    expect(by_id(result, PIPE)).toMatchObject({ top_m: null, depth_source: "unknown" });
    expect(by_id(result, PIPE).attributes.vertical_position).toBe("suspendedOrElevated");
  });

  it("the Dutch dieptelegging is followed, and its DiepteNAP needs the ground level", async () => {
    const link = nl(
      "UtilityLink",
      "KL1.L",
      '<net:centrelineGeometry><gml:LineString srsName="EPSG:28992"><gml:posList>100000 400000 100010 400000</gml:posList></gml:LineString></net:centrelineGeometry>',
    );
    const pipe = (depth: string): string =>
      nl(
        "Rioolleiding",
        "KL1.P",
        `<net:link xlink:href="nl.imkl-KL1.L"/>${status("functional")}<us:pipeDiameter uom="mm">400</us:pipeDiameter><imkl:dieptelegging xlink:href="#nl.imkl-${depth}"/>`,
      );
    const depth = (name: string, id: string, inner: string): string =>
      `<imkl:${name} gml:id="nl.imkl-${id}">${inner}</imkl:${name}>`;
    const bottom =
      '<imkl:diepteAangrijpingspunt xlink:href="http://x/DiepteAangrijpingspuntValue/binnenonderkantbuis"/>';
    const bob = await read_text(
      imkl2,
      dutch([
        link,
        pipe("KL1.D"),
        depth("DiepteTovMaaiveld", "KL1.D", `<imkl:dieptePeil uom="m">2</imkl:dieptePeil>${bottom}`),
      ]),
    );
    expect(by_id(bob, "nl.imkl-KL1.P")).toMatchObject({ top_m: 1.6, bottom_m: 2, depth_source: "measured" });
    const top = '<imkl:diepteAangrijpingspunt xlink:href="http://x/DiepteAangrijpingspuntValue/bovenkant"/>';
    const nap = await read_text(
      imkl2,
      dutch([
        link,
        pipe("KL1.N"),
        depth(
          "DiepteNAP",
          "KL1.N",
          `<imkl:dieptePeil uom="m">2.43</imkl:dieptePeil>${top}<imkl:maaiveldPeil uom="m">5.55</imkl:maaiveldPeil>`,
        ),
      ]),
    );
    expect(by_id(nap, "nl.imkl-KL1.P")).toMatchObject({ top_m: 3.12, bottom_m: 3.52 });
    const no_ground = await read_text(
      imkl2,
      dutch([
        link,
        pipe("KL1.N"),
        depth("DiepteNAP", "KL1.N", `<imkl:dieptePeil uom="m">2.43</imkl:dieptePeil>${top}`),
      ]),
    );
    expect(by_id(no_ground, "nl.imkl-KL1.P").depth_source).toBe("unknown");
  });
});

describe("units", () => {
  it.each([
    ["m", "0.1"],
    ["cm", "10"],
    ["mm", "100"],
    ["urn:ogc:def:uom:OGC::m", "0.1"],
    ["urn:ogc:def:uom:OGC::mm", "100"],
    ["http://www.opengis.net/def/uom/UCUM/0/cm", "10"],
    ["http://qudt.org/vocab/unit/MilliM", "100"],
    ["#m", "0.1"],
  ])("%s", async (uom, value) => {
    const result = await read_text(
      imkl3,
      belgian([be_link("1"), be_pipe("1", "", `<us:pipeDiameter uom="${uom}">${value}</us:pipeDiameter>`)]),
    );
    expect(by_id(result, PIPE).diameter_m).toBe(0.1);
  });

  it("refuses the row of an unknown unit, and of a number that is none, and no other", async () => {
    const result = await read_text(
      imkl3,
      belgian([
        be_link("1"),
        be_link("2"),
        be_link("3"),
        be_pipe("1", "", '<us:pipeDiameter uom="urn:ogc:def:uom:OGC::furlong">1</us:pipeDiameter>'),
        be_pipe("2", "", '<us:pipeDiameter uom="mm">12,5</us:pipeDiameter>'),
        be_pipe("3"),
      ]),
    );
    expect(result.read).toBe(3);
    expect(result.features.map((one) => one.source_id)).toEqual(["WaterPipe/test-be:3"]);
    expect(result.rejected).toMatchObject([
      { row: "ID_WaterPipe_1", field: "pipeDiameter", code: "unit_unknown" },
      { row: "ID_WaterPipe_2", field: "pipeDiameter", code: "number_invalid" },
    ]);
    expect(result.rejected[0]!.message).toContain("furlong");
  });

  it("takes nil, zero and minus one as not known, without minding the unit of what is not there", async () => {
    for (const diameter of [
      '<us:pipeDiameter xsi:nil="true" uom="furlong"/>',
      '<us:pipeDiameter uom="mm">0</us:pipeDiameter>',
      '<us:pipeDiameter uom="mm">-1</us:pipeDiameter>',
    ]) {
      const result = await read_text(imkl3, belgian([be_link("1"), be_pipe("1", "", diameter)]));
      expect(by_id(result, PIPE).diameter_m).toBeNull();
    }
  });
});
