/** Where the numbers of a metric CRS lie, in its own units, with a generous margin. Sources: EPSG areas of use. */
interface Area {
  readonly name: string;
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

// The areas do not overlap, so that numbers of one are never taken for another's.
const BELGIAN_2008: Area = { name: "Belgian Lambert 2008", x: [450_000, 820_000], y: [500_000, 780_000] };
const AREAS: Readonly<Record<number, Area>> = {
  3812: BELGIAN_2008,
  // The same projection on the later realisation.
  11219: BELGIAN_2008,
  31370: { name: "Belgian Lambert 72", x: [-60_000, 320_000], y: [0, 275_000] },
  28992: { name: "RD New", x: [-10_000, 300_000], y: [285_000, 640_000] },
};
const GEOGRAPHIC = new Set([4326, 4258, 4979, 4937, 4313, 4289]);
/** Compound codes that deliveries write for 2.5D: their horizontal part. */
const HORIZONTAL: Readonly<Record<number, number>> = { 7415: 28992, 6190: 31370, 8370: 31370 };

/** How coordinates sit with the CRS they are said to be in. */
export type Fit = "fits" | "swapped" | "degrees" | "outside";

/**
 * The EPSG code in any of the ways it is written: `EPSG:28992`, `urn:ogc:def:crs:EPSG::28992`,
 * `urn:x-ogc:def:crs:EPSG:28992`, `http://www.opengis.net/def/crs/EPSG/0/3812`,
 * `http://spatialreference.org/ref/epsg/3812/`, `…/epsg.xml#28992`, compound ones by their first part.
 * Null where none is in it.
 */
export function epsg_of(srs_name: string | null | undefined): number | null {
  // Versions come before the code: `EPSG:6.9:28992`, `EPSG/0/3812`.
  const match = /epsg(?:\.io|\.xml)?[:/#]+(?:(?:\d{1,2}|\d+\.\d+(?:\.\d+)?)?[:/]+)?(\d{4,6})(?!\d)/i.exec(
    srs_name ?? "",
  );
  if (!match) return /crs84/i.test(srs_name ?? "") ? 4326 : null;
  const found = Number(match[1]);
  return HORIZONTAL[found] ?? found;
}

/** Whether a CRS is in degrees. */
export function is_geographic(srid: number): boolean {
  return GEOGRAPHIC.has(srid);
}

/** Whether we know where the numbers of this CRS lie. */
export function has_area(srid: number): boolean {
  return srid in AREAS;
}

/** How `coords` (flat) sit with `srid`. A CRS whose area is not known here only refuses degrees under a metric name. */
export function fit_to(coords: ArrayLike<number>, srid: number): Fit {
  let swapped = false;
  for (let i = 0; i + 1 < coords.length; i += 2) {
    const x = coords[i]!;
    const y = coords[i + 1]!;
    if (GEOGRAPHIC.has(srid)) {
      if (Math.abs(x) > 180 || Math.abs(y) > 180) return "outside";
      continue;
    }
    if (Math.abs(x) <= 180 && Math.abs(y) <= 180) return "degrees";
    const area = AREAS[srid];
    if (!area || inside(area, x, y)) continue;
    if (!inside(area, y, x)) return "outside";
    swapped = true;
  }
  return swapped ? "swapped" : "fits";
}

/** EPSG code whose known area holds all of `coords`, for the advice in an error; null where none does. */
export function likely_srid(coords: ArrayLike<number>): number | null {
  if (coords.length < 2) return null;
  if (fit_to(coords, 4326) === "fits") return 4326;
  return [3812, 31370, 28992].find((srid) => fit_to(coords, srid) === "fits") ?? null;
}

/** `EPSG:3812 (Belgian Lambert 2008)`. */
export function crs_name(srid: number): string {
  return AREAS[srid] ? `EPSG:${srid} (${AREAS[srid].name})` : `EPSG:${srid}`;
}

function inside(area: Area, x: number, y: number): boolean {
  return x >= area.x[0] && x <= area.x[1] && y >= area.y[0] && y <= area.y[1];
}
