import type { Geometry, LineString, Position } from "geojson";
import { apply_way_out, measure_type_by_id, way_out_of } from "../../data/catalog/index.ts";
import type { MeasureType, WayOut } from "../../data/catalog/types.ts";
import type { Finding, Thing } from "../client.ts";
import type { Draft } from "./draft.ts";
import { lines_of } from "./lines_of.ts";
import { distance_m, nearest_on, plane_at, type Xy } from "./plane.ts";
import { middle_of, moved, positions_of } from "./shape_edit.ts";

/** The ways out of a finding that this measure can take with one press, in the rule's order. */
export const takeable = (finding: Finding, type: MeasureType): WayOut[] =>
  finding.rule.ways_out.flatMap((id) => way_out_of(type, id) ?? []);

/** The measure after a way out that sets parameters or changes the type; null for one that moves it. */
export function taken(draft: Draft, way: WayOut): Draft | null {
  const type = measure_type_by_id(draft.measure_type);
  const after = type ? apply_way_out(type, draft.parameters, way) : "move";
  return after === "move" ? null : { ...draft, ...after };
}

/** A line of this length with a position in its middle, along the nearest piece of a street's axis; eastwards where there is none. */
export function line_along(middle: Position, axis: Geometry | null, length_m: number): LineString {
  const plane = plane_at(middle);
  let best = { away: Infinity, unit: [1, 0] as Xy };
  for (const line of axis ? lines_of(axis) : []) {
    const points = line.map(plane.to);
    for (let i = 1; i < points.length; i += 1) {
      const [a, b] = [points[i - 1]!, points[i]!];
      const { away } = nearest_on([0, 0], a, b);
      const piece_m = distance_m(a, b);
      if (away < best.away && piece_m > 0)
        best = { away, unit: [(b[0] - a[0]) / piece_m, (b[1] - a[1]) / piece_m] };
    }
  }
  const end = (share: number) =>
    plane.from([best.unit[0] * length_m * share, best.unit[1] * length_m * share]);
  return { type: "LineString", coordinates: [end(-0.5), end(0.5)] };
}

/** Our side of a finding and the other side; null where ours is not in it. */
export function sides(finding: Finding, own_id: number | null): { ours: Thing; other: Thing } | null {
  const is_ours = (thing: Thing) =>
    thing.kind === "measure" && (thing.id === null || thing.id === 0 || thing.id === own_id);
  if (is_ours(finding.a)) return { ours: finding.a, other: finding.b };
  if (is_ours(finding.b)) return { ours: finding.b, other: finding.a };
  return null;
}

/** A hand's breadth more than needed, so that rounding does not leave it on the edge. */
const spare_m = 0.05;
/** Further than this is another place, not a way out. */
const furthest_m = 8;
const furthest_across_m = 60;

/** A shift of the whole shape, east and north in metres. */
export interface Shift {
  readonly east_m: number;
  readonly north_m: number;
  readonly length_m: number;
}

/**
 * Shifts worth trying to get clear of a finding, the shortest first: straight away from the other thing by
 * what is missing (uncertainty included), and to its other side. Empty where the other thing may not be
 * seen or the finding is not one of distance. Which of them really helps only a preview can tell.
 */
export function shifts_for(finding: Finding, own_id: number | null): Shift[] {
  const both = sides(finding, own_id);
  const { required_m, distance_m, uncertainty_m } = finding;
  if (!both?.ours.geometry || !both.other.geometry || required_m === null) return [];
  const ours = both.ours.geometry;
  const from = positions_of(ours)[0];
  if (!from) return [];
  const plane = plane_at(from);
  let best: { ours: Xy; other: Xy; away: number } | null = null;
  for (const position of positions_of(ours)) {
    const p = plane.to(position);
    for (const line of lines_of(both.other.geometry)) {
      const points = line.map(plane.to);
      for (let i = 1; i < points.length; i += 1) {
        const near = nearest_on(p, points[i - 1]!, points[i]!);
        if (!best || near.away < best.away) best = { ours: p, other: near.at, away: near.away };
      }
    }
  }
  if (!best || best.away < 1e-6) return [];
  const unit: Xy = [(best.ours[0] - best.other[0]) / best.away, (best.ours[1] - best.other[1]) / best.away];
  const clear_m = required_m + (uncertainty_m ?? 0) + spare_m;
  const short_m = clear_m - (distance_m ?? 0);
  if (short_m <= 0) return [];
  // Axis to axis there is more between them than wall to wall.
  const walls_m = Math.max(0, best.away - (distance_m ?? 0));
  const across_m = best.away + walls_m + clear_m;
  const along = (metres: number): Shift => ({
    east_m: unit[0] * metres,
    north_m: unit[1] * metres,
    length_m: Math.abs(metres),
  });
  const more = [0, 0.3, 0.6, 1, 1.5, 2.5];
  return [...more.map((m) => along(short_m + m)), ...more.map((m) => along(-(across_m + m)))]
    .filter(({ length_m }) => length_m <= furthest_m)
    .sort((a, b) => a.length_m - b.length_m);
}

/**
 * Shifts to the other side of the street, the mirror place first: across the axis and as far beyond it as the
 * shape lies before it, a little less and a little more. Empty where the axis is nowhere near.
 */
export function shifts_across(geometry: Geometry, axis: Geometry): Shift[] {
  const plane = plane_at(middle_of(geometry));
  let best: { at: Xy; away: number } | null = null;
  for (const line of lines_of(axis)) {
    const points = line.map(plane.to);
    for (let i = 1; i < points.length; i += 1) {
      const near = nearest_on([0, 0], points[i - 1]!, points[i]!);
      if (!best || near.away < best.away) best = near;
    }
  }
  if (!best || best.away < 0.2) return [];
  const { at, away } = best;
  return [0, 0.4, -0.4, 0.8, -0.8, 1.4, -1.4, 2].flatMap((more) => {
    const length_m = 2 * away + more;
    if (length_m <= away || length_m > furthest_across_m) return [];
    return [{ east_m: (at[0] / away) * length_m, north_m: (at[1] / away) * length_m, length_m }];
  });
}

export const shifted = (draft: Draft, { east_m, north_m }: Shift): Draft => ({
  ...draft,
  geometry: moved(draft.geometry, east_m, north_m),
});

/** How bad a set of findings is: conflicts that are violated, then possible ones. */
export const badness = (findings: readonly Finding[]): number =>
  findings.reduce(
    (sum, { kind, verdict }) =>
      sum + (kind !== "conflict" ? 0 : verdict === "violated" ? 1000 : verdict === "possible" ? 1 : 0),
    0,
  );
