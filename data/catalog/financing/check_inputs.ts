import { shares_sum } from "./shares.ts";
import { bearers, type FinancingInputs, payers, type SourcedRange, town_roles } from "./types.ts";

/** Something on a sheet that cannot be: where, and what was expected and came. */
export interface InputTrouble {
  readonly path: string;
  readonly message: string;
}

/** What each number may be. */
export const input_bounds = {
  price_level_year: [2000, 2100],
  index_pct: [-20, 50],
  eur_per_gbp: [0.5, 3],
  dwellings: [0, 1_000_000],
  street_m: [0, 1_000_000],
  participation_pct: [0, 100],
  share_pct: [0, 100],
  interest_pct: [0, 25],
  years: [1, 100],
  price_eur: [0, 100_000_000],
} as const satisfies Record<string, readonly [number, number]>;

/** Everything on a sheet that is not as it must be; empty where all is well. Takes whatever numbers come, also NaN. */
export function check_inputs(inputs: FinancingInputs): InputTrouble[] {
  const found: InputTrouble[] = [];
  const number = (path: string, value: number, bound: keyof typeof input_bounds, whole = false) => {
    const [min, max] = input_bounds[bound];
    if (!(Number.isFinite(value) && value >= min && value <= max && (!whole || Number.isInteger(value))))
      found.push({
        path,
        message: `expected a ${whole ? "whole " : ""}number from ${min} to ${max}, got ${value}`,
      });
  };
  const source = (path: string, text: string) => {
    if (text.trim() === "" || text.length > 500)
      found.push({ path, message: "expected a source of 1 to 500 characters, or own_choice" });
  };
  const order = (path: string, low: number, high: number) => {
    if (low > high) found.push({ path, message: `expected ${low} or more, got ${high}` });
  };
  const range = (path: "index_pct" | "eur_per_gbp", of: SourcedRange) => {
    number(`${path}.low`, of.low, path);
    number(`${path}.high`, of.high, path);
    order(`${path}.high`, of.low, of.high);
    source(`${path}.source`, of.source);
  };
  number("price_level_year", inputs.price_level_year, "price_level_year", true);
  range("index_pct", inputs.index_pct);
  range("eur_per_gbp", inputs.eur_per_gbp);
  for (const path of ["dwellings", "street_m", "participation_pct"] as const) {
    const given = inputs[path];
    if (given === null) continue;
    number(`${path}.value`, given.value, path, path === "dwellings");
    source(`${path}.source`, given.source);
  }
  for (const bearer of bearers) {
    const path = `shares_pct.${bearer}`;
    const value = inputs.shares_pct[bearer];
    number(path, value, "share_pct");
    if (Math.abs(value * 100 - Math.round(value * 100)) > 1e-6)
      found.push({ path, message: `expected at most two decimals, got ${value}` });
  }
  const sum = shares_sum(inputs.shares_pct);
  if (sum !== 10_000)
    found.push({
      path: "shares_pct",
      message: `expected shares that add up to 100 %, got ${sum / 100} %`,
    });
  source("shares_source", inputs.shares_source);
  number("loan.interest_pct", inputs.loan.interest_pct, "interest_pct");
  number("loan.years", inputs.loan.years, "years", true);
  if (!payers.includes(inputs.loan.repaid_by))
    found.push({ path: "loan.repaid_by", message: `expected ${payers.join(", ")}` });
  source("loan.source", inputs.loan.source);
  if (inputs.town_roles.some((role) => !town_roles.includes(role)))
    found.push({ path: "town_roles", message: `expected ${town_roles.join(", ")}` });
  inputs.own_lines.forEach((line, place) => {
    const path = `own_lines.${place}`;
    if (line.name.trim() === "") found.push({ path: `${path}.name`, message: "expected a name" });
    number(`${path}.low_eur`, line.low_eur, "price_eur");
    number(`${path}.high_eur`, line.high_eur, "price_eur");
    order(`${path}.high_eur`, line.low_eur, line.high_eur);
    if (line.price_year !== null && !(Number.isInteger(line.price_year) && line.price_year >= 1950))
      found.push({ path: `${path}.price_year`, message: `expected a year, got ${line.price_year}` });
    source(`${path}.source`, line.source);
  });
  return found;
}
