import type {
  ImportedDistrict,
  ImportedFeature,
  ImportedSegment,
  ImportItem,
} from "../../data/importers/types.ts";
import type { GeneratedDataset } from "../../data/load_demo.ts";

/** A geometry read back from hex EWKB: every line or ring as flat coordinates. */
export interface Shape {
  readonly kind: "point" | "line" | "area";
  readonly srid: number;
  readonly parts: readonly (readonly number[])[];
}

export interface DrawnFeature extends ImportedFeature {
  readonly shape: Shape;
  readonly dataset: string;
}

export interface Drawn {
  readonly items: readonly ImportItem[];
  readonly features: readonly DrawnFeature[];
  readonly segments: readonly ImportedSegment[];
  readonly districts: readonly ImportedDistrict[];
}

const kinds = { 1: "point", 2: "line", 3: "area" } as const;

/** Reads what the generator writes: little-endian EWKB of a point, line or polygon with its SRID. */
export function shape_of(hex: string): Shape {
  const bytes = Buffer.from(hex, "hex");
  const type = bytes.readUInt32LE(1) & 0xff;
  if (type !== 1 && type !== 2 && type !== 3) throw new Error(`expected geometry type 1 to 3, got ${type}`);
  const srid = bytes.readUInt32LE(5);
  let at = 9;
  const coordinates = (count: number): number[] =>
    Array.from({ length: count * 2 }, () => {
      at += 8;
      return bytes.readDoubleLE(at - 8);
    });
  const size = (): number => {
    at += 4;
    return bytes.readUInt32LE(at - 4);
  };
  const parts =
    type === 1
      ? [coordinates(1)]
      : type === 2
        ? [coordinates(size())]
        : Array.from({ length: size() }, () => coordinates(size()));
  if (at !== bytes.length) throw new Error(`expected ${bytes.length} bytes of geometry, read ${at}`);
  return { kind: kinds[type], srid, parts };
}

/** All items of generated datasets, geometries decoded. */
export function read_demo(datasets: readonly GeneratedDataset[]): Drawn {
  const items: ImportItem[] = [];
  const features: DrawnFeature[] = [];
  const segments: ImportedSegment[] = [];
  const districts: ImportedDistrict[] = [];
  for (const { dataset, items: rows } of datasets)
    for (const item of rows) {
      items.push(item);
      if (item.kind === "feature")
        features.push({ ...item, shape: shape_of(item.geom_hex), dataset: dataset.name });
      else if (item.kind === "segment") segments.push(item);
      else if (item.kind === "district") districts.push(item);
    }
  return { items, features, segments, districts };
}

/** Shortest distance in metres from a place to a flat line or ring. */
export function distance_m(line: readonly number[], x: number, y: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i + 3 < line.length; i += 2) {
    const [ax, ay] = [line[i]!, line[i + 1]!];
    const [dx, dy] = [line[i + 2]! - ax, line[i + 3]! - ay];
    const length2 = dx * dx + dy * dy;
    const t = length2 === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length2));
    best = Math.min(best, Math.hypot(ax + dx * t - x, ay + dy * t - y));
  }
  return best;
}

/** Whether a place lies inside an area: in its outer ring and in none of its holes. */
export function inside(parts: Shape["parts"], x: number, y: number): boolean {
  let crossings = 0;
  for (const ring of parts)
    for (let i = 0; i + 3 < ring.length; i += 2) {
      const [ay, by] = [ring[i + 1]!, ring[i + 3]!];
      if (ay > y === by > y) continue;
      if (ring[i]! + ((y - ay) / (by - ay)) * (ring[i + 2]! - ring[i]!) > x) crossings++;
    }
  return crossings % 2 === 1;
}

/** Finds features by place: a grid of 20 m cells over their boxes. */
export class PlaceIndex {
  private readonly cells = new Map<string, DrawnFeature[]>();

  constructor(features: readonly DrawnFeature[]) {
    for (const feature of features) {
      const { xs, ys } = box_of(feature.shape);
      for (let i = Math.floor(xs[0] / 20); i <= Math.floor(xs[1] / 20); i++)
        for (let j = Math.floor(ys[0] / 20); j <= Math.floor(ys[1] / 20); j++) {
          const cell = this.cells.get(`${i}/${j}`);
          if (cell) cell.push(feature);
          else this.cells.set(`${i}/${j}`, [feature]);
        }
    }
  }

  /** Candidates within `reach_m` (at most 20 m) of a place; each once. */
  near(x: number, y: number, reach_m = 0): Set<DrawnFeature> {
    const out = new Set<DrawnFeature>();
    for (let i = Math.floor((x - reach_m) / 20); i <= Math.floor((x + reach_m) / 20); i++)
      for (let j = Math.floor((y - reach_m) / 20); j <= Math.floor((y + reach_m) / 20); j++)
        for (const feature of this.cells.get(`${i}/${j}`) ?? []) out.add(feature);
    return out;
  }
}

function box_of(shape: Shape): { xs: [number, number]; ys: [number, number] } {
  const xs: [number, number] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const ys: [number, number] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const part of shape.parts)
    for (let i = 0; i < part.length; i += 2) {
      xs[0] = Math.min(xs[0], part[i]!);
      xs[1] = Math.max(xs[1], part[i]!);
      ys[0] = Math.min(ys[0], part[i + 1]!);
      ys[1] = Math.max(ys[1], part[i + 1]!);
    }
  return { xs, ys };
}
