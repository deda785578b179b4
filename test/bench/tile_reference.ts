import type postgres from "postgres";
import { layers_of_group } from "../../data/catalog/index.ts";

export interface TilePlace {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

/**
 * A tile as one would write it by hand: `ST_AsMVT` over `ST_AsMVTGeom` for each layer drawn at this
 * zoom, the same columns, straight from the partitions, without rights. Answers the tile's bytes.
 */
export async function reference_tile(
  sql: postgres.Sql,
  authority_id: string,
  srid: number,
  group: "above" | "below",
  { z, x, y }: TilePlace,
): Promise<Uint8Array> {
  const parts = layers_of_group(group)
    .filter((layer) => layer.min_zoom <= z)
    .map(
      ({ id }) => `
      select st_asmvt(t, '${id}', 4096, 'geom', 'id') as mvt
      from (
        select f.id, st_asmvtgeom(st_transform(f.geom, 3857), e.mercator, 4096, 64, true) as geom, f.status,
          (f.attributes ->> 'synthetic')::boolean as synthetic, f.diameter_m, f.top_m,
          (f.attributes ->> 'crown_diameter_m')::double precision as crown_m,
          (f.attributes ->> 'height_m')::double precision as height_m, f.attributes ->> 'name' as label
        from feature_${id} f, (select st_tileenvelope(${z}, ${x}, ${y}) as mercator,
          st_transform(st_tileenvelope(${z}, ${x}, ${y}, margin => 64.0 / 4096), ${srid}) as box) e
        where f.authority_id = '${authority_id}' and f.geom && e.box
      ) t where t.geom is not null`,
    );
  const [row] = await sql.unsafe<{ mvt: Uint8Array | null }[]>(
    `select string_agg(mvt, ''::bytea) as mvt from (${parts.join(" union all ")}) l`,
  );
  return row?.mvt ?? new Uint8Array(0);
}
