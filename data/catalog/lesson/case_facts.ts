import { layer_by_id, measure_type_by_id } from "../index.ts";
import { indicators } from "../indicators.ts";
import type { Text } from "../types.ts";
import type { CaseFact, LessonCase, VerdictCounts, Words } from "./types.ts";

const tags = { nl: "nl-BE", en: "en-GB", fr: "fr-BE" } as const;
const verdict_names: Words<keyof VerdictCounts & string> = {
  violated: { nl: "te dicht", en: "violated", fr: "non respecté" },
  possible: { nl: "mogelijk te dicht", en: "possible", fr: "possible" },
  unknown: { nl: "niet te zeggen", en: "unknown", fr: "inconnu" },
  clear: { nl: "in orde", en: "clear", fr: "en ordre" },
};
const WORDS = {
  about: { nl: "Gaat over", en: "About", fr: "Concerne" },
  scenario: { nl: "Scenario", en: "Scenario", fr: "Scénario" },
  size: { nl: "Grootte", en: "Size", fr: "Taille" },
  measures: { nl: "Maatregelen", en: "Measures", fr: "Mesures" },
  conflicts: { nl: "Conflicten", en: "Conflicts", fr: "Conflits" },
  cost: { nl: "Kost", en: "Cost", fr: "Coût" },
  prices: { nl: "prijzen van", en: "prices of", fr: "prix de" },
  verdict: { nl: "Oordeel", en: "Verdict", fr: "Verdict" },
  owner: { nl: "Beheerder", en: "Owner", fr: "Gestionnaire" },
  distance: { nl: "Afstand", en: "Distance", fr: "Distance" },
  height: { nl: "Hoogteverschil", en: "Height between", fr: "Écart vertical" },
  asked: { nl: "gevraagd", en: "required", fr: "requis" },
  street: { nl: "Straat", en: "Street", fr: "Rue" },
} satisfies Record<string, Text>;

/** The numbers of a case as lines that people read, money and amounts rounded to what they bear. Empty: it is gone. */
export function case_facts(of: LessonCase | null, language: keyof Text): CaseFact[] {
  if (of === null) return [];
  const number = (value: number, digits = 0) =>
    new Intl.NumberFormat(tags[language], { maximumFractionDigits: digits }).format(value);
  const euro = (value: number) =>
    `€ ${new Intl.NumberFormat(tags[language], { maximumSignificantDigits: 2 }).format(value)}`;
  const facts: CaseFact[] = [];
  const add = (word: keyof typeof WORDS, value: string | null | undefined) => {
    if (value) facts.push({ label: WORDS[word][language], value });
  };
  const type = of.measure_type ? measure_type_by_id(of.measure_type)?.name[language] : null;
  add("about", [of.name, type].filter(Boolean).join(", "));
  add("scenario", of.scenario);
  if (of.length_m) add("size", `${number(of.length_m)} m`);
  if (of.area_m2) add("size", `${number(of.area_m2)} m²`);
  if (of.measure_count) add("measures", number(of.measure_count));
  const counts = Object.entries(of.findings ?? {}).filter(([verdict]) => verdict !== "clear");
  add(
    "conflicts",
    counts
      .map(
        ([verdict, count]) => `${verdict_names[verdict as keyof VerdictCounts][language]}: ${number(count)}`,
      )
      .join(", "),
  );
  for (const { id, value } of of.indicators ?? []) {
    const indicator = indicators.find((one) => one.id === id);
    if (!indicator) continue;
    const unit = { m: " m", m2: " m²", m3: " m³", kw: " kW" }[indicator.unit as string] ?? "";
    facts.push({ label: indicator.name[language], value: `${number(value, value < 10 ? 1 : 0)}${unit}` });
  }
  if (of.cost) {
    const { low_eur, high_eur, price_years } = of.cost;
    const range = [...new Set([euro(low_eur), euro(high_eur)])].join(" – ");
    const years = price_years ? ` (${WORDS.prices[language]} ${[...new Set(price_years)].join("–")})` : "";
    add("cost", range + years);
  }
  if (of.finding) {
    const { finding } = of;
    const layers = (finding.layers ?? []).map((layer) => layer_by_id(layer)?.name[language] ?? layer);
    add("about", layers.join(" – "));
    add("verdict", verdict_names[finding.verdict][language]);
    add("owner", finding.owners.join(", "));
    const measured = (value: number, required: number | null | undefined) =>
      `${number(value, 2)} m${typeof required === "number" ? ` (${WORDS.asked[language]} ${number(required, 2)} m)` : ""}`;
    if (typeof finding.distance_m === "number")
      add("distance", measured(finding.distance_m, finding.required_m));
    if (typeof finding.vertical_m === "number")
      add("height", measured(finding.vertical_m, finding.required_vertical_m));
    add("street", finding.street);
  }
  return facts;
}
