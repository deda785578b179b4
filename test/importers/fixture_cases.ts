import type { ImportMapping } from "../../data/importers/types.ts";

/** What is expected of one file of the shared fixtures, and the options it is imported with. */
export interface FixtureCase {
  readonly srid?: number;
  readonly mapping?: ImportMapping;
  /** The delivery is refused as a whole with this code. */
  readonly refused?: string;
  readonly importer?: string;
  /** Emitted (features, segments, districts) and rejected rows; left out for IMKL, which has tests of its own. */
  readonly emitted?: number;
  readonly rejected?: number;
  /** Geometries that the store mends; none when left out. */
  readonly repaired?: number;
  /** Rows read, where ogrinfo does not count the same thing; else its count is compared. */
  readonly read?: number;
  /** Layers of ogrinfo that count; all when left out. False: ogrinfo counts something else or does not read it. */
  readonly ogrinfo?: RegExp | false;
}

const as = (source_layer: string, layer: string | null): ImportMapping => ({
  layers: [{ source_layer, layer, fields: {} }],
});
const IMKL: FixtureCase = { importer: "imkl", ogrinfo: false };
const NO_DATA: FixtureCase = { refused: "format_unknown" };

/** By path below the fixtures; an entry that ends in `*` is a prefix. Every file must have one. */
export const FIXTURE_CASES: Readonly<Record<string, FixtureCase>> = {
  // Ended versions are history: read, but left out.
  "bgt-otterlo/bgt_bak.gml.zip": { importer: "imgeo", emitted: 0, rejected: 0 },
  "bgt-otterlo/bgt_begroeidterreindeel.gml.zip": { importer: "imgeo", emitted: 638, rejected: 0 },
  "bgt-otterlo/bgt_gebouwinstallatie.gml.zip": { importer: "imgeo", emitted: 0, rejected: 0 },
  "bgt-otterlo/bgt_kunstwerkdeel.gml.zip": { importer: "imgeo", emitted: 0, rejected: 0 },
  "bgt-otterlo/bgt_mast.gml.zip": { importer: "imgeo", emitted: 0, rejected: 0 },
  "bgt-otterlo/bgt_overbruggingsdeel.gml.zip": { importer: "imgeo", emitted: 0, rejected: 0 },
  "bgt-otterlo/bgt_pand.gml.zip": { importer: "imgeo", emitted: 1711, rejected: 0 },
  "bgt-otterlo/bgt_put.gml.zip": { importer: "imgeo", emitted: 0, rejected: 0 },
  "bgt-otterlo/bgt_spoor.gml.zip": { importer: "imgeo", emitted: 0, rejected: 0 },
  "bgt-otterlo/bgt_wegdeel.gml.zip": { importer: "imgeo", emitted: 1252, rejected: 0 },

  // The municipal border among the charging points is no charging point.
  "charging/baarle-nassau.geojson": { importer: "gis", emitted: 19, rejected: 1 },
  "charging/huizen-boundary.geojson": { importer: "gis", emitted: 1, rejected: 0 },
  "charging/huizen-laadpunten.json": {
    importer: "json_points",
    read: 171,
    emitted: 171,
    rejected: 0,
    ogrinfo: false,
  },

  "cityjson-3d/delft.city.json": {
    importer: "cityjson",
    read: 570,
    emitted: 432,
    rejected: 0,
    ogrinfo: false,
  },

  "grb-gebouw/gebouw_ALL.zip": { importer: "grb", emitted: 8, rejected: 0 },
  // No .dbf: nothing in it says GRB, so that the missing .prj needs the user's word.
  "grb-gebouw/gebouw_dbf_missing.zip": { srid: 31370, importer: "gis", emitted: 10, rejected: 0 },
  "grb-gebouw/gebouw_grid_invalid.zip": { importer: "grb", emitted: 0, rejected: 1 },
  "grb-leuven/adp_percelen.geojson": { importer: "gis", emitted: 408, rejected: 0 },
  "grb-leuven/grb_ogcapi_adp2023_52.json": { importer: "grb", emitted: 52, rejected: 0 },
  "grb-leuven/grb_ogcapi_adp_207.json": { importer: "grb", emitted: 207, rejected: 0 },
  "grb-leuven/perceel_vs_gebouw.geojson": {
    mapping: as("test_parcel_vs_building", "parcel"),
    importer: "gis",
    emitted: 11,
    rejected: 0,
  },
  "grb-leuven/thema_niet_aligned.geojson": {
    mapping: as("themelayer_not_referenced", "protected_area"),
    importer: "gis",
    emitted: 33,
    rejected: 0,
  },

  "heat-saxony/lod2_polygon_filtered.geojson": { importer: "lod2", emitted: 28, rejected: 0 },
  "heat-saxony/muskau_erzeugeranlagen.geojson": { importer: "gis", emitted: 2, rejected: 0 },
  "heat-saxony/muskau_hast.geojson": { importer: "gis", emitted: 73, rejected: 0 },
  "heat-saxony/muskau_ruecklauf.geojson": { importer: "gis", emitted: 177, rejected: 0 },
  "heat-saxony/muskau_vorlauf.geojson": { importer: "gis", emitted: 177, rejected: 0 },
  "heat-saxony/muskau_waermenetz.geojson": { importer: "gis", emitted: 430, rejected: 0 },
  "heat-saxony/stanet_export.csv": { refused: "no_coordinates" },
  "heat-schutterwald/sw_heat.json": NO_DATA,
  // Junctions and consumers are points; 68 pipes have no geometry.
  "heat-schutterwald/sw_heat_geo_as_stored.geojson": {
    srid: 4326,
    importer: "gis",
    emitted: 414,
    rejected: 601,
  },
  "heat-schutterwald/sw_heat_pipes_gk3_no_crs.geojson": {
    srid: 31467,
    importer: "gis",
    emitted: 414,
    rejected: 68,
  },

  "imkl3/IMKL3_*": IMKL,
  "imkl3/codelists/*": NO_DATA,
  "imkl3/extraplan1.png": NO_DATA,
  "klic-imkl2/*": IMKL,
  "klic-imkl2/imkl-wibon-2.0.xsd": { refused: "mapping_needed|file_damaged|format_unknown" },

  "kortrijk-sites/moated_sites.csv": {
    srid: 4326,
    mapping: as("moated_sites", "works"),
    importer: "gis",
    emitted: 516,
    rejected: 0,
  },

  "nasty/empty.zip": { refused: "archive_empty" },
  "nasty/invalid.prj": NO_DATA,
  "nasty/multiline_multiple_31370.gml": {
    mapping: as("multiline_multiple_31370", "water_main"),
    importer: "gis",
    emitted: 2,
    rejected: 0,
  },
  "nasty/multipolygon_single_31370.gml": {
    mapping: as("multipolygon_single_31370", "green"),
    importer: "gis",
    emitted: 1,
    rejected: 0,
  },
  "nasty/point_single_31370_gml31.gml": {
    mapping: as("point_single_31370", "tree"),
    importer: "gis",
    emitted: 1,
    rejected: 0,
  },
  "nasty/polygon-ccw.shp": {
    srid: 31370,
    mapping: as("polygon-ccw", "green"),
    importer: "gis",
    emitted: 1,
    rejected: 0,
  },
  "nasty/polygon.shp": { mapping: as("polygon", "green"), importer: "gis", emitted: 1, rejected: 0 },
  "nasty/polygon_multiple_31370.gml": {
    mapping: as("polygon_multiple_31370", "green"),
    importer: "gis",
    emitted: 2,
    rejected: 0,
  },
  "nasty/polygon_multiple_31370.gpkg": {
    mapping: as("polygon_multiple_31370", "green"),
    importer: "gis",
    emitted: 2,
    rejected: 0,
  },
  "nasty/polygon_single_no_srs_name.gml": {
    srid: 31370,
    mapping: as("polygon_single_31370", "green"),
    importer: "gis",
    emitted: 1,
    rejected: 0,
  },
  "nasty/zwin_3d_multipolygon.geojson": {
    mapping: as("zwin", "protected_area"),
    importer: "gis",
    emitted: 1,
    rejected: 0,
  },

  // 17 ways cut at the border of the extract are two points and no area; a road is a segment and a carriageway.
  "osm-wechelderzande/wechel.osm": { importer: "osm", emitted: 2461, rejected: 17, repaired: 15 },
  "osm-wechelderzande/wechel.osm.pbf": { importer: "osm", emitted: 2461, rejected: 17, repaired: 15 },

  // Four segments have another street on their other side.
  "road-gaps/flanders_diff.geojson": { importer: "wegenregister", emitted: 158, rejected: 0 },
  "street-furniture/straatmeubilair.gpkg": {
    mapping: as("Straatmeubilair", null),
    importer: "gis",
    emitted: 0,
    rejected: 0,
  },
  "street-space-berlin/area_highway.geojson": { importer: "gis", emitted: 104, rejected: 0 },
  "street-space-berlin/crossing.geojson": {
    mapping: as("crossing", null),
    importer: "gis",
    emitted: 0,
    rejected: 0,
  },
  "street-space-berlin/entrance.geojson": { refused: "mapping_needed" },
  // One lane is two times the same point.
  "street-space-berlin/marked_lanes.geojson": {
    mapping: as("marked_lanes", "carriageway"),
    importer: "gis",
    emitted: 121,
    rejected: 1,
  },
  "street-space-berlin/street_furniture.geojson": {
    mapping: as("street_furniture", "public_lighting"),
    importer: "gis",
    emitted: 220,
    rejected: 0,
  },
  "street-space-berlin/street_names.geojson": { importer: "gis", emitted: 48, rejected: 0 },
  "street-space-berlin/traffic_calming.geojson": { importer: "gis", emitted: 0, rejected: 0 },
  "trees-leeuwarden/monumentale_bomen.shp": { importer: "gis", emitted: 2088, rejected: 0 },

  "wegenregister-tienen/wegenregister-extract.zip": {
    importer: "wegenregister",
    emitted: 212,
    rejected: 0,
    ogrinfo: /^i?Wegsegment$/,
  },
  "wegenregister-tienen/wegenregister-extract-stray-files.zip": {
    importer: "wegenregister",
    emitted: 212,
    rejected: 0,
    ogrinfo: /^i?Wegsegment$/,
  },
  "wijken-vlaanderen/antwerpen_wijken.geojson": { importer: "districts", emitted: 67, rejected: 0 },
  "wijken-vlaanderen/wijken_leuven_gent_tienen_lille.shp": {
    importer: "districts",
    emitted: 71,
    rejected: 0,
  },
  "works-schaerbeek/events.geojson": { importer: "works", emitted: 335, rejected: 0 },
  "works-schaerbeek/quartiers.geojson": { importer: "gis", emitted: 14, rejected: 0, repaired: 14 },
  // 494 reports of a ghost site are left out.
  "works-schaerbeek/works.geojson": { importer: "works", emitted: 605, rejected: 0 },
};

/** The case of a file: its own entry, else the longest prefix. */
export function case_of(path: string): FixtureCase | undefined {
  const prefixes = Object.keys(FIXTURE_CASES).filter(
    (key) => key.endsWith("*") && path.startsWith(key.slice(0, -1)),
  );
  const longest = prefixes.sort((a, b) => b.length - a.length)[0];
  return FIXTURE_CASES[path] ?? (longest ? FIXTURE_CASES[longest] : undefined);
}
