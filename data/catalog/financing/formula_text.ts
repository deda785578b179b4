import type { Text } from "../types.ts";
import { operand_name, source_text } from "./financing_words.ts";
import type { Derivation, Operand } from "./types.ts";

const tags = { nl: "nl-BE", en: "en-GB", fr: "fr-BE" } as const;
const signs: Partial<Record<Operand["unit"], string>> = {
  eur: "€",
  eur_per_year: "€",
  pct: "%",
  m: "m",
};

/** An operand's value with its name: "prijs 500 – 1.100 €". */
function operand_text({ id, low, high, unit }: Operand, language: keyof Text): string {
  const digits = unit === "factor" ? 3 : 2;
  const format = new Intl.NumberFormat(tags[language], { maximumFractionDigits: digits });
  const [least, most] = [low, high].map((value) => format.format(value));
  const sign = signs[unit];
  return `${operand_name(id, language)} ${least === most ? least : `${least} – ${most}`}${sign ? ` ${sign}` : ""}`;
}

const joint = (place: number, value: number): string => (value < 0 ? " − " : place === 0 ? "" : " + ");
const absolute = (operand: Operand, language: keyof Text): string =>
  operand_text({ ...operand, low: Math.abs(operand.low), high: Math.abs(operand.high) }, language);

/** How a figure is worked out, with every number in it: can be recomputed by hand. */
export function formula_text({ how, of, by }: Derivation, language: keyof Text): string {
  const texts = of.map((operand) => operand_text(operand, language));
  if (how === "sum")
    return of.map((operand, place) => `${joint(place, operand.high)}${absolute(operand, language)}`).join("");
  if (how === "annuity") {
    const [principal, interest, years] = texts;
    const of_words = ["principal", "interest", "loan_years"].map((id) => operand_name(id, language));
    const [p, i, n] = of_words;
    return `${p} × ${i} / (1 − (1 + ${i})^−${n}): ${[principal, interest, years].join(", ")}`;
  }
  return [texts.join(" × "), ...by.map((operand) => operand_text(operand, language))].join(" ÷ ");
}

/** The sources of the inputs in a formula, each once. */
export const formula_sources = ({ of, by }: Derivation, language: keyof Text): string[] => [
  ...new Set(
    [...of, ...by].flatMap(({ source }) => (source === null ? [] : [source_text(source, language)])),
  ),
];
