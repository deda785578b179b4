import type { Cost, Text } from "../types.ts";

export const financing_kind_ids = ["collective_renovation", "heat_network", "street_reconstruction"] as const;
export type FinancingKindId = (typeof financing_kind_ids)[number];

/** Who may carry a loan. */
export const payers = ["owners", "town", "utility", "energy_community"] as const;
export type Payer = (typeof payers)[number];
/** Where the money of the investment comes from: the shares are of these, and add up to 100 %. */
export const bearers = [...payers, "subsidy", "loan"] as const;
export type Bearer = (typeof bearers)[number];

export const town_roles = ["initiator", "guarantor", "buyer", "coordinator"] as const;
export type TownRole = (typeof town_roles)[number];

/** What a cost of one's own, or a figure per piece, is counted by. */
export type Per = "dwelling" | "street_m" | "once";

/** A source is an address, a title, or `own_choice`: an assumption that whoever fills in the sheet answers for. */
export interface Sourced {
  readonly value: number;
  readonly source: string;
}
export interface SourcedRange {
  readonly low: number;
  readonly high: number;
  readonly source: string;
}

/** A cost that the catalogue has no price for, with the source that whoever adds it gives. Euros. */
export interface OwnLine {
  readonly name: string;
  readonly per: Per;
  readonly low_eur: number;
  readonly high_eur: number;
  /** Null: the source gives none; the price is then not indexed. */
  readonly price_year: number | null;
  readonly source: string;
  /** Counted for the dwellings that take part only. */
  readonly follows_participation: boolean;
}

/** All that is filled in on a sheet; quantities come from the scenario, prices from the catalogue. */
export interface FinancingInputs {
  /** The year whose prices the sheet speaks in. */
  readonly price_level_year: number;
  /** How much prices rise in a year. */
  readonly index_pct: SourcedRange;
  readonly eur_per_gbp: SourcedRange;
  /** Dwellings in reach; null: as the scenario draws them. */
  readonly dwellings: Sourced | null;
  /** Metres of street; null: as the scenario draws them. */
  readonly street_m: Sourced | null;
  readonly participation_pct: Sourced;
  readonly shares_pct: Readonly<Record<Bearer, number>>;
  readonly shares_source: string;
  readonly loan: {
    readonly interest_pct: number;
    readonly years: number;
    readonly repaid_by: Payer;
    readonly source: string;
  };
  readonly town_roles: readonly TownRole[];
  readonly own_lines: readonly OwnLine[];
  /** Ids of cost items that are not counted here. */
  readonly left_out: readonly string[];
}

/** What the scenario gives: how much of each cost item its measures take. */
export interface FinancingBase {
  readonly lines: readonly {
    readonly measure_type: string;
    readonly quantity: number;
    readonly cost: Cost;
  }[];
  readonly drawn: { readonly dwellings: number; readonly street_m: number };
  /** Measures of the sheet's types for which the catalogue has no price. */
  readonly unpriced: readonly { readonly measure_type: string; readonly measure_count: number }[];
}

export interface FinancingKind {
  readonly id: FinancingKindId;
  readonly name: Text;
  readonly measure_types: readonly string[];
  /** Measure types that only those who take part carry out. */
  readonly participating: readonly string[];
  /** The indicator that counts its dwellings, where the scenario draws them. */
  readonly dwellings_indicator: string | null;
  /** What the sheet comes to per piece. */
  readonly per: readonly Exclude<Per, "once">[];
  readonly defaults: Pick<FinancingInputs, "participation_pct" | "shares_pct" | "loan" | "town_roles">;
}

export type FigureUnit = "eur" | "eur_per_year" | "dwelling" | "m" | "pct" | "factor" | "year" | "piece";

/** A number that a figure is worked out from: an input with its source, or another figure. */
export interface Operand {
  /** A word of `financing_words`. */
  readonly id: string;
  readonly low: number;
  readonly high: number;
  readonly unit: FigureUnit;
  /** Null where it is a figure of this sheet. */
  readonly source: string | null;
}

/** `product`: all of `of` multiplied, divided by each of `by`; `sum`: all of `of` added; `annuity`: principal, interest, years. */
export interface Derivation {
  readonly how: "product" | "sum" | "annuity";
  readonly of: readonly Operand[];
  readonly by: readonly Operand[];
}

/** A range of euros. */
export interface Ends {
  readonly low: number;
  readonly high: number;
}

/** A number of the sheet, from lowest to highest, with what it was worked out from. */
export interface Figure {
  readonly unit: FigureUnit;
  readonly low: number;
  readonly high: number;
  readonly derivation: Derivation;
}
