import { cost_lines, type FinancingLine } from "./cost_lines.ts";
import { figure, of_figure, of_input, to_cents } from "./figure.ts";
import { financing_kind } from "./kinds.ts";
import { type LoanYear, loan_years } from "./loan_years.ts";
import { split_whole } from "./shares.ts";
import {
  type Bearer,
  bearers,
  type Figure,
  type FinancingBase,
  type FinancingInputs,
  type FinancingKindId,
  type Operand,
  type Payer,
  type Per,
} from "./types.ts";

/** What one bearer pays: at the start, each year of the loan, and in all. */
export interface Borne {
  readonly bearer: Exclude<Bearer, "loan">;
  readonly at_start: Figure;
  readonly per_year: Figure | null;
  readonly in_all: Figure;
}

export interface FinancingFigures {
  readonly lines: readonly FinancingLine[];
  readonly taking_part: Figure;
  readonly street_m: Figure;
  readonly cost: Figure;
  /** In the order of `bearers`: to the cent, they add up to the cost at either end. */
  readonly parts: readonly { readonly bearer: Bearer; readonly share_pct: number; readonly figure: Figure }[];
  readonly loan: {
    readonly principal: Figure;
    readonly per_year: Figure;
    readonly repaid: Figure;
    readonly interest: Figure;
    readonly years: number;
    readonly repaid_by: Payer;
    readonly each_year: readonly LoanYear[];
  };
  /** Over all years: the cost and the interest, as all who bear it together. */
  readonly in_all: Figure;
  readonly borne: readonly Borne[];
  /** Null where there is nothing to divide by. */
  readonly per_piece: readonly {
    readonly per: Exclude<Per, "once">;
    readonly cost: Figure | null;
    readonly owners: Figure | null;
    readonly per_year: Figure | null;
  }[];
  readonly price_years: readonly [number, number] | null;
}

/**
 * The whole sheet from what is filled in and what the scenario takes: the one place where it is worked out, for page,
 * API and export. Pure. Expects inputs that `check_inputs` has nothing against. Money in euros to the cent, as a range.
 */
export function financing_figures(
  kind_id: FinancingKindId,
  inputs: FinancingInputs,
  base: FinancingBase,
): FinancingFigures {
  const kind = financing_kind(kind_id);
  const dwellings = given("dwellings", "dwelling", inputs.dwellings, base.drawn.dwellings);
  const metres = given("street_m", "m", inputs.street_m, base.drawn.street_m);
  const { value: pct, source } = inputs.participation_pct;
  const participation = of_input("participation", "pct", source, pct);
  const taking_part = figure("dwelling", "product", [dwellings, participation]);
  const street_m = figure("m", "product", [metres]);
  const lines = cost_lines(kind, inputs, base, { dwellings, metres, participation });
  const counted = lines.flatMap((line) => (line.figure ? [of_figure("line", line.figure)] : []));
  const cost = figure("eur", "sum", counted);
  const parts = borne_parts(cost, inputs);
  const part = (bearer: Bearer) => parts.find((one) => one.bearer === bearer)!.figure;

  const { interest_pct, years, repaid_by, source: loan_source } = inputs.loan;
  const principal = part("loan");
  const term = of_input("loan_years", "year", loan_source, years);
  const per_year = figure("eur_per_year", "annuity", [
    of_figure("principal", principal),
    of_input("interest", "pct", loan_source, interest_pct),
    term,
  ]);
  const repaid = figure("eur", "product", [of_figure("per_year", per_year), term]);
  const interest = difference(repaid, principal);
  const borne = bearers.flatMap((bearer): Borne[] => {
    if (bearer === "loan") return [];
    const at_start = part(bearer);
    const repays = bearer === repaid_by && principal.high > 0;
    const own = of_figure("at_start", at_start);
    const in_all = figure("eur", "sum", repays ? [own, of_figure("repaid", repaid)] : [own]);
    return [{ bearer, at_start, per_year: repays ? per_year : null, in_all }];
  });
  const in_all = figure("eur", "sum", [of_figure("cost", cost), of_figure("interest_in_all", interest)]);
  const each_year = loan_years(principal, interest_pct, years);
  const owners = borne.find(({ bearer }) => bearer === "owners")!;
  const per_piece = kind.per.map((per) => {
    const count =
      per === "dwelling" ? of_figure("taking_part", taking_part) : of_figure("street_m", street_m);
    const each = (unit: "eur" | "eur_per_year", id: string, of: Figure | null) =>
      of === null || count.low === 0 ? null : figure(unit, "product", [of_figure(id, of)], [count]);
    return {
      per,
      cost: each("eur", "cost", cost),
      owners: each("eur", "owners_in_all", owners.in_all),
      per_year: each("eur_per_year", "per_year", principal.high > 0 ? per_year : null),
    };
  });
  const dated = lines.flatMap((line) => (line.figure && line.price_year !== null ? [line.price_year] : []));
  return {
    ...{ lines, taking_part, street_m, cost, parts, borne, in_all, per_piece },
    loan: { principal, per_year, repaid, interest, years, repaid_by, each_year },
    price_years: dated.length === 0 ? null : [Math.min(...dated), Math.max(...dated)],
  };
}

/** A quantity of the sheet: what was filled in with its source, else what the scenario draws. */
function given(
  id: string,
  unit: "dwelling" | "m",
  filled_in: { value: number; source: string } | null,
  drawn: number,
): Operand {
  return of_input(id, unit, filled_in?.source ?? "scenario", filled_in?.value ?? drawn);
}

/** The cost parted over the bearers in whole cents at either end. */
function borne_parts(cost: Figure, inputs: FinancingInputs): FinancingFigures["parts"] {
  const weights = bearers.map((bearer) => Math.round(inputs.shares_pct[bearer] * 100));
  const low = split_whole(to_cents(cost.low), weights);
  const high = split_whole(to_cents(cost.high), weights);
  return bearers.map((bearer, place) => {
    const share_pct = inputs.shares_pct[bearer];
    const share = of_input("share", "pct", inputs.shares_source, share_pct);
    const { derivation } = figure("eur", "product", [of_figure("cost", cost), share]);
    const ends = { low: low[place]! / 100, high: high[place]! / 100 };
    return { bearer, share_pct, figure: { unit: "eur", ...ends, derivation } };
  });
}

/** What the loan costs: of the same principal, so end by end and not crosswise. */
function difference(repaid: Figure, principal: Figure): Figure {
  const ends = {
    low: (to_cents(repaid.low) - to_cents(principal.low)) / 100,
    high: (to_cents(repaid.high) - to_cents(principal.high)) / 100,
  };
  const minus = { ...of_figure("principal", principal), low: -principal.low, high: -principal.high };
  return {
    unit: "eur",
    ...ends,
    derivation: { how: "sum", of: [of_figure("repaid", repaid), minus], by: [] },
  };
}
