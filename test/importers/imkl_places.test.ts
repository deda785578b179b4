import { describe, expect, it } from "vitest";
import { imkl2 } from "../../data/importers/imkl2.ts";
import { imkl3 } from "../../data/importers/imkl3.ts";
import { one_pipe, PIPE, refused } from "../fixtures/imkl/one_pipe.ts";
import { by_id, decode, note_codes, read_text } from "../fixtures/imkl/read_all.ts";
import {
  be,
  be_link,
  be_pipe,
  be_ref,
  belgian,
  CM,
  dutch,
  GHENT,
  nl,
  status,
} from "../fixtures/imkl/write.ts";

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
