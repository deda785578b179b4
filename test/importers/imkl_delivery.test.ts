import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { imkl2 } from "../../data/importers/imkl2.ts";
import { imkl3 } from "../../data/importers/imkl3.ts";
import { ImportError } from "../../data/importers/types.ts";
import { by_id, decode, note_codes, type ReadAll, read_text } from "../fixtures/imkl/read_all.ts";
import {
  be,
  be_detail,
  be_link,
  be_network,
  be_pipe,
  be_ref,
  belgian,
  CM,
  dutch,
  GHENT,
  nl,
  status,
} from "../fixtures/imkl/write.ts";

const PIPE = "WaterPipe/test-be:1";

/** A delivery of one pipe on one link, and what else it holds. */
function one_pipe(inner: string, ...others: string[]): Promise<ReadAll> {
  return read_text(imkl3, belgian([be_network(), be_pipe("1", inner), be_link("1"), ...others]));
}

async function refused(work: Promise<unknown>): Promise<ImportError> {
  const error = await work.then(
    () => null,
    (reason) => reason,
  );
  expect(error).toBeInstanceOf(ImportError);
  return error;
}

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

describe("coordinate systems", () => {
  it.each([
    "EPSG:3812",
    "epsg:3812",
    "urn:ogc:def:crs:EPSG::3812",
    "urn:ogc:def:crs:EPSG:9.9.1:3812",
    "urn:x-ogc:def:crs:EPSG:3812",
    "http://www.opengis.net/def/crs/EPSG/0/3812",
    "https://www.opengis.net/gml/srs/epsg.xml#3812",
    "http://spatialreference.org/ref/epsg/3812/",
  ])("%s", async (name) => {
    const result = await read_text(imkl3, belgian([be_link("1", GHENT, `srsName="${name}"`), be_pipe("1")]));
    expect(by_id(result, PIPE).srid).toBe(3812);
  });

  it("takes the envelope's where the geometry has none", async () => {
    const root = '<gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::3812"/></gml:boundedBy>';
    const result = await read_text(imkl3, belgian([be_link("1", GHENT, ""), be_pipe("1")], "", root));
    expect(by_id(result, PIPE).srid).toBe(3812);
  });

  it("refuses a delivery without any, says what the numbers look like, and takes the user's word", async () => {
    const xml = belgian([be_link("1", GHENT, ""), be_pipe("1")]);
    const error = await refused(read_text(imkl3, xml));
    expect(error.code).toBe("crs_missing");
    expect(error.message).toContain("EPSG:3812");
    expect(error.detail.likely_srid).toBe(3812);
    expect(by_id(await read_text(imkl3, xml, 3812), PIPE).srid).toBe(3812);
  });

  it("refuses Lambert 72 numbers under the name of Lambert 2008, and takes the user's word", async () => {
    const xml = belgian([be_link("1", "104000 193000 104010 193000"), be_pipe("1")]);
    const error = await refused(read_text(imkl3, xml));
    expect(error.code).toBe("crs_contradicted");
    expect(error.detail).toMatchObject({ declared: 3812, likely_srid: 31370 });
    const result = await read_text(imkl3, xml, 31370);
    expect(by_id(result, PIPE).srid).toBe(31370);
    expect(note_codes(result)).toContain("crs_overridden");
  });

  it("refuses a user's choice that the numbers contradict", async () => {
    expect((await refused(read_text(imkl3, belgian([be_link("1"), be_pipe("1")]), 28992))).code).toBe(
      "crs_contradicted",
    );
  });

  it("refuses degrees under a metric name; under their own name both orders are longitude, latitude", async () => {
    const degrees = belgian([be_link("1", "3.72 51.05 3.73 51.05"), be_pipe("1")]);
    const error = await refused(read_text(imkl3, degrees));
    expect(error.code).toBe("crs_contradicted");
    expect(error.message).toContain("degrees");
    for (const list of ["3.72 51.05 3.73 51.05", "51.05 3.72 51.05 3.73"]) {
      const result = await read_text(
        imkl3,
        belgian([be_link("1", list, 'srsName="urn:ogc:def:crs:EPSG::4258"'), be_pipe("1")]),
      );
      expect(decode(by_id(result, PIPE).geom_hex)).toEqual({
        type: 2,
        srid: 4258,
        coords: [3.72, 51.05, 3.73, 51.05],
      });
      expect(note_codes(result)).toContain("crs_unexpected");
    }
  });

  it("refuses swapped axes, and swaps them on the user's word", async () => {
    const link = nl(
      "UtilityLink",
      "KL1.L",
      '<net:centrelineGeometry><gml:LineString srsName="EPSG:28992"><gml:posList>400000 100000 400000 100010</gml:posList></gml:LineString></net:centrelineGeometry>',
    );
    const xml = dutch([
      link,
      nl("Waterleiding", "KL1.W", `<net:link xlink:href="nl.imkl-KL1.L"/>${status("functional")}`),
    ]);
    const error = await refused(read_text(imkl2, xml));
    expect(error.code).toBe("crs_contradicted");
    expect(error.message).toContain("swapped axes");
    const result = await read_text(imkl2, xml, 28992);
    expect(decode(by_id(result, "nl.imkl-KL1.W").geom_hex).coords).toEqual([100000, 400000, 100010, 400000]);
    expect(note_codes(result)).toContain("axes_swapped");
  });

  it("refuses only the rows that do not fit where most do", async () => {
    const result = await read_text(
      imkl3,
      belgian([
        be_link("1"),
        be_link("2"),
        be_link("3", "3.72 51.05 3.73 51.05"),
        be_pipe("1"),
        be_pipe("2"),
        be_pipe("3"),
      ]),
    );
    expect(result.features).toHaveLength(2);
    expect(result.rejected).toMatchObject([{ row: "ID_WaterPipe_3", code: "crs_contradicted" }]);
  });
});

