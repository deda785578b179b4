import { describe, expect, it } from "vitest";
import type { Row, Value } from "../../data/importers/flatgeobuf.ts";
import { imgeo_drafts } from "../../data/importers/imgeo_rows.ts";
import type { Draft } from "../../data/importers/map_row.ts";
import { osm_drafts } from "../../data/importers/osm_rows.ts";
import { osm_tags } from "../../data/importers/osm_tags.ts";
import { codes, run_text } from "./run_import.ts";

const SHAPES = {
  points: { points: [4.7, 50.88], lines: [], areas: [] },
  lines: { points: [], lines: [[4.7, 50.88, 4.71, 50.88]], areas: [] },
  multipolygons: { points: [], lines: [], areas: [[[0, 0, 1, 0, 1, 1, 0, 0]]] },
} as const;

function osm(table: keyof typeof SHAPES, tags: Record<string, string>): readonly Draft[] {
  const other_tags = Object.entries(tags)
    .map(([key, value]) => `"${key}"=>"${value}"`)
    .join(",");
  const row: Row = {
    row: 1,
    parts: SHAPES[table],
    collection: false,
    z: null,
    fields: { osm_id: "42", other_tags },
  };
  return osm_drafts(row, table);
}
const layers_of = (drafts: readonly Draft[]): string[] =>
  drafts.map((draft) => (draft.kind === "feature" ? draft.layer : draft.kind));

describe("OpenStreetMap", () => {
  it("reads tags with quotes and commas in them", () => {
    const fields = { osm_id: "1", name: "X", other_tags: '"note"=>"a \\"b\\", c","width"=>"3"' };
    expect(osm_tags({ row: 1, parts: null, collection: false, z: null, fields })).toEqual({
      name: "X",
      note: 'a "b", c',
      width: "3",
    });
  });

  it.each([
    ["lines", { highway: "residential", name: "Beulk" }, ["segment", "carriageway"]],
    ["lines", { highway: "residential" }, ["segment", "carriageway"]],
    ["lines", { highway: "service", service: "driveway" }, ["carriageway"]],
    ["lines", { highway: "footway" }, ["footway"]],
    ["lines", { highway: "path", name: "Kerkpad" }, ["segment", "footway"]],
    ["lines", { highway: "cycleway" }, ["cycle_path"]],
    ["lines", { waterway: "stream" }, ["surface_water"]],
    ["lines", { barrier: "hedge" }, ["hedge"]],
    ["lines", { natural: "tree_row" }, ["left_out"]],
    ["lines", { power: "line", voltage: "150000" }, ["electricity_hv"]],
    ["lines", { man_made: "pipeline", substance: "hot_water" }, ["heat_network"]],
    ["points", { natural: "tree" }, ["tree"]],
    ["points", { amenity: "charging_station" }, ["charge_point"]],
    ["points", { highway: "street_lamp" }, ["public_lighting"]],
    ["points", { amenity: "car_sharing" }, ["mobility_hub"]],
    ["points", { highway: "bus_stop" }, ["left_out"]],
    ["multipolygons", { building: "house" }, ["building"]],
    ["multipolygons", { building: "no", landuse: "grass" }, ["green"]],
    ["multipolygons", { amenity: "parking" }, ["parking"]],
    ["multipolygons", { natural: "water" }, ["surface_water"]],
    ["multipolygons", { "area:highway": "footway" }, ["footway"]],
    ["multipolygons", { landuse: "industrial" }, ["left_out"]],
  ] as const)("%s with %o become %o", (table, tags, layers) => {
    expect(layers_of(osm(table, { ...tags } as Record<string, string>))).toEqual(layers);
  });

  it("keeps what a tree's tags say in our units", () => {
    const [draft] = osm("points", {
      natural: "tree",
      species: "Populus nigra",
      height: "18 m",
      circumference: "1.57",
      start_date: "1956",
      diameter_crown: "60 ft",
    });
    expect(draft).toMatchObject({
      source_id: "node/42",
      attributes: {
        species: "Populus nigra",
        species_class: "poplar_willow",
        height_m: 18,
        trunk_diameter_cm: 50,
        year_planted: 1956,
      },
    });
    expect(draft).not.toHaveProperty("attributes.crown_diameter_m");
  });
});

