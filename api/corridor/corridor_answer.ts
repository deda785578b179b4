import type { PieceFinding } from "../queries/corridor.ts";
import type { Explained, FoundCorridor } from "./find_corridors.ts";
import type { LaidType } from "./measure_parts.ts";
import type { Obstacle } from "./types.ts";

/** Findings beyond this are counted, not listed. */
const MOST_FINDINGS = 200;

/** What the viewer may know of a thing: of a hidden one its layer and owner only. */
export function named_thing({ kind, layer, id, visible, owner }: Obstacle) {
  return { kind, layer, id: visible ? id : null, visible, owner };
}

const verdict_order = ["violated", "possible", "unknown", "clear"];
const severity_order = ["block", "mitigate", "inform"];

function worst_first(one: PieceFinding, other: PieceFinding): number {
  return (
    verdict_order.indexOf(one.verdict) - verdict_order.indexOf(other.verdict) ||
    severity_order.indexOf(one.severity) - severity_order.indexOf(other.severity)
  );
}

/** One corridor as the API answers it: numbers of the search, and the engine's findings of its pieces. */
export function corridor_of(
  found: FoundCorridor,
  of: {
    laid: LaidType;
    obstacles: readonly Obstacle[];
    streets: { id: string; name: string }[];
    lines: readonly number[][][];
    /** Of each piece. */
    findings: readonly (readonly PieceFinding[])[];
  },
) {
  const { pieces, numbers } = found;
  const covers = pieces.map(({ cover_m }) => cover_m);
  const findings = of.findings
    .flatMap((list, piece) => list.map((one) => ({ piece, ...one })))
    .sort(worst_first);
  const of_verdict = (verdict: string) => findings.filter((one) => one.verdict === verdict);
  const metres = (verdict: string): number =>
    of_verdict(verdict).reduce((sum, { stretch_m }) => sum + (stretch_m ?? 0), 0);
  return {
    cost: found.cost,
    streets: of.streets,
    length_m: numbers.length_m,
    cover_min_m: rounded(Math.min(...covers)),
    cover_max_m: rounded(Math.max(...covers)),
    bends: numbers.bends,
    crossings: numbers.crossings.length,
    paving_m2: numbers.paving_m2,
    dug_m3: numbers.dug_m3,
    trees: numbers.trees.length,
    violated: of_verdict("violated").length,
    possible: of_verdict("possible").length,
    unknown: of_verdict("unknown").length,
    violated_m: metres("violated"),
    possible_m: metres("possible"),
    findings: findings.slice(0, MOST_FINDINGS),
    pieces: pieces.map((piece, k) => ({
      geometry: { type: "LineString", coordinates: of.lines[k]! },
      cover_m: rounded(piece.cover_m),
      from_m: piece.from_m,
      to_m: piece.to_m,
      parameters: of.laid.parameters_at(piece.cover_m),
    })),
    crossed: numbers.crossings.flatMap(({ obstacle, at_m }) => {
      const thing = of.obstacles[obstacle]!;
      // Where along the corridor a hidden line lies would show the line.
      if (!thing.visible) return [];
      return [{ ...named_thing(thing), at_m, top_m: thing.top_m, bottom_m: thing.bottom_m }];
    }),
  };
}

/** Why there is no corridor, as the API answers it. */
export interface NoCorridor {
  readonly blocking: (ReturnType<typeof named_thing> & {
    /** Of the least bad way. */
    readonly length_m: number;
    /** What moving or deepening it alone would free of that. */
    readonly frees: { how: "move" | "deepen"; by_m: number | null; length_m: number }[];
  })[];
  readonly sets: {
    /** Each names its place in `blocking`. */
    readonly changes: { obstacle: number; how: "move" | "deepen"; by_m: number | null }[];
    readonly length_m: number;
    readonly cost: number;
  }[];
}

/** What the search found to be in the way. */
export function no_corridor_of({ blockers, obstacles: all, freed }: Explained, along_m: number): NoCorridor {
  const places = blockers.blocking.map(({ obstacle }) => obstacle);
  return {
    blocking: blockers.blocking.map(({ obstacle, cells, frees }) => ({
      ...named_thing(all[obstacle]!),
      length_m: cells * along_m,
      frees: frees.map(({ how, by_m, cells: freed }) => ({
        how,
        by_m: all[obstacle]!.visible ? by_m : null,
        length_m: freed * along_m,
      })),
    })),
    sets: blockers.sets.map(({ changes }, k) => ({
      changes: changes.map(({ obstacle, how, by_m }) => ({
        obstacle: places.indexOf(obstacle),
        how,
        by_m: all[obstacle]!.visible ? by_m : null,
      })),
      length_m: freed[k]!.numbers.length_m,
      cost: freed[k]!.cost,
    })),
  };
}

const rounded = (metres: number): number => Math.round(metres * 1000) / 1000;
