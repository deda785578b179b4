import { fromVectorTileJs } from "@maplibre/vt-pbf";
import { read_wkb, type TileGeometry } from "./wkb.ts";

/** A row of the SQL function `tile_rows`: geometry as WKB in tile space (0 to 4096, y down). */
export interface TileRow {
  readonly layer: string;
  readonly id: number | null;
  readonly wkb: Uint8Array;
  readonly properties: Readonly<Record<string, unknown>> | null;
}

interface EncodedFeature {
  readonly geometry: TileGeometry;
  readonly id: number | undefined;
  readonly properties: Record<string, string | number | boolean>;
}

/** Nulls and nested values have no place in a vector tile: `ST_AsMVT` leaves them out as well. */
function flat(properties: TileRow["properties"]): EncodedFeature["properties"] {
  const kept: EncodedFeature["properties"] = {};
  for (const [key, value] of Object.entries(properties ?? {}))
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
      kept[key] = value;
  return kept;
}

/**
 * Encodes rows as one Mapbox Vector Tile (version 2, extent 4096), a layer per `layer` word in
 * alphabetical order, as `tile_mvt` does. Rows whose geometry collapses are left out; no rows give no bytes.
 */
export function encode_tile(rows: readonly TileRow[]): Uint8Array {
  const layers = new Map<string, EncodedFeature[]>();
  for (const row of rows) {
    const geometry = read_wkb(row.wkb);
    if (!geometry) continue;
    let features = layers.get(row.layer);
    if (!features) {
      features = [];
      layers.set(row.layer, features);
    }
    features.push({ geometry, id: row.id ?? undefined, properties: flat(row.properties) });
  }
  if (layers.size === 0) return new Uint8Array(0);
  const ordered = [...layers].sort(([a], [b]) => (a < b ? -1 : 1));
  const tile = {
    layers: Object.fromEntries(
      ordered.map(([name, features]) => [
        name,
        {
          version: 2,
          name,
          extent: 4096,
          length: features.length,
          feature(index: number) {
            const { geometry, id, properties } = features[index] as EncodedFeature;
            return { type: geometry.type, id, properties, extent: 4096, loadGeometry: () => geometry.parts };
          },
        },
      ]),
    ),
  };
  // The library reads x and y only; its type asks for a class of points that would be made for nothing.
  return fromVectorTileJs(tile as unknown as Parameters<typeof fromVectorTileJs>[0]);
}