describe("Wegenregister", () => {
  const segment = (properties: Record<string, Value>) => ({
    type: "Feature",
    properties: {
      WS_OIDN: 1,
      STATUS: 4,
      LSTRNMID: 10,
      LSTRNM: "Kerkstraat",
      RSTRNMID: 10,
      RSTRNM: "Kerkstraat",
      ...properties,
    },
    geometry: {
      type: "LineString",
      coordinates: [
        [4.7, 50.88],
        [4.71, 50.88],
      ],
    },
  });
  const read = (...features: object[]) =>
    run_text("wegen.geojson", JSON.stringify({ type: "FeatureCollection", name: "Wegsegment", features }));

  it("gives a segment to the streets of both its sides", async () => {
    const run = await read(
      segment({}),
      segment({ WS_OIDN: 2, RSTRNMID: 11, RSTRNM: "Dorpsplein" }),
      segment({ WS_OIDN: 3, LSTRNMID: -9, LSTRNM: null, RSTRNMID: -9, RSTRNM: null }),
      segment({ WS_OIDN: 4, LSTRNMID: -9, LSTRNM: null }),
    );
    expect(
      run.segments.map(({ source_id, street_key, street_name }) => [source_id, street_key, street_name]),
    ).toEqual([
      ["1", "10", "Kerkstraat"],
      ["2", "10", "Kerkstraat"],
      ["2/right", "11", "Dorpsplein"],
      ["3", null, null],
      ["4", "10", "Kerkstraat"],
    ]);
  });

  it("leaves out segments that are no street today", async () => {
    const run = await read(segment({}), segment({ WS_OIDN: 2, STATUS: 5, LBLSTATUS: "buiten gebruik" }));
    expect([run.read, run.segments.length]).toEqual([2, 1]);
    expect(run.notes.find(({ code }) => code === "not_in_use")?.message).toContain("buiten gebruik");
  });
});

describe("works", () => {
  const works = (properties: Record<string, Value>) => ({
    type: "Feature",
    properties: {
      Chantier: 1,
      DateDebut: "13-12-2026 06:00:00",
      DateFin: "01-01-3000",
      Nom: "pose de gaines",
      Nature: "Chantier",
      Organisation: "Proximus",
      Statut: "Programmé",
      ...properties,
    },
    geometry: { type: "Point", coordinates: [4.38, 50.86] },
  });
  const read = (...features: object[]) =>
    run_text("w.geojson", JSON.stringify({ type: "FeatureCollection", features }));

  it("reads day-first periods, an open end, and the state", async () => {
    const run = await read(
      works({}),
      works({ Chantier: 2, DateFin: "02-02-2027", Statut: "Autorisé (En phase de réalisation)" }),
      works({ Chantier: 3, Statut: "Terminé" }),
    );
    expect(
      run.features.map(({ source_id, valid_from, valid_to, status }) => [
        source_id,
        valid_from,
        valid_to,
        status,
      ]),
    ).toEqual([
      ["1", "2026-12-13", null, "projected"],
      ["2", "2026-12-13", "2027-02-02", "under_construction"],
      ["3", "2026-12-13", null, "disused"],
    ]);
    expect(run.features[0]!.attributes).toMatchObject({
      owner: "Proximus",
      kind: "Chantier",
      reference: "1",
    });
  });

  it("reads duration, area, blocking period and what is laid, from words", async () => {
    const run = await read(
      works({
        Duree: "10 Jours Ouvrables",
        Surface: "1134,6",
        Nature: "Pose de conduites",
        Organisation: "VIVAQUA Assainiss",
      }),
      works({
        Chantier: 2,
        Duree: "3 mois",
        Nature: "Renouvellement gaz",
        Statut: "Renoncé (En phase de réalisation)",
      }),
    );
    expect(
      run.features.map(({ attributes, status }) => [
        attributes.duration_days,
        attributes.area_m2,
        attributes.lays,
        status,
      ]),
    ).toEqual([
      [10, 1134.6, "sewer_combined", "projected"],
      [63, undefined, "gas_low", "disused"],
    ]);
  });

  it("takes a sheet of works with columns as people name them, and what GIPOD gives", async () => {
    const sheet = await run_text(
      "werken.csv",
      [
        "Dossier;Soort werk;Opdrachtgever;Startdatum;Einddatum;Duur (werkdagen);Sperperiode;Oppervlakte;lon;lat",
        "A-1;Vernieuwen drinkwaterleiding;De Watergroep;01/03/2027;30/06/2027;60;2 jaar;120;4.38;50.86",
        "A-2;Aanleg glasvezel;Fiberklaar;01/09/2027;;;;;4.39;50.86",
      ].join("\n"),
    );
    expect(sheet.importer).toBe("works");
    expect(sheet.features.map((one) => [one.source_id, one.valid_from, one.valid_to])).toEqual([
      ["A-1", "2027-03-01", "2027-06-30"],
      ["A-2", "2027-09-01", null],
    ]);
    expect(sheet.features[0]!.attributes).toMatchObject({
      lays: "water_main",
      owner: "De Watergroep",
      duration_days: 60,
      area_m2: 120,
      blocking_years: 2,
      blocked_until: "2029-06-30",
    });
    const gipod = await run_text(
      "gipod.geojson",
      JSON.stringify({
        type: "FeatureCollection",
        features: [
          {
            type: "Feature",
            properties: {
              gipodId: 77,
              owner: "Fluvius",
              workType: "Laagspanning vernieuwen",
              startDateTime: "2027-05-01T07:00:00+02:00",
              endDateTime: "2027-07-31T17:00:00+02:00",
              status: "Gepland",
            },
            geometry: {
              type: "GeometryCollection",
              geometries: [
                {
                  type: "MultiPolygon",
                  coordinates: [
                    [
                      [
                        [4.38, 50.86],
                        [4.381, 50.86],
                        [4.381, 50.861],
                        [4.38, 50.86],
                      ],
                    ],
                  ],
                },
              ],
            },
          },
        ],
      }),
    );
    expect(gipod.features).toHaveLength(1);
    expect(gipod.features[0]).toMatchObject({
      source_id: "77",
      valid_from: "2027-05-01",
      valid_to: "2027-07-31",
      attributes: { lays: "electricity_lv", owner: "Fluvius" },
    });
  });

  it("refuses a period that ends before it starts, leaves out ghost sites, numbers repeated ids", async () => {
    const run = await read(
      works({ DateFin: "01-01-2020" }),
      works({ Nom: "Constat de chantier fantôme" }),
      works({ Chantier: 9 }),
      works({ Chantier: 9 }),
    );
    expect(codes(run.rejected)).toEqual(["period_reversed"]);
    expect(codes(run.notes)).toEqual(expect.arrayContaining(["ghost_site", "id_repeated"]));
    expect(run.features.map(({ source_id }) => source_id)).toEqual(["9", "9~2"]);
  });
});

