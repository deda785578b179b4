import { geometry_kind, type InputGeometry } from "../schemas/geometry.ts";
import type { Transaction } from "../store/open_store.ts";

/**
 * A drawn geometry as an SQL expression in WGS 84. An area that crosses itself, as happens while it
 * is being drawn, is repaired: GEOS refuses it otherwise.
 */
export function drawn_geometry(sql: Transaction, geometry: InputGeometry) {
  const drawn = sql`st_setsrid(st_geomfromgeojson(${JSON.stringify(geometry)}::text), 4326)`;
  if (geometry_kind(geometry) !== "area") return drawn;
  return sql`(select case when st_isvalid(g) then g else st_collectionextract(st_makevalid(g), 3) end from (select ${drawn} as g) d)`;
}
