import { dig_choices } from "../../data/catalog/trenches.ts";
import type { DescribedOpening } from "./describe_openings.ts";
import { DigIndex } from "./dig_index.ts";
import type { AskedProblem } from "./dig_problem.ts";
import { days_after } from "./months.ts";
import type { Opening } from "./types.ts";

/** Two openings that share a stretch of a street. */
export interface Meeting {
  readonly a: string;
  readonly b: string;
  /**
   * As planned: at the same time, or in periods that overlap; the later within the blocking period of the
   * earlier; or apart. null: one has no time.
   */
  readonly time: "meet" | "blocked" | "apart" | null;
  readonly shared_m: number;
  /** Metres where both lie close enough to share a trench. */
  readonly shared_trench_m: number;
  /** Their limits leave a month in which they could begin together. */
  readonly joinable: boolean;
}

/** Where openings meet in space, and what that means in time, as planned. Fully worked out for the openings given. */
export function opening_meetings({ problem, described }: AskedProblem): readonly Meeting[] {
  const index = new DigIndex(problem);
  return index.beside.flatMap((others, i) =>
    others
      .filter((j) => j > i)
      .map((j): Meeting => {
        const [a, b] = [problem.openings[i]!, problem.openings[j]!];
        const together = index.group([i, j]);
        return {
          a: a.key,
          b: b.key,
          time: time_of(index, described, i, j),
          ...shared(a, b),
          joinable:
            a.agreed === undefined &&
            b.agreed === undefined &&
            together.first <= together.last &&
            described[i]!.key !== described[j]!.key,
        };
      }),
  );
}

function time_of(
  index: DigIndex,
  described: readonly DescribedOpening[],
  i: number,
  j: number,
): Meeting["time"] {
  const { openings } = index.problem;
  const [a, b] = [openings[i]!, openings[j]!];
  if (a.planned === null || b.planned === null) return null;
  if (a.agreed !== undefined && a.agreed === b.agreed) return "apart";
  const [of_a, of_b] = [index.group([i]), index.group([j])];
  // Nobody says when within its period something is done: the axis shows the whole of it, and so do words.
  const [days_a, days_b] = [days_of(described[i]!, a), days_of(described[j]!, b)];
  if (days_a && days_b && days_a.from <= days_b.to && days_b.from <= days_a.to) return "meet";
  if (!index.clash(i, of_a, a.planned, j, of_b, b.planned)) return "apart";
  const [first, second, of_first] = a.planned <= b.planned ? [a, b, of_a] : [b, a, of_b];
  return second.planned! < index.end_of(of_first, first.planned!) ? "meet" : "blocked";
}

/** First and last day as planned; null where an accepted package has its own. */
function days_of({ from, to, weeks }: DescribedOpening, { agreed }: Opening) {
  if (from === null || agreed?.startsWith("package:")) return null;
  return { from, to: to ?? days_after(from, Math.max(0, weeks * 7 - 1)) };
}

function shared(a: Opening, b: Opening): { shared_m: number; shared_trench_m: number } {
  let shared_m = 0;
  let shared_trench_m = 0;
  for (const one of a.places)
    for (const other of b.places) {
      if (one.street_id !== other.street_id) continue;
      const length_m = Math.min(one.to_m, other.to_m) - Math.max(one.from_m, other.from_m);
      if (length_m <= 0) continue;
      shared_m += length_m;
      const gap_m = Math.max(one.right_m, other.right_m) - Math.min(one.left_m, other.left_m);
      if (a.trench_eur_m && b.trench_eur_m && gap_m <= dig_choices.shared_trench_within_m)
        shared_trench_m += length_m;
    }
  return { shared_m, shared_trench_m };
}
