import type { Xy } from "./types.ts";

/** Corners of the route are rounded over this much to either side, so that places inside a corner are not met twice. */
const ROUNDING_M = 10;
const SAMPLE_M = 0.25;

/** A place on the route: its position and direction (unit vector). */
export interface Station {
  readonly x: number;
  readonly y: number;
  readonly tx: number;
  readonly ty: number;
}

/**
 * Coordinates along a route: `cells` stretches of `step_m`, shorter where it is looked at more closely.
 * `stations[2 i]` are the borders between them, `stations[2 i + 1]` their middles. A place is `aside_m` to the left of
 * a station.
 */
export interface StreetFrame {
  readonly length_m: number;
  readonly cells: number;
  readonly step_m: number;
  /** The borders between cells along the route, in steps of `step_m`. */
  readonly borders: Float64Array;
  /** How long each cell is along the route, in such steps: 1, or a part of one. */
  readonly shares: Float64Array;
  readonly least_step_m: number;
  readonly stations: readonly Station[];
  /** Where they are, as numbers one behind the other: searched through for every obstacle. */
  readonly xs: Float64Array;
  readonly ys: Float64Array;
}

/**
 * The frame of a route of at least two different positions, with cells of at most `step_max_m`. `borders` (of a stretch
 * of the route, or where some cells are cut into shorter ones) are in steps of the whole cells.
 */
export function street_frame(
  route: readonly Xy[],
  step_max_m: number,
  borders: Float64Array | null = null,
): StreetFrame {
  const lengths = [0];
  for (let i = 1; i < route.length; i++) lengths.push(lengths[i - 1]! + distance(route[i - 1]!, route[i]!));
  const length_m = lengths.at(-1)!;
  const whole = Math.max(1, Math.ceil(length_m / step_max_m - 1e-9));
  const step_m = length_m / whole;
  const used = borders ?? Float64Array.from({ length: whole + 1 }, (_, cell) => cell);
  const cells = used.length - 1;
  const shares = Float64Array.from({ length: cells }, (_, cell) => used[cell + 1]! - used[cell]!);
  const at = (s: number): Xy => {
    const along = Math.min(Math.max(s, 0), length_m);
    let k = 1;
    let high = lengths.length - 1;
    while (k < high) {
      const middle = (k + high) >> 1;
      if (lengths[middle]! < along) k = middle + 1;
      else high = middle;
    }
    const span = lengths[k]! - lengths[k - 1]!;
    const share = span > 0 ? (along - lengths[k - 1]!) / span : 0;
    const [from, to] = [route[k - 1]!, route[k]!];
    return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
  };
  const stations: Station[] = [];
  for (let j = 0; j <= 2 * cells; j++) {
    const steps = (used[j >> 1]! + used[(j + 1) >> 1]!) / 2;
    stations.push(rounded(at, steps * step_m, length_m));
  }
  const xs = Float64Array.from(stations, ({ x }) => x);
  const ys = Float64Array.from(stations, ({ y }) => y);
  const least_step_m = step_m * shares.reduce((least, share) => Math.min(least, share), 1);
  return { length_m, cells, step_m, borders: used, shares, least_step_m, stations, xs, ys };
}

/** The moving average of the route and its direction; at the ends the window shrinks to nothing. */
function rounded(at: (s: number) => Xy, s: number, length_m: number): Station {
  const half = Math.min(ROUNDING_M, s, length_m - s);
  const reach = Math.max(half, 0.01);
  const [from, to] = [at(s - reach), at(s + reach)];
  const span = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
  const samples = Math.max(1, Math.round((2 * half) / SAMPLE_M));
  let [x, y] = [0, 0];
  for (let k = 0; k < samples; k++) {
    const place = at(s - half + (2 * half * (k + 0.5)) / samples);
    x += place[0] / samples;
    y += place[1] / samples;
  }
  return { x, y, tx: (to[0] - from[0]) / span, ty: (to[1] - from[1]) / span };
}

/** The position `aside_m` to the left of a station. */
export const beside = (at: Station, aside_m: number): Xy => [at.x - at.ty * aside_m, at.y + at.tx * aside_m];

/** A position in a station's own axes: metres ahead and metres to the left. */
export const local = (at: Station, x: number, y: number): Xy => [
  (x - at.x) * at.tx + (y - at.y) * at.ty,
  (y - at.y) * at.tx - (x - at.x) * at.ty,
];

/** How long a cell is at a place aside: shorter on the inside of a bend, negative where places would be met twice. */
export function cell_length_m({ stations }: StreetFrame, cell: number, aside_m: number): number {
  const before = stations[2 * cell]!;
  const { tx, ty } = stations[2 * cell + 1]!;
  const after = stations[2 * cell + 2]!;
  const x = after.x - after.ty * aside_m - (before.x - before.ty * aside_m);
  const y = after.y + after.tx * aside_m - (before.y + before.tx * aside_m);
  return x * tx + y * ty;
}

/** How far the ends of a cell at a place aside lie beside the straight line along its middle: 0 where the route is straight. */
export function bow_m(frame: StreetFrame, cell: number, aside_m: number): number {
  const [before, middle, after] = [0, 1, 2].map((k) => frame.stations[2 * cell + k]!) as [
    Station,
    Station,
    Station,
  ];
  return Math.max(
    ...[before, after].map((end) => Math.abs(local(middle, ...beside(end, aside_m))[1] - aside_m)),
  );
}

export const distance = (one: Xy, other: Xy): number => Math.hypot(one[0] - other[0], one[1] - other[1]);
