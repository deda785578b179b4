import type { Transaction } from "../store/open_store.ts";
import type { TileRow } from "../tiles/encode_tile.ts";
import type { TileAddress } from "../tiles/get_tile.ts";

/**
 * The data version of the viewer's authority. Read before a tile is made: a tile made while data
 * change is then kept under the older version, never under a newer one.
 */
export async function read_data_version(sql: Transaction): Promise<number> {
  const [row] = await sql<{ data_version: number }[]>`
    select data_version from authority where id = current_authority()`;
  return row?.data_version ?? 0;
}

/** A word for all that the viewer may see. */
export async function read_visibility_key(sql: Transaction): Promise<string> {
  const [row] = await sql<{ key: string }[]>`select visibility_key() as key`;
  return row!.key;
}

export interface TileCover {
  readonly data_version: number;
  /** West, south, east, north of everything there is, in WGS 84; null where there is nothing yet. */
  readonly bounds_wgs84: number[] | null;
}

/** What a map must know before it asks for tiles: the data version, and where there is anything at all. */
export async function read_tile_cover(sql: Transaction): Promise<TileCover> {
  const [row] = await sql<TileCover[]>`
    select a.data_version,
      (select array[st_xmin(e), st_ymin(e), st_xmax(e), st_ymax(e)]
       from (
         select st_transform(st_setsrid(st_extent(part)::geometry, (select analysis_srid from setting)), 4326) as e
         from (
           select st_envelope(d.extent) as part from dataset d where d.extent is not null
           union all select st_envelope(s.zone) from street s
           union all select st_envelope(t.geom) from district t
         ) parts
       ) b where e is not null) as bounds_wgs84
    from authority a where a.id = current_authority()`;
  return row ?? { data_version: 0, bounds_wgs84: null };
}

/** A tile made by the database (`ST_AsMVT`). */
export async function read_tile_bytes(
  sql: Transaction,
  { group, z, x, y }: TileAddress,
): Promise<{ bytes: Uint8Array; data_version: number }> {
  const [data_version, [row]] = await Promise.all([
    read_data_version(sql),
    sql<{ bytes: Uint8Array }[]>`select tile_mvt(${group}, ${z}, ${x}, ${y}) as bytes`,
  ]);
  return { bytes: row?.bytes ?? new Uint8Array(0), data_version };
}

/** The rows of a tile, to be encoded by the API: for the store without `ST_AsMVT`. */
export async function read_tile_rows(
  sql: Transaction,
  { group, z, x, y }: TileAddress,
): Promise<{ rows: TileRow[]; data_version: number }> {
  const [data_version, rows] = await Promise.all([
    read_data_version(sql),
    sql<TileRow[]>`
      select layer, id, st_asbinary(geom) as wkb, properties from tile_rows(${group}, ${z}, ${x}, ${y})`,
  ]);
  return { rows, data_version };
}
