import { geometry_kind, type InputGeometry } from "../schemas/geometry.ts";
import type { Transaction } from "../store/open_store.ts";

/**
 * A drawn geometry as an SQL expression, in WGS 84 unless another `srid` is said. An area that crosses itself, as happens while it
 * is being drawn, is repaired: GEOS refuses it otherwise.
 */
export function drawn_geometry(sql: Transaction, geometry: InputGeometry, srid = 4326) {
  const drawn = sql`st_setsrid(st_geomfromgeojson(${JSON.stringify(geometry)}::text), ${srid}::integer)`;
  if (geometry_kind(geometry) !== "area") return drawn;
  return sql`(select case when st_isvalid(g) then g else st_collectionextract(st_makevalid(g), 3) end from (select ${drawn} as g) d)`;
}

/** What was drawn, measured in the analysis CRS; null where such a geometry has no such amount. */
export interface Amounts {
  readonly length_m: number | null;
  readonly area_m2: number | null;
  readonly point_count: number;
}

/** Length of a line, area of an area (as repaired), number of points. */
export async function drawn_amounts(sql: Transaction, geometry: InputGeometry): Promise<Amounts> {
  const [row] = await sql<Amounts[]>`
    select case when st_dimension(g) = 1 then st_length(g) end as length_m, case when st_dimension(g) = 2 then st_area(g) end as area_m2,
      case when st_dimension(g) = 0 then st_numgeometries(g) else 0 end as point_count
    from to_analysis(${drawn_geometry(sql, geometry)}) g`;
  return row!;
}

/** Areas or lines in hex EWKB, of whatever CRS, as one GeoJSON geometry in WGS 84; areas are repaired and joined. */
export async function joined_shape(
  sql: Transaction,
  hexes: readonly string[],
  kind: "area" | "line",
): Promise<{ type: string }> {
  const [row] = await sql<{ shape: { type: string } }[]>`
    with given as materialized (select to_analysis(hex::geometry) as geom from unnest(${hexes as string[]}::text[]) hex)
    select st_asgeojson(st_transform(${
      kind === "area"
        ? sql`st_union(case when st_isvalid(geom) then geom else st_collectionextract(st_makevalid(geom), 3) end, overlay_grid_m())`
        : sql`st_linemerge(st_collect(geom))`
    }, 4326), 8)::jsonb as shape from given`;
  return row!.shape;
}

/** Two days, both included, as a period in SQL: open where one is null, none where both are. */
export function period_of(sql: Transaction, from: string | null, until: string | null) {
  return sql`case when coalesce(${from}::date, ${until}::date) is not null then daterange(${from}::date, ${until}::date, '[]') end`;
}
