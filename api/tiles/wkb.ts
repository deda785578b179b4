/** A point of a tile: 0 to 4096 within it, y down. */
export interface TilePoint {
  readonly x: number;
  readonly y: number;
}

/** 1 point, 2 line, 3 area: the numbers of the vector tile format. */
export type TileGeometryType = 1 | 2 | 3;

export interface TileGeometry {
  readonly type: TileGeometryType;
  /** Points together, lines one by one, or rings (outer first, then its holes). */
  readonly parts: readonly (readonly TilePoint[])[];
}

/**
 * Reads ISO or extended WKB in tile space into the parts of a vector tile feature.
 *
 * Z and M are dropped, coordinates rounded to whole units, repeated points left out; parts that
 * collapse (a line of one point, a ring of fewer than four) go. Outer rings come out clockwise on
 * screen and holes counter-clockwise, as the vector tile format 2.1 wants. Of a collection only the
 * parts of the highest dimension stay. Empty or collapsed geometry gives null.
 */
export function read_wkb(wkb: Uint8Array): TileGeometry | null {
  const view = new DataView(wkb.buffer, wkb.byteOffset, wkb.byteLength);
  const points: TilePoint[] = [];
  const lines: TilePoint[][] = [];
  const rings: TilePoint[][] = [];
  let at = 0;

  function read_geometry(): void {
    const little = view.getUint8(at) === 1;
    at += 1;
    const uint = (): number => {
      const value = view.getUint32(at, little);
      at += 4;
      return value;
    };
    const word = uint();
    const with_srid = (word & 0x20000000) !== 0;
    const iso = (word & 0x0fffffff) % 1000;
    const thousands = Math.floor((word & 0x0fffffff) / 1000);
    const has_z = (word & 0x80000000) !== 0 || thousands === 1 || thousands === 3;
    const has_m = (word & 0x40000000) !== 0 || thousands === 2 || thousands === 3;
    const stride = 16 + (has_z ? 8 : 0) + (has_m ? 8 : 0);
    if (with_srid) at += 4;
    const position = (): TilePoint => {
      const point = {
        x: Math.round(view.getFloat64(at, little)),
        y: Math.round(view.getFloat64(at + 8, little)),
      };
      at += stride;
      return point;
    };
    const sequence = (): TilePoint[] => {
      const count = uint();
      const read: TilePoint[] = [];
      for (let i = 0; i < count; i++) {
        const point = position();
        const previous = read.at(-1);
        if (!previous || previous.x !== point.x || previous.y !== point.y) read.push(point);
      }
      return read;
    };

    if (iso === 1) {
      const point = position();
      // An empty point is written as NaN, NaN.
      if (!Number.isNaN(point.x)) points.push(point);
    } else if (iso === 2) {
      const line = sequence();
      if (line.length >= 2) lines.push(line);
    } else if (iso === 3) {
      const count = uint();
      for (let i = 0, outer_kept = false; i < count; i++) {
        const ring = wound(sequence(), i === 0);
        if (i === 0) outer_kept = ring !== null;
        if (ring && outer_kept) rings.push(ring);
      }
    } else if (iso >= 4 && iso <= 7) {
      const count = uint();
      for (let i = 0; i < count; i++) read_geometry();
    } else {
      throw new Error(`expected WKB of a point, line, polygon or a collection of them, got type ${word}`);
    }
  }

  read_geometry();
  if (rings.length > 0) return { type: 3, parts: rings };
  if (lines.length > 0) return { type: 2, parts: lines };
  if (points.length > 0) return { type: 1, parts: [points] };
  return null;
}

/** The ring turned the way the tile format wants it, or null where it has no area. */
function wound(ring: TilePoint[], outer: boolean): TilePoint[] | null {
  if (ring.length < 4) return null;
  let twice_area = 0;
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1] as TilePoint, ring[i] as TilePoint];
    twice_area += a.x * b.y - b.x * a.y;
  }
  if (twice_area === 0) return null;
  return twice_area > 0 === outer ? ring : ring.reverse();
}