describe("geometry", () => {
  it("refuses empty and one-point lines with row, field and code", async () => {
    const result = await read_text(
      imkl3,
      belgian([
        be_link("1", ""),
        be_link("2", "605000 693000"),
        be_link("3", "605000 693000 605000 693000"),
        be_link("4"),
        ...["1", "2", "3", "4", "5"].map((one) => be_pipe(one)),
      ]),
    );
    expect(result.features).toHaveLength(1);
    expect(result.rejected.map((one) => [one.row, one.code])).toEqual([
      ["ID_WaterPipe_1", "geometry_empty"],
      ["ID_WaterPipe_2", "geometry_degenerate"],
      ["ID_WaterPipe_3", "geometry_degenerate"],
      ["ID_WaterPipe_5", "link_missing"],
    ]);
    expect(result.rejected[1]!.field).toBe("link UtilityLink/test-be:2");
  });

  it("refuses a link that is a point", async () => {
    const point = '<gml:Point srsName="EPSG:3812"><gml:pos>605000 693000</gml:pos></gml:Point>';
    const result = await read_text(imkl3, belgian([be_link("1", "", "", point), be_pipe("1")]));
    expect(result.rejected).toMatchObject([{ row: "ID_WaterPipe_1", code: "geometry_empty" }]);
  });

  it("goes on with the links that can be used and says so", async () => {
    const second = be_ref("net:link", "UtilityLink", "2");
    const result = await read_text(
      imkl3,
      belgian([be_link("1"), be_link("2", "605000 693000"), be_pipe("1", second)]),
    );
    expect(decode(by_id(result, PIPE).geom_hex)).toMatchObject({
      type: 2,
      coords: [605000, 693000, 605010, 693000],
    });
    expect(note_codes(result)).toContain("link_left_out");
  });

  it("a fictitious link says nothing on accuracy", async () => {
    const link = be(
      "UtilityLink",
      "1",
      `<net:centrelineGeometry><gml:LineString srsName="EPSG:3812"><gml:posList>${GHENT}</gml:posList></gml:LineString></net:centrelineGeometry><net:fictitious>true</net:fictitious>`,
    );
    const survey = `<imkl:locationSurvey><imkl:accuracy uom="${CM}">30</imkl:accuracy></imkl:locationSurvey>`;
    const real = await one_pipe(survey);
    expect(by_id(real, PIPE).position_accuracy_m).toBe(0.3);
    const drawn = by_id(await read_text(imkl3, belgian([link, be_pipe("1", survey)])), PIPE);
    expect(drawn.position_accuracy_m).toBeNull();
    expect(drawn.attributes.fictitious).toBe(true);
  });
});

