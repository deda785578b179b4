import type { Xy } from "./ground.ts";
import { crossing_of, distance, nearest_on } from "./polyline.ts";
import type { BareSegment } from "./street_chains.ts";

/** A building as a closed outer ring, metres in the analysis CRS. */
export interface BuildingOutline {
  readonly id: string;
  readonly ring: readonly Xy[];
}

/** Where a building meets its street: the wall that its connections come in by. */
export interface Facade {
  readonly building: BuildingOutline;
  readonly from: Xy;
  readonly to: Xy;
}

/** Sheds and garages get no connections. */
const LEAST_AREA_M2 = 25;
/** Farther than this from the centre line a building is not of the street. */
const REACH_M = 30;
const CELL_M = 60;

/** Things by the cells that their boxes touch. */
class Cells<T> {
  private readonly cells = new Map<string, T[]>();

  add(points: readonly Xy[], thing: T, margin_m = 0): void {
    for (const key of cells_of(points, margin_m)) {
      const list = this.cells.get(key);
      if (list) list.push(thing);
      else this.cells.set(key, [thing]);
    }
  }

  near(points: readonly Xy[]): Set<T> {
    const out = new Set<T>();
    for (const key of cells_of(points, 0)) for (const thing of this.cells.get(key) ?? []) out.add(thing);
    return out;
  }
}

function* cells_of(points: readonly Xy[], margin_m: number): Iterable<string> {
  const xs = points.map((point) => point[0]);
  const ys = points.map((point) => point[1]);
  const cell = (value: number): number => Math.floor(value / CELL_M);
  for (let x = cell(Math.min(...xs) - margin_m); x <= cell(Math.max(...xs) + margin_m); x++)
    for (let y = cell(Math.min(...ys) - margin_m); y <= cell(Math.max(...ys) + margin_m); y++)
      yield `${x},${y}`;
}

/** The buildings around imported streets: which street each belongs to, and what stands in the way of a line. */
export class HouseFacades {
  private readonly cells = new Cells<BuildingOutline>();
  private readonly by_segment = new Map<string, Facade[]>();

  constructor(buildings: readonly BuildingOutline[], segments: readonly BareSegment[]) {
    const streets = new Cells<BareSegment>();
    for (const segment of segments) streets.add(segment.line, segment, REACH_M);
    for (const building of buildings) this.cells.add(building.ring, building);
    for (const building of [...buildings].sort((a, b) => (a.id < b.id ? -1 : 1))) {
      if (ring_area_m2(building.ring) < LEAST_AREA_M2) continue;
      let best: { segment: BareSegment; from: Xy; to: Xy; distance_m: number } | null = null;
      for (const segment of streets.near(building.ring))
        for (const wall of walls_of(building.ring)) {
          const middle: Xy = [(wall[0][0] + wall[1][0]) / 2, (wall[0][1] + wall[1][1]) / 2];
          const distance_m = nearest_on(segment.line, middle).distance;
          if (distance_m < REACH_M && (!best || distance_m < best.distance_m))
            best = { segment, from: wall[0], to: wall[1], distance_m };
        }
      if (!best) continue;
      const list = this.by_segment.get(best.segment.id);
      const facade = { building, from: best.from, to: best.to };
      if (list) list.push(facade);
      else this.by_segment.set(best.segment.id, [facade]);
    }
  }

  of_segment(id: string): readonly Facade[] {
    return this.by_segment.get(id) ?? [];
  }

  /** True where a line passes under a building: another one, or its own before it reaches the facade. */
  blocked(from: Xy, to: Xy): boolean {
    for (const { ring } of this.cells.near([from, to]))
      for (let i = 1; i < ring.length; i++) {
        const hit = crossing_of(from, to, ring[i - 1]!, ring[i]!);
        if (hit && distance(hit.place, to) > 0.02) return true;
      }
    return false;
  }
}

function walls_of(ring: readonly Xy[]): [Xy, Xy][] {
  const walls = ring.slice(1).map((to, i): [Xy, Xy] => [ring[i]!, to]);
  const wide = walls.filter(([from, to]) => distance(from, to) >= 2.5);
  return wide.length > 0 ? wide : walls;
}

function ring_area_m2(ring: readonly Xy[]): number {
  let twice = 0;
  const [ox, oy] = ring[0] ?? [0, 0];
  for (let i = 1; i < ring.length; i++)
    twice += (ring[i - 1]![0] - ox) * (ring[i]![1] - oy) - (ring[i]![0] - ox) * (ring[i - 1]![1] - oy);
  return Math.abs(twice) / 2;
}
