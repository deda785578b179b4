import { VectorTile } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";

export interface Secrets {
  /** The hidden line, in the analysis CRS and in WGS 84. */
  readonly line: readonly (readonly [number, number])[];
  readonly line_wgs84: readonly (readonly [number, number])[];
  /** Words and figures that nothing else holds, written as they would be. */
  readonly words: readonly string[];
}

type Xy = readonly [number, number];

function distance(p: Xy, a: Xy, b: Xy): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const t = Math.max(0, Math.min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy);
}

/** Metres from a place in WGS 84 or in the analysis CRS to the hidden line; infinite where it is neither. */
function away_m({ line, line_wgs84 }: Secrets, p: Xy): number {
  const degrees = Math.abs(p[0]) < 180;
  const [lon_m, lat_m] = degrees ? [70_000, 111_300] : [1, 1];
  const path = (degrees ? line_wgs84 : line).map(([x, y]) => [x * lon_m, y * lat_m] as const);
  const at = [p[0] * lon_m, p[1] * lat_m] as const;
  return Math.min(...path.slice(1).map((to, n) => distance(at, path[n]!, to)));
}

// Nothing public lies this near to the hidden line: a place that does was taken from it, however it was rounded.
const NEAR_M = 0.3;

/** The first secret in a text; null where there is none. */
export function secret_in_text(secrets: Secrets, text: string): string | null {
  const word = secrets.words.find((one) => text.includes(one));
  if (word) return word;
  const numbers = (text.match(/-?\d+\.\d+(?:e-?\d+)?/g) ?? []).map(Number);
  for (let n = 0; n + 1 < numbers.length; n++)
    for (const pair of [
      [numbers[n]!, numbers[n + 1]!],
      [numbers[n + 1]!, numbers[n]!],
    ] as const)
      if (away_m(secrets, pair) < NEAR_M) return `place ${pair.join(" ")}`;
  // The box around it has corners away from it, and says as much.
  for (const [path, within] of [
    [secrets.line, 0.02],
    [secrets.line_wgs84, 3e-7],
  ] as const) {
    const [xs, ys] = [path.map(([x]) => x), path.map(([, y]) => y)] as const;
    const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    for (let n = 0; n + 3 < numbers.length; n++)
      if (box.every((edge, k) => Math.abs(numbers[n + k]! - edge) < within)) return `box ${box.join(" ")}`;
  }
  return null;
}

/** The same in a vector tile, decoded back to WGS 84. */
export function secret_in_tile(
  secrets: Secrets,
  bytes: Uint8Array,
  { z, x, y }: { z: number; x: number; y: number },
): string | null {
  const tile = new VectorTile(new PbfReader(bytes));
  for (const layer of Object.values(tile.layers))
    for (let n = 0; n < layer.length; n++) {
      const feature = layer.feature(n);
      const found = secret_in_text(
        secrets,
        JSON.stringify([feature.properties, feature.toGeoJSON(x, y, z).geometry]),
      );
      if (found) return `${layer.name}: ${found}`;
    }
  return null;
}

/** The same in a binary file: words, and doubles wherever they may begin. */
export function secret_in_bytes(secrets: Secrets, bytes: Uint8Array): string | null {
  const word = secret_in_text({ ...secrets, line: secrets.line }, Buffer.from(bytes).toString("latin1"));
  if (word) return word;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 16 <= bytes.byteLength; at++) {
    const pair = [view.getFloat64(at, true), view.getFloat64(at + 8, true)] as const;
    const plausible = (pair[0] > 165_000 && pair[0] < 165_200) || (pair[0] > 4 && pair[0] < 5);
    if (plausible && away_m(secrets, pair) < NEAR_M) return `place ${pair.join(" ")}`;
  }
  return null;
}
