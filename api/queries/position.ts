import type { Transaction } from "../store/open_store.ts";

/** A place in another coordinate system as WGS 84 degrees, to a tenth of a millimetre; through the store, so that it comes back as it was typed. */
export async function position_wgs84(
  sql: Transaction,
  x: number,
  y: number,
  srid: number,
): Promise<{ lon: number; lat: number }> {
  const [row] = await sql<{ lon: number; lat: number }[]>`
    select round(st_x(at)::numeric, 9)::float8 as lon, round(st_y(at)::numeric, 9)::float8 as lat
    from st_transform(st_setsrid(st_makepoint(${x}::float8, ${y}::float8), ${srid}::int), 4326) at`;
  return row!;
}
