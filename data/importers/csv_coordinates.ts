import { csv_header, type Member, text_of } from "./formats.ts";
import { plain } from "./values.ts";

const LON = [
  "lon",
  "lng",
  "long",
  "longitude",
  "lengtegraad",
  "laengengrad",
  "langengrad",
  "lon_wgs84",
  "wgs84_lon",
];
const LAT = ["lat", "latitude", "breedtegraad", "breitengrad", "lat_wgs84", "wgs84_lat"];
const X = [
  "x",
  "xcoord",
  "x_coord",
  "x_coordinaat",
  "xcoordinaat",
  "coord_x",
  "x_lambert",
  "lambert_x",
  "x_lambert72",
  "x_rd",
  "rd_x",
  "easting",
  "ostwert",
  "rechtswert",
  "point_x",
  "pos_x",
];
const Y = [
  "y",
  "ycoord",
  "y_coord",
  "y_coordinaat",
  "ycoordinaat",
  "coord_y",
  "y_lambert",
  "lambert_y",
  "y_lambert72",
  "y_rd",
  "rd_y",
  "northing",
  "nordwert",
  "hochwert",
  "point_y",
  "pos_y",
];
const WKT = ["wkt", "geom", "geometry", "the_geom", "geometrie", "shape", "wkt_geom"];

/** How GDAL is told to find the coordinates in a CSV. */
export interface CsvCoordinates {
  readonly open_options: readonly string[];
  /** 4326 where the columns are named longitude and latitude; null: the names say nothing on the system. */
  readonly srid: number | null;
}

/**
 * The coordinate columns of a CSV by their names (nl, en, fr, de): longitude and latitude, x and y, or
 * one of well-known text. Null where there are none, or where the text is no table.
 */
export function csv_coordinates(member: Member): CsvCoordinates | null {
  const header = csv_header(text_of(member).replace(/^\uFEFF/, ""));
  if (!header) return null;
  const find = (words: readonly string[]): string | null =>
    header.names.find((name) => words.includes(plain(name).replace(/[\s.-]+/g, "_"))) ?? null;
  const common = [
    "AUTODETECT_TYPE=YES",
    "KEEP_GEOM_COLUMNS=NO",
    `SEPARATOR=${{ ";": "SEMICOLON", "\t": "TAB", ",": "COMMA", "|": "PIPE" }[header.delimiter]}`,
  ];
  const pairs: readonly [readonly string[], readonly string[], number | null][] = [
    [LON, LAT, 4326],
    [X, Y, null],
  ];
  for (const [x_words, y_words, srid] of pairs) {
    const x = find(x_words);
    const y = find(y_words);
    if (x && y) return { open_options: [...common, `X_POSSIBLE_NAMES=${x}`, `Y_POSSIBLE_NAMES=${y}`], srid };
  }
  const wkt = find(WKT);
  return wkt ? { open_options: [...common, `GEOM_POSSIBLE_NAMES=${wkt}`], srid: null } : null;
}