describe("what the delivery says of objects", () => {
  it("keeps what lies in somebody else's duct, marked and noted", async () => {
    const result = await one_pipe("<imkl:inSharedContainer>true</imkl:inSharedContainer>");
    expect(by_id(result, PIPE).attributes.in_shared_container).toBe(true);
    expect(note_codes(result)).toContain("in_shared_container");
    expect(
      note_codes(await one_pipe("<imkl:inSharedContainer>false</imkl:inSharedContainer>")),
    ).not.toContain("in_shared_container");
  });

  it("makes a duct of a pipe that is a jacket", async () => {
    const jacket =
      '<imkl:containerType xlink:href="https://vocab.belgif.be/auth/IMKL-ContainerTypeValue/jacketPipe"/>';
    const pipe = by_id(await one_pipe(jacket), PIPE);
    expect(pipe.layer).toBe("duct");
    expect(pipe.attributes.kind).toBe("jacket_pipe");
  });

  it.each([
    ["functional", "in_use"],
    ["disused", "disused"],
    ["projected", "projected"],
    ["underConstruction", "under_construction"],
  ])("status %s is %s", async (theirs, ours) => {
    const pipe = be("WaterPipe", "1", `${be_ref("net:link", "UtilityLink", "1")}${status(theirs)}`);
    expect(by_id(await read_text(imkl3, belgian([be_link("1"), pipe])), PIPE).status).toBe(ours);
  });

  it("takes survey accuracy by its unit, nil as not known, and the owner from the network", async () => {
    const survey = (inner: string): string =>
      `<imkl:locationSurvey><imkl:method xlink:href="x/sketch"/>${inner}</imkl:locationSurvey>`;
    const given = by_id(await one_pipe(survey('<imkl:accuracy uom="mm">250</imkl:accuracy>')), PIPE);
    expect(given.position_accuracy_m).toBe(0.25);
    expect(given.attributes).toMatchObject({ survey_method: "sketch", owner: "Test NV" });
    const nil = by_id(await one_pipe(survey('<imkl:accuracy uom="mm" xsi:nil="true"/>')), PIPE);
    expect(nil.position_accuracy_m).toBeNull();
  });

  it("refuses the second of two equal objects and numbers a different one of the same id", async () => {
    const twice = await read_text(imkl3, belgian([be_link("1"), be_pipe("1"), be_pipe("1")]));
    expect(twice.read).toBe(2);
    expect(twice.rejected).toMatchObject([{ code: "duplicate_object" }]);
    const differ = await read_text(
      imkl3,
      belgian([
        be_link("1"),
        be_pipe("1"),
        be_pipe("1", "", '<us:pipeDiameter uom="cm">20</us:pipeDiameter>'),
      ]),
    );
    expect(differ.features.map((one) => one.source_id)).toEqual([PIPE, `${PIPE}#2`]);
    expect(note_codes(differ)).toContain("id_repeated");
  });
});

