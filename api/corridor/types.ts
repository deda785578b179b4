import { corridor_weights } from "../../data/catalog/corridor_weights.ts";

/** A place in the analysis CRS, metres. */
export type Xy = readonly [x_m: number, y_m: number];

export type Severity = "block" | "mitigate" | "inform";
export type Verdict = "violated" | "possible" | "unknown" | "clear";

/** A conflict rule in force between a part of the new line and one obstacle, seen from the new line. */
export interface ObstacleRule {
  readonly rule_id: string;
  readonly own_layer: string;
  readonly relation: "parallel" | "crossing" | "any" | "overlap";
  readonly severity: Severity;
  readonly horizontal_m: number | null;
  readonly vertical_m: number | null;
  /** The rule speaks only where this one lies above the other; null: no matter. */
  readonly upper: "own" | "other" | null;
}

/** One existing or planned thing that a rule keeps the new line away from. Depths below ground, positive down. */
export interface Obstacle {
  readonly kind: "feature" | "measure";
  readonly layer: string;
  readonly id: number;
  /** May the viewer know where it lies; else the answer names its layer and owner only. */
  readonly visible: boolean;
  readonly owner: string | null;
  readonly dimension: 0 | 1 | 2;
  /** Points as single positions, lines, or the rings of areas. */
  readonly parts: readonly (readonly Xy[])[];
  readonly radius_m: number;
  readonly accuracy_m: number;
  readonly top_m: number | null;
  readonly bottom_m: number | null;
  readonly depth_accuracy_m: number;
  readonly rules: readonly ObstacleRule[];
}

/** One pipe or cable of the new line: where it lies beside the alignment and below the shallowest part's top. */
export interface LinePart {
  readonly layer: string;
  /** Left of the alignment positive. */
  readonly offset_m: number;
  readonly radius_m: number;
  /** Its top, below the top of the shallowest part. */
  readonly below_m: number;
  readonly height_m: number;
}

/** What a planner would rather avoid; one metre of line costs 1. */
export interface CorridorWeights {
  /** A metre along which a clearance is violated for certain; times the rule's severity. */
  readonly violated: number;
  /** A metre along which it may be (or a depth is unknown). */
  readonly possible: number;
  /** Passing over or under a line. */
  readonly crossing: number;
  /** A bend, aside or in depth. */
  readonly bend: number;
  /** A square metre of paving broken up. */
  readonly paving: number;
  /** A tree that would have to go. */
  readonly tree: number;
  /** A cubic metre dug. */
  readonly digging: number;
}

/** The weights of the catalogue. */
export const default_weights = Object.fromEntries(
  corridor_weights.map(({ id, default: value }) => [id, value]),
) as unknown as CorridorWeights;

/** How much more a clearance weighs by what the rule says happens then. */
export const severity_factor: Readonly<Record<Severity, number>> = { block: 4, mitigate: 1, inform: 0.1 };

/** A crossing that is too close counts as this much line that is. */
export const CROSSING_COUNTS_AS_M = 5;
