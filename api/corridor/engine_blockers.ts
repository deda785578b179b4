import type { PieceFinding } from "../queries/corridor.ts";
import { may_be } from "./bars_of.ts";
import type { CheckedCorridor } from "./check_corridors.ts";
import type { NoCorridor } from "./corridor_answer.ts";
import type { FoundCorridors } from "./find_corridors.ts";
import type { LaidType } from "./measure_parts.ts";
import type { LinePiece } from "./path_pieces.ts";

/** A thing that a corridor violates: how far, and how much deeper it would have to lie to be left alone. */
interface Violated {
  readonly thing: PieceFinding["other"];
  length_m: number;
  /** That part of it along which no other thing is violated, at least. */
  alone_m: number;
  /** null where another depth would not help. */
  by_m: number | null;
}

/**
 * What is in the way of a corridor that the search holds free but the engine does not: the things it violates, and
 * that it violates nothing once all of them are moved or, where there is only one, laid so much deeper that the
 * corridor passes over it.
 */
export function engine_blockers(
  { corridor, found, pieces, findings }: CheckedCorridor,
  { obstacles }: FoundCorridors,
  laid: LaidType,
  along_m: number,
): NoCorridor {
  const violated = new Map<string, Violated>();
  for (const [k, piece] of pieces.entries()) {
    const lengths = new Map<string, number>();
    for (const finding of findings[k]!) {
      if (finding.verdict !== "violated") continue;
      const { other } = finding;
      const key = [other.kind, other.layer, other.id, other.owner].join();
      // Several rules may speak of the same thing beside the same piece: that is as long as the longest says.
      lengths.set(key, Math.max(lengths.get(key) ?? along_m, finding.stretch_m ?? 0));
      const by_m = deeper_by_m(finding, piece, found.route, obstacles, laid);
      const known = violated.get(key);
      if (!known) violated.set(key, { thing: other, length_m: 0, alone_m: 0, by_m });
      else known.by_m = known.by_m === null || by_m === null ? null : Math.max(known.by_m, by_m);
    }
    const together_m = [...lengths.values()].reduce((sum, length_m) => sum + length_m, 0);
    for (const [key, length_m] of lengths) {
      const thing = violated.get(key)!;
      thing.length_m += length_m;
      thing.alone_m += Math.max(0, 2 * length_m - together_m);
    }
  }
  const things = [...violated.values()].sort((one, other) => other.length_m - one.length_m);
  const frees = { length_m: corridor.length_m, cost: corridor.cost };
  const moved = things.map((_, obstacle) => ({ obstacle, how: "move" as const, by_m: null }));
  const by_m = things.length === 1 ? things[0]!.by_m : null;
  const deepened =
    by_m === null ? [] : [{ changes: [{ obstacle: 0, how: "deepen" as const, by_m }], ...frees }];
  return {
    blocking: things.map(({ thing: { kind, layer, id, visible, owner }, length_m, alone_m, by_m }) => ({
      ...{ kind, layer, id, visible, owner, length_m },
      frees: [
        { how: "move" as const, by_m: null, length_m: alone_m },
        ...(by_m === null ? [] : [{ how: "deepen" as const, by_m, length_m: alone_m }]),
      ],
    })),
    sets: [{ changes: moved, ...frees }, ...deepened],
  };
}

/** How much deeper a thing would have to lie for a piece above it to keep what a rule asks; null where that would not help. */
function deeper_by_m(
  finding: PieceFinding,
  piece: LinePiece,
  route: number,
  obstacles: FoundCorridors["obstacles"],
  laid: LaidType,
): number | null {
  const thing = finding.other.visible && obstacles[route]!.find((one) => may_be(one, finding.other));
  if (!thing || thing.top_m === null || thing.bottom_m === null) return null;
  if (finding.required_vertical_m === null) return null;
  const bottom_m = piece.cover_m + Math.max(...laid.parts.map(({ below_m, height_m }) => below_m + height_m));
  if (piece.cover_m + bottom_m > thing.top_m + thing.bottom_m) return null;
  const by_m = bottom_m + finding.required_vertical_m + thing.depth_accuracy_m - thing.top_m;
  return by_m > 0 ? Math.ceil(by_m * 100 - 1e-6) / 100 : null;
}
