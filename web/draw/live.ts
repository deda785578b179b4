import type { Geometry } from "geojson";
import type { MeasureType } from "../../data/catalog/types.ts";
import type { Finding, Verdict } from "../client.ts";
import type { Draft } from "./draft.ts";
import type { Figure } from "./figure.ts";
import { amounts_of } from "./measuring.ts";
import { type ShapeTrouble, shape_troubles } from "./mend.ts";

/** The shape in hand: being drawn, or selected and perhaps dragged. */
export interface Live {
  /** null: a new shape that is not a measure yet. */
  readonly key: string | null;
  readonly type: MeasureType;
  readonly parameters: Draft["parameters"];
  /** null: the tool is in hand, nothing is drawn yet. */
  readonly geometry: Geometry | null;
  /** Points set so far. */
  readonly points: number;
  /** Under the pointer now: drawn or dragged. */
  readonly moving: boolean;
  readonly troubles: readonly ShapeTrouble[];
  /** null: not asked yet. They belong to `asked`, which may be an older place of the shape while it moves. */
  readonly findings: readonly Finding[] | null;
  readonly asked: Figure | null;
  readonly failed: boolean;
  /** The server asked for a rest: the findings come by themselves. */
  readonly resting?: boolean;
}

const order: Readonly<Record<Verdict, number>> = { violated: 0, possible: 1, unknown: 2, clear: 3 };
const kinds = { conflict: 0, attention: 1, synergy: 2 } as const;
const severities = { block: 0, mitigate: 1, inform: 2 } as const;

const shortfall_m = ({ required_m, distance_m, uncertainty_m }: Finding): number =>
  (required_m ?? 0) - (distance_m ?? 0) + (uncertainty_m ?? 0);

/** Findings as a planner wants them: conflicts before chances, the worst first. */
export const worst_first = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort(
    (a, b) =>
      kinds[a.kind] - kinds[b.kind] ||
      order[a.verdict] - order[b.verdict] ||
      severities[a.severity] - severities[b.severity] ||
      shortfall_m(b) - shortfall_m(a),
  );

/** Whether a shape is far enough along to be asked about: a line with length, an area with ground in it. */
export function can_ask(geometry: Geometry | null): geometry is Geometry {
  if (!geometry) return false;
  const { length_m, area_m2 } = amounts_of(geometry);
  return (length_m ?? 1) > 0.1 && (area_m2 ?? 1) > 0.05;
}

/** A tool in hand with nothing drawn yet. */
export const blank_live = (type: MeasureType): Live => ({
  key: null,
  type,
  parameters: {},
  geometry: null,
  points: 0,
  moving: false,
  troubles: [],
  findings: null,
  asked: null,
  failed: false,
});

/** While a point is on its way only crossings matter: everything begins as a sliver. */
export function shape_troubles_while_drawing(geometry: Geometry, points: number): Live["troubles"] {
  if (geometry.type !== "Polygon") return [];
  // Long strokes by hand are looked at when they are done.
  if (points > 60) return [];
  return shape_troubles(geometry).filter(({ kind }) => kind === "crosses_itself");
}
