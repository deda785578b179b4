import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { read_data_version, read_tile_bytes, read_tile_rows, read_visibility_key } from "../queries/tile.ts";
import type { Store } from "../store/open_store.ts";
import type { Viewer } from "../store/viewer.ts";
import { encode_tile } from "./encode_tile.ts";
import type { StoredTile, TileCache } from "./tile_cache.ts";

const compress = promisify(gzip);

export const tile_groups = ["above", "below", "street", "finding"] as const;
export type TileGroup = (typeof tile_groups)[number];

export interface TileAddress {
  readonly group: TileGroup;
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

/** What decides which features a viewer may see: two viewers with the same word see the same tile. */
async function visibility(store: Store, cache: TileCache, viewer: Viewer): Promise<string> {
  const { authority_id, organisation_id, role } = viewer;
  const key = await cache.visibility(`${authority_id} ${organisation_id} ${role}`, () =>
    store.as_viewer(viewer, read_visibility_key, { read_only: true }),
  );
  return `${authority_id} ${key}`;
}

/**
 * One vector tile, from the cache where it holds the version asked for and what the viewer may see,
 * else made and kept under the data version it was read at, which may be newer than the one asked for.
 *
 * `version` null asks for the newest. Throws what the store throws.
 */
export async function get_tile(
  store: Store,
  cache: TileCache,
  viewer: Viewer,
  address: TileAddress,
  version: number | null,
): Promise<StoredTile> {
  const place = `${address.group}/${address.z}/${address.x}/${address.y} ${await visibility(store, cache, viewer)}`;
  const wanted = version ?? (await store.as_viewer(viewer, read_data_version, { read_only: true }));
  const kept = cache.get(`${place} v${wanted}`);
  if (kept) return kept;
  return cache.shared(place, async () => {
    const { bytes, data_version } = await make_tile(store, viewer, address);
    const hash = createHash("sha256").update(bytes).digest("base64url").slice(0, 27);
    const gzipped = bytes.byteLength === 0 ? new Uint8Array(0) : new Uint8Array(await compress(bytes));
    const tile = { gzipped, hash, data_version };
    cache.set(`${place} v${data_version}`, tile);
    return tile;
  });
}

async function make_tile(
  store: Store,
  viewer: Viewer,
  address: TileAddress,
): Promise<{ bytes: Uint8Array; data_version: number }> {
  const read = <T>(work: Parameters<typeof store.as_viewer<T>>[1]): Promise<T> =>
    store.as_viewer(viewer, work, { read_only: true });
  if (store.features.mvt) return read((sql) => read_tile_bytes(sql, address));
  const { rows, data_version } = await read((sql) => read_tile_rows(sql, address));
  return { bytes: encode_tile(rows), data_version };
}
