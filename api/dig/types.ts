/** A stretch of a street in the street's own frame: metres along it, and metres left (positive) of its axis. */
export interface Place {
  readonly street_id: string;
  readonly from_m: number;
  readonly to_m: number;
  readonly right_m: number;
  readonly left_m: number;
}

/** A price with its span; `mid` is what is weighed. */
export interface Price {
  readonly low: number;
  readonly mid: number;
  readonly high: number;
}
export type PriceLevel = keyof Price;

/** Months since year 0: 2027-03 is 2027 × 12 + 2. */
export type Month = number;

/** One opening of a street: works of somebody, or a measure of the scenario. */
export interface Opening {
  /** `works:12`, `measure:5`. */
  readonly key: string;
  readonly party: string;
  readonly places: readonly Place[];
  /** Per metre along the street; null where no trench is dug (or nobody says for what). */
  readonly trench_eur_m: Price | null;
  readonly depth_m: number;
  /** How it leaves the surface: puts paving back, takes it away for good, or neither. */
  readonly surface: "restored" | "depaved" | "kept";
  readonly weeks: number;
  /** Null: nobody planned a time, so that no month is a move. */
  readonly planned: Month | null;
  readonly earliest: Month;
  readonly latest: Month;
  readonly blocking_months: number;
  /** What share this stay together, and with nothing else, at their time: an accepted package, or what has begun. */
  readonly agreed?: string;
}

export interface Budget {
  readonly party: string;
  readonly year: number;
  readonly most_eur: number;
}

/** All that the optimiser is asked. */
export interface DigProblem {
  readonly openings: readonly Opening[];
  readonly budgets: readonly Budget[];
  readonly paving_eur_m2: Price;
  readonly choices: import("../../data/catalog/trenches.ts").DigChoices;
  /** Nothing is put together with more than this many. */
  readonly most_members: number;
}

/** Openings done together, beginning in a month. */
export interface PlacedGroup {
  readonly members: readonly number[];
  readonly start: Month;
}
export type Plan = readonly PlacedGroup[];