describe("hostile and broken XML", () => {
  it("refuses a DOCTYPE before any entity is expanded", async () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>\n';
    const error = await refused(
      read_text(imkl3, belgian([be_link("1"), be_pipe("1", "<imkl:label>&b;</imkl:label>")], bomb)),
    );
    expect(error.code).toBe("xml_doctype");
    const outside = '<!DOCTYPE x SYSTEM "file:///etc/passwd">\n';
    expect((await refused(read_text(imkl2, dutch([], outside)))).code).toBe("xml_doctype");
  });

  it("says line and column of malformed XML, of a cut-off file and of an unknown entity", async () => {
    const xml = belgian([be_link("1"), be_pipe("1")]);
    const crossed = await refused(read_text(imkl3, xml.replace("</net:centrelineGeometry>", "</net:wrong>")));
    expect(crossed.code).toBe("xml_malformed");
    const line = xml.slice(0, xml.indexOf("</net:centrelineGeometry>")).split("\n").length;
    expect(crossed.detail).toMatchObject({ line });
    expect(crossed.message).toMatch(new RegExp(`line ${line}, column \\d+`));
    expect((await refused(read_text(imkl3, xml.slice(0, -60)))).code).toBe("xml_malformed");
    expect(
      (await refused(read_text(imkl3, belgian([be_pipe("1", "<imkl:label>&b;</imkl:label>")])))).code,
    ).toBe("xml_malformed");
  });

  it("reads Latin-1 and UTF-16 by declaration and byte order mark, and refuses bytes that are not UTF-8", async () => {
    const xml = belgian([be_link("1"), be_pipe("1", "<imkl:label>Gerÿt</imkl:label>")]);
    const latin = Buffer.from(xml.replace('encoding="UTF-8"', 'encoding="ISO-8859-1"'), "latin1");
    expect(by_id(await read_text(imkl3, latin), PIPE).attributes.label).toBe("Gerÿt");
    const wide = Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from(xml.replace('encoding="UTF-8"', 'encoding="UTF-16"'), "utf16le"),
    ]);
    expect(by_id(await read_text(imkl3, wide), PIPE).attributes.label).toBe("Gerÿt");
    expect((await refused(read_text(imkl3, Buffer.from(xml, "latin1")))).code).toBe("xml_malformed");
  });

  it("refuses an element nested without end", async () => {
    const deep = `${"<imkl:x>".repeat(300)}${"</imkl:x>".repeat(300)}`;
    expect((await refused(read_text(imkl3, belgian([be_pipe("1", deep)])))).code).toBe("xml_too_large");
  });

  it("stops at the user's word", async () => {
    const stop = new AbortController();
    stop.abort(new Error("cancelled"));
    const head = Buffer.from(belgian([be_link("1"), be_pipe("1")]));
    const folder = mkdtempSync(join(tmpdir(), "imkl-stop-"));
    try {
      writeFileSync(`${folder}/a.xml`, head);
      const source = {
        file_name: "a.xml",
        path: `${folder}/a.xml`,
        members: [{ name: "a.xml", path: `${folder}/a.xml`, bytes: head.length, head }],
      };
      const all = async (): Promise<void> => {
        for await (const _ of imkl3.read(source, {
          srid: null,
          mapping: null,
          signal: stop.signal,
          scratch_dir: folder,
        }));
      };
      await expect(all()).rejects.toThrow("cancelled");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe("recognition", () => {
  const source = (text: string): Parameters<typeof imkl3.recognise>[0] => ({
    file_name: "x",
    path: "x",
    members: [{ name: "x", path: "x", bytes: text.length, head: Buffer.from(text) }],
  });

  it("is by the namespace, not by the name of the file", () => {
    expect(imkl3.recognise(source(belgian([])))).toBe(3);
    expect(imkl2.recognise(source(belgian([])))).toBe(0);
    expect(imkl2.recognise(source(dutch([])))).toBe(3);
    expect(imkl3.recognise(source(dutch([])))).toBe(0);
    expect(imkl2.recognise(source('<x xmlns:imkl="http://www.geostandaarden.nl/imkl/2015/wion/1.2"/>'))).toBe(
      3,
    );
    expect(imkl3.recognise(source("<gml:FeatureCollection/>"))).toBe(0);
  });
});
