import { readdirSync, readFileSync } from "node:fs";
import type { CorridorQuestion } from "../../../api/corridor/search_corridors.ts";
import type { CorridorWeights, LinePart, Obstacle, Xy } from "../../../api/corridor/types.ts";

/** A straight street from (0, 0) along the first axis, and what lies in it. */
export interface StreetCase {
  readonly street: { readonly length_m: number; readonly half_width_m: number };
  readonly parts: readonly LinePart[];
  readonly cover_min_m: number;
  readonly cover_max_m: number;
  readonly trench_width_m: number;
  readonly weights: CorridorWeights;
  readonly from_aside_m?: number | null;
  readonly to_aside_m?: number | null;
  readonly paved: readonly (readonly Xy[])[];
  readonly obstacles: readonly (Partial<Obstacle> &
    Pick<
      Obstacle,
      "dimension" | "parts" | "radius_m" | "accuracy_m" | "top_m" | "bottom_m" | "depth_accuracy_m" | "rules"
    >)[];
}

/** One hand-computed case: the arithmetic in words, and what must come out. */
export interface CorridorCase extends StreetCase {
  readonly file: string;
  readonly title: string;
  readonly by_hand: string;
  readonly expect: {
    readonly free: boolean;
    readonly cost?: number;
    readonly covers_m?: readonly number[];
    readonly cover_at_most_m?: number;
    readonly aside_at_least_m?: number;
    readonly aside_at_most_m?: number;
    readonly bends?: number;
    readonly crossings?: number;
    readonly trees?: number;
    readonly paving_m2?: number;
    readonly blocking?: readonly number[];
    /** Of each that blocks: how, how much deeper, and the cells of the way that this alone frees. */
    readonly frees?: readonly (readonly (readonly [string, number | null, number])[])[];
    readonly sets?: readonly (readonly (readonly [number, string, number | null])[])[];
  };
}

const folder = new URL("../../cases/corridor/", import.meta.url);

/** Every case under test/cases/corridor, by name. */
export function corridor_cases(): CorridorCase[] {
  return readdirSync(folder)
    .sort()
    .map((file) => ({ ...(JSON.parse(readFileSync(new URL(file, folder), "utf8")) as CorridorCase), file }));
}

/** The question that a straight street asks. */
export function case_question(of: StreetCase, count = 1): CorridorQuestion {
  const { length_m, half_width_m } = of.street;
  const from_aside = of.from_aside_m ?? null;
  return {
    route: [
      [0, 0],
      [length_m, 0],
    ],
    from: [0, from_aside ?? 0],
    to: [length_m, of.to_aside_m ?? 0],
    fixed_ends: from_aside !== null,
    zone: [
      [
        [-1, -half_width_m],
        [length_m + 1, -half_width_m],
        [length_m + 1, half_width_m],
        [-1, half_width_m],
        [-1, -half_width_m],
      ],
    ],
    paved: of.paved.map((ring) => [ring]),
    obstacles: of.obstacles.map((obstacle, n) => ({
      kind: "feature",
      layer: "line",
      id: n,
      visible: true,
      owner: null,
      ...obstacle,
    })),
    parts: of.parts,
    cover_min_m: of.cover_min_m,
    cover_max_m: of.cover_max_m,
    trench_width_m: of.trench_width_m,
    weights: of.weights,
    count,
  };
}
