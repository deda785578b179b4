import type postgres from "postgres";

/** Areas of use of the analysis CRSs that towns here work in (EPSG registry), as west, south, east, north in degrees. */
const areas_wgs84: Readonly<Record<number, readonly [number, number, number, number]>> = {
  31370: [2.5, 49.5, 6.4, 51.51],
  3812: [2.5, 49.5, 6.4, 51.51],
  28992: [3.2, 50.75, 7.22, 53.7],
};

/**
 * SQL expression on a column `box` (analysis CRS): true where it leaves the area the CRS is made for.
 * False for a CRS whose area is not listed.
 */
export function outside_area_of_use(
  sql: postgres.TransactionSql,
  srid: number,
): postgres.PendingQuery<never[]> {
  const area = areas_wgs84[srid];
  if (!area) return sql`false` as never;
  return sql`not st_within(st_transform(box, 4326), st_makeenvelope(${area[0]}, ${area[1]}, ${area[2]}, ${area[3]}, 4326))` as never;
}

/** Does a place (WGS 84 degrees) lie in the area the analysis CRS is made for? True for a CRS whose area is not listed. */
export function in_area_of_use(srid: number, lon: number, lat: number): boolean {
  const area = areas_wgs84[srid];
  return !area || (lon >= area[0] && lon <= area[2] && lat >= area[1] && lat <= area[3]);
}
