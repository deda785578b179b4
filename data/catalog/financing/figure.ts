import { annuity } from "./annuity.ts";
import type { Derivation, Figure, FigureUnit, Operand } from "./types.ts";

/** Euros to the cent, so that sums of them are exact when counted in cents. */
export const to_cents = (eur: number): number => Math.round(eur * 100);

const rounded = (value: number, unit: FigureUnit): number =>
  unit === "eur" || unit === "eur_per_year" ? to_cents(value) / 100 : value;

/** One end of a figure: a divisor counts with its other end, for the widest honest range. Nothing here is negative. */
function worked_out({ how, of, by }: Derivation, end: "low" | "high"): number {
  const other = end === "low" ? "high" : "low";
  if (how === "sum") return of.reduce((sum, operand) => sum + operand[end], 0);
  if (how === "annuity") return annuity(of[0]![end], of[1]!.low, of[2]!.low);
  const product = of.reduce(
    (all, operand) => all * (operand.unit === "pct" ? operand[end] / 100 : operand[end]),
    1,
  );
  return by.reduce((all, operand) => all / operand[other], product);
}

/** A figure worked out from its operands. Money is rounded to the cent. */
export function figure(
  unit: FigureUnit,
  how: Derivation["how"],
  of: readonly Operand[],
  by: readonly Operand[] = [],
): Figure {
  const derivation = { how, of, by };
  const end = (at: "low" | "high") => rounded(worked_out(derivation, at), unit);
  return { unit, low: end("low"), high: end("high"), derivation };
}

/** A figure as the operand of another one. */
export const of_figure = (id: string, { low, high, unit }: Figure): Operand => ({
  ...{ id, low, high, unit },
  source: null,
});

/** An input with its source as an operand. */
export const of_input = (
  id: string,
  unit: FigureUnit,
  source: string,
  low: number,
  high: number = low,
): Operand => ({ id, unit, source, low, high });
