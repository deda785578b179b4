import type { Month, Price } from "./types.ts";

/** How works are found in another store: the name of their delivery and their key in it. */
export interface WorksReference {
  readonly dataset: string;
  readonly source_id: string;
}

/** Works or a measure as people know it. `id` is that of the works' first part where it has several. */
export interface Described {
  readonly kind: "works" | "measure";
  /** 0: works that a scenario file names and that are not stored here; `reference` says which. */
  readonly id: number;
  readonly reference?: WorksReference;
  /** A name or reference; empty where it has none. */
  readonly name: string;
  /** Of works: their kind in the source's words; of a measure: its type. */
  readonly what: string;
  /** The layer that is laid or renewed; null: not known, or the surface only. */
  readonly lays: string | null;
  readonly party: string;
}

export interface PackageMember extends Described {
  /** 1 is done first: what lies deepest. */
  readonly order: number;
  readonly depth_m: number;
  readonly weeks: number;
  /** Nobody gave a duration: worked out from its length. Left out: one was given, or a package of before this was kept. */
  readonly weeks_assumed?: boolean;
  /** First and last day in the package. */
  readonly from: string;
  readonly to: string;
  /** As planned without the package; null where nobody planned a time. */
  readonly planned_from: string | null;
  /** Later positive; 0 where nobody planned a time. */
  readonly moved_months: number;
  /** How many of these months are more than its party can move; left out: none. */
  readonly outside_months?: number;
}

export interface DigFigures {
  readonly trench_eur: Price;
  readonly paving_eur: Price;
  readonly paving_m2: number;
  readonly weeks: number;
}

/** One package as it was worked out. */
export interface PackageContent {
  readonly streets: readonly { readonly id: string; readonly name: string }[];
  readonly start: Month;
  readonly from: string;
  readonly to: string;
  readonly members: readonly PackageMember[];
  readonly together: DigFigures & { readonly shared_trench_m: number };
  /** Each of its members on its own, added up. */
  readonly alone: DigFigures;
  readonly parties: readonly {
    readonly party: string;
    readonly alone_eur: number;
    readonly share_eur: number;
  }[];
  /** Of a package that somebody changed: what else stands in its way at that time. Left out: as it was found. */
  readonly changed?: { readonly clashes: readonly Described[] };
}

/** What a search for packages came to. */
export interface PlanContent {
  /** Ids of the works that were looked at; left out by searches of before they were kept. */
  readonly works?: readonly number[];
  readonly opening_count: number;
  readonly optimal: boolean;
  readonly gap_pct: number;
  readonly solve_ms: number;
  readonly most_members: number;
  readonly step_months: number;
  /** All that is weighed (money, weeks, months moved): everybody alone, in pairs one after another, and as found. */
  readonly alone_eur: number;
  readonly greedy_eur: number;
  readonly found_eur: number;
  /** Openings that meet or break a blocking period: as planned, and in the plan. */
  readonly clashes_alone: number;
  readonly clashes: readonly { readonly a: Described; readonly b: Described }[];
  readonly over_budget: readonly { readonly party: string; readonly year: number; readonly by_eur: number }[];
  /** What could not be planned: works without a time, or with one that is past. */
  readonly left_out: readonly (Described & {
    readonly reason: "no_period" | "past" | "no_street" | "no_ground";
  })[];
}
