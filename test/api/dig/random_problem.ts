import type { DigProblem, Opening } from "../../../api/dig/types.ts";
import { dig_choices } from "../../../data/catalog/trenches.ts";
import { Random } from "../../../data/demo/random.ts";

export interface RandomShape {
  readonly openings: number;
  readonly streets: number;
  /** Months that an opening may move to either side, at most. */
  readonly shift: number;
  readonly budgets: number;
}

/** Openings of four parties along some streets, with trenches, blocking periods and budgets as chance has it. */
export function random_problem(seed: number, shape: RandomShape): DigProblem {
  const random = new Random(seed);
  const next = () => random.unit();
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const parties = ["town", "water", "grid", "telecom"];
  const openings = Array.from({ length: shape.openings }, (_, n): Opening => {
    const from_m = whole(0, 120);
    const right_m = whole(-4, 3);
    const planned = 2027 * 12 + whole(0, 18);
    const dug = next() < 0.8;
    const mid = whole(30, 400);
    return {
      key: `works:${n}`,
      party: parties[whole(0, 3)]!,
      places: [
        {
          street_id: `street_${whole(1, shape.streets)}`,
          from_m,
          to_m: from_m + whole(10, 90),
          right_m,
          left_m: right_m + whole(1, 5),
        },
      ],
      trench_eur_m: dug ? { low: mid * 0.8, mid, high: mid * 1.2 } : null,
      depth_m: dug ? whole(5, 30) / 10 : 0.3,
      surface: next() < 0.85 ? "restored" : "depaved",
      weeks: whole(1, 20),
      planned,
      earliest: planned - whole(0, shape.shift),
      latest: planned + whole(0, shape.shift),
      blocking_months: next() < 0.4 ? whole(1, 5) * 6 : 0,
    };
  });
  const budgets = Array.from({ length: shape.budgets }, () => ({
    party: parties[whole(0, 3)]!,
    year: whole(2027, 2028),
    most_eur: whole(5, 60) * 1000,
  })).filter(
    (one, n, all) => all.findIndex((other) => other.party === one.party && other.year === one.year) === n,
  );
  return {
    openings,
    budgets,
    paving_eur_m2: { low: 100, mid: 150, high: 200 },
    choices: dig_choices,
    most_members: 6,
  };
}