describe("IMGeo", () => {
  const imgeo = (kind: string, fields: Record<string, Value>) =>
    imgeo_drafts(
      {
        row: 1,
        parts: SHAPES.multipolygons,
        collection: false,
        z: null,
        fields: { lokaalID: "L1", ...fields },
      },
      kind,
    );

  it.each([
    ["TrafficArea", { function: "rijbaan lokale weg" }, "carriageway"],
    ["TrafficArea", { function: "fietspad" }, "cycle_path"],
    ["TrafficArea", { function: "voetpad op trap" }, "footway"],
    ["TrafficArea", { function: "parkeervlak" }, "parking"],
    ["TrafficArea", { function: "spoorbaan" }, "left_out"],
    ["PlantCover", { class: "loofbos" }, "green"],
    ["BuildingPart", {}, "building"],
    ["Put", {}, "left_out"],
    ["BuildingPart", { eindRegistratie: "2015-07-02T12:05:26" }, "left_out"],
  ] as const)("%s with %o becomes %s", (kind, fields, layer) => {
    expect(layers_of(imgeo(kind, { ...fields }))).toEqual([layer]);
  });
});

describe("GRB", () => {
  it("is taken in Lambert 72 with a warning where the file says nothing and the numbers agree; else it asks", async () => {
    const building = (x: number, y: number) => ({
      type: "Feature",
      properties: { GRBIDN: 5, GVDV: "2020-01-01", GVDE: "1900-01-01", GRID: "-9" },
      geometry: {
        type: "Polygon",
        coordinates: [
          [
            [x, y],
            [x + 9, y],
            [x + 9, y + 9],
            [x, y],
          ],
        ],
      },
    });
    const read = (x: number, y: number) =>
      run_text("gebouw.geojson", JSON.stringify({ type: "FeatureCollection", features: [building(x, y)] }));
    const run = await read(150_000, 170_000);
    expect(run.importer).toBe("grb");
    expect(run.features).toMatchObject([{ layer: "building", source_id: "5", srid: 31370 }]);
    expect(run.notes.find(({ code }) => code === "crs_assumed")?.severity).toBe("warning");
    await expect(read(680_000, 670_000)).rejects.toMatchObject({
      code: "crs_missing",
      detail: { candidates: [3812] },
    });
  });
});

describe("CityJSON", () => {
  it("takes the faces that look down of a solid as the footprint, and its height", async () => {
    const city = {
      type: "CityJSON",
      version: "2.0",
      metadata: { referenceSystem: "https://www.opengis.net/def/crs/EPSG/0/7415" },
      transform: { scale: [0.5, 0.5, 0.5], translate: [180_000, 457_000, 0] },
      vertices: [
        [0, 0, 0],
        [20, 0, 0],
        [20, 20, 0],
        [0, 20, 0],
        [0, 0, 12],
        [20, 0, 12],
        [20, 20, 12],
        [0, 20, 12],
      ],
      CityObjects: {
        b1: {
          type: "Building",
          attributes: { naam: "school" },
          geometry: [
            {
              type: "Solid",
              lod: "1",
              boundaries: [
                [
                  [[0, 3, 2, 1]],
                  [[4, 5, 6, 7]],
                  [[0, 1, 5, 4]],
                  [[1, 2, 6, 5]],
                  [[2, 3, 7, 6]],
                  [[3, 0, 4, 7]],
                ],
              ],
            },
          ],
        },
        g1: { type: "GenericCityObject", geometry: [] },
      },
    };
    const run = await run_text("city.json", JSON.stringify(city));
    expect(run.importer).toBe("cityjson");
    expect(run.features).toMatchObject([
      {
        layer: "building",
        source_id: "b1",
        srid: 28992,
        attributes: { naam: "school", height_m: 6, z_min_m: 0, z_max_m: 6 },
      },
    ]);
    const bytes = Buffer.from(run.features[0]!.geom_hex, "hex");
    expect([bytes.readUInt32LE(9), bytes.readUInt32LE(13)]).toEqual([1, 5]);
    expect(run.read).toBe(2);
  });
});
