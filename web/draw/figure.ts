import type { Feature, Geometry, Position } from "geojson";
import type { Amount, Becomes, MeasureType } from "../../data/catalog/types.ts";
import type { Finding, Verdict } from "../client.ts";
import type { Draft } from "./draft.ts";
import { distance_m, nearest_on, plane_at } from "./plane.ts";

/** How a measure looks on the map: its line or outline, its dots (trees, posts) and the zone around them. */
export interface Figure {
  readonly shape: Geometry;
  readonly dots: readonly Position[];
  /** Radius of the zone around each dot, in metres; 0 where there is none. */
  readonly zone_m: number;
  /** Width of the band along the line, in metres; 0 where the line has none. */
  readonly band_m: number;
}

const amount = (value: Amount | undefined, type: MeasureType, parameters: Draft["parameters"]): number => {
  if (value === undefined) return 0;
  if (typeof value === "number") return value;
  const given = parameters[value.param] ?? type.parameters.find(({ id }) => id === value.param)?.default;
  return typeof given === "number" ? given * (value.times ?? 1) : 0;
};

/** More dots than this are not drawn while a line is pulled across a town. */
const most_dots = 2000;

/** Points every `spacing_m` from the start of a line, as the server places them. */
export function points_along(line: readonly Position[], spacing_m: number): Position[] {
  const start = line[0];
  if (!start || line.length < 2 || !(spacing_m > 0)) return [];
  const plane = plane_at(start);
  const points = line.map(plane.to);
  const out: Position[] = [];
  let before_m = 0;
  // The same thousandth of a spacing as in SQL: a line of just so many spacings keeps its last point.
  const slack_m = spacing_m * 0.001;
  for (let i = 1; i < points.length; i += 1) {
    const [a, b] = [points[i - 1]!, points[i]!];
    const piece_m = distance_m(a, b);
    const last = i === points.length - 1;
    while (out.length * spacing_m <= before_m + piece_m + (last ? slack_m : 0) && out.length < most_dots) {
      const t = piece_m === 0 ? 0 : Math.min(1, (out.length * spacing_m - before_m) / piece_m);
      out.push(plane.from([a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]));
    }
    before_m += piece_m;
  }
  return out;
}

/** The figure of a measure, from what its type becomes. Only for the eye: verdicts come from the server. */
export function figure_of(draft: Pick<Draft, "geometry" | "parameters">, type: MeasureType): Figure {
  const { geometry, parameters } = draft;
  const of = (shape: Becomes["shape"]) => type.becomes.find((entry) => entry.shape === shape);
  const along = of("points_along");
  const zone = of("buffer_points_along") ?? (geometry.type === "Point" ? of("buffer") : undefined);
  const band = geometry.type === "LineString" ? of("buffer") : undefined;
  const dots =
    geometry.type === "Point"
      ? [geometry.coordinates]
      : along && geometry.type === "LineString"
        ? points_along(geometry.coordinates, amount(along.spacing_m, type, parameters))
        : [];
  return {
    shape: geometry,
    dots,
    zone_m: amount(zone?.radius_m, type, parameters),
    band_m: 2 * amount(band?.radius_m, type, parameters),
  };
}

const rank: Readonly<Record<Verdict, number>> = { violated: 3, possible: 2, unknown: 1, clear: 0 };
export type Tint = Verdict | "none";
const worse = (a: Tint, b: Verdict): Tint => (a === "none" || rank[b] > rank[a] ? b : a);

/** What colours a shape: conflicts only, since a chance is not a fault and an attention point is no clash. */
const tints = ({ kind }: Finding): boolean => kind === "conflict";

/** The worst verdict of the conflicts; `clear` where there are none. */
export const worst_verdict = (findings: readonly Pick<Finding, "kind" | "verdict">[]): Verdict =>
  findings
    .filter((f) => f.kind === "conflict")
    .reduce<Verdict>((worst, { verdict }) => (rank[verdict] > rank[worst] ? verdict : worst), "clear");

const centre = (geometry: Geometry): Position | null => {
  if (geometry.type === "Point") return geometry.coordinates;
  if (geometry.type !== "Polygon") return null;
  const ring = geometry.coordinates[0]!.slice(0, -1);
  const sum = ring.reduce(([x, y], p) => [x! + p[0]!, y! + p[1]!], [0, 0]);
  return [sum[0]! / ring.length, sum[1]! / ring.length];
};

/**
 * The worst verdict per dot of a figure. Findings name our part by its place at the moment of asking
 * (`asked`), so a dot is found by its order along that line, not by where it has moved since.
 */
export function dot_tints(
  findings: readonly Finding[],
  asked: Figure,
  own_id: number | null,
): (Tint | undefined)[] {
  const out: (Tint | undefined)[] = [];
  const first = asked.dots[0];
  if (!first) return out;
  const plane = plane_at(first);
  const dots = asked.dots.map(plane.to);
  for (const finding of findings) {
    if (!tints(finding)) continue;
    for (const side of [finding.a, finding.b]) {
      const ours = side.kind === "measure" && (side.id === null || side.id === 0 || side.id === own_id);
      const at = ours && side.geometry ? centre(side.geometry) : null;
      if (!at) continue;
      const xy = plane.to(at);
      let best = -1;
      let best_m = 1;
      dots.forEach((dot, i) => {
        const away = distance_m(dot, xy);
        if (away < best_m) [best, best_m] = [i, away];
      });
      if (best >= 0) out[best] = worse(out[best] ?? "none", finding.verdict);
    }
  }
  return out;
}

/** The map's features of one figure: shape, then dots with their zone. `key` binds them to the measure. */
export function figure_features(
  figure: Figure,
  properties: Readonly<Record<string, string | number | null>>,
  tint: Tint = "none",
  tint_of_dot: readonly (Tint | undefined)[] = [],
): Feature[] {
  return [
    ...(figure.shape.type === "Point"
      ? []
      : [
          {
            type: "Feature" as const,
            geometry: figure.shape,
            properties: {
              ...properties,
              part: "shape",
              band_m: figure.band_m,
              // A row speaks through its dots; its line stays quiet.
              verdict: figure.dots.length > 0 ? "none" : tint,
            },
          },
        ]),
    ...figure.dots.map((coordinates, i) => ({
      type: "Feature" as const,
      geometry: { type: "Point" as const, coordinates },
      properties: {
        ...properties,
        part: "dot",
        zone_m: figure.zone_m,
        verdict: tint === "none" ? "none" : (tint_of_dot[i] ?? (figure.dots.length === 1 ? tint : "clear")),
      },
    })),
  ];
}

/** The distance from a position to a line or outline in metres; used to find what one clicks on. */
export function away_from_line_m(position: Position, line: readonly Position[]): number {
  const plane = plane_at(position);
  const points = line.map(plane.to);
  return points
    .slice(1)
    .reduce((least, p, i) => Math.min(least, nearest_on([0, 0], points[i]!, p).away), Infinity);
}
