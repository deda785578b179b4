import type { Text } from "../data/catalog/types.ts";

/** What the sheets of a comparison say of their own; names of indicators and the like come from the catalogue. */
const WORDS = {
  part: { nl: "Onderdeel", en: "Part", fr: "Partie" },
  what: { nl: "Wat", en: "What", fr: "Quoi" },
  unit: { nl: "Eenheid", en: "Unit", fr: "Unité" },
  asked: { nl: "Doel", en: "Target", fr: "Objectif" },
  source: { nl: "Bron of reden", en: "Source or reason", fr: "Source ou raison" },
  today: { nl: "Vandaag", en: "Today", fr: "Aujourd’hui" },
  indicator: { nl: "indicator", en: "indicator", fr: "indicateur" },
  share: { nl: "deel van het doel", en: "share of the target", fr: "part de l’objectif" },
  surface: { nl: "ruimte", en: "space", fr: "espace" },
  surface_change: { nl: "ruimte, verschil", en: "space, change", fr: "espace, différence" },
  heat: { nl: "bereik van warmte", en: "reach of heat", fr: "portée de la chaleur" },
  dwellings: {
    nl: "Woningen binnen {m} m van een warmteleiding",
    en: "Dwellings within {m} m of a heat main",
    fr: "Logements à moins de {m} m d’une conduite de chaleur",
  },
  cost_low: { nl: "kost, laagst", en: "cost, lowest", fr: "coût, minimum" },
  cost_high: { nl: "kost, hoogst", en: "cost, highest", fr: "coût, maximum" },
  cost_sum: { nl: "Samen, in euro", en: "Together, in euros", fr: "Total, en euros" },
  price_year: { nl: "prijzen van {from}", en: "prices of {from}", fr: "prix de {from}" },
  price_years: {
    nl: "prijzen van {from} tot {until}",
    en: "prices of {from} to {until}",
    fr: "prix de {from} à {until}",
  },
  finding: { nl: "bevindingen", en: "findings", fr: "constats" },
  comparison: { nl: "Vergelijking", en: "Comparison", fr: "Comparaison" },
  districts: { nl: "Per wijk", en: "Per district", fr: "Par quartier" },
  outside: { nl: "Buiten de wijken", en: "Outside the districts", fr: "Hors des quartiers" },
  decides: { nl: "Wat het verschil maakt", en: "What decides", fr: "Ce qui fait la différence" },
  better: {
    nl: "{better} beter dan {than}",
    en: "{better} better than {than}",
    fr: "{better} mieux que {than}",
  },
  measures: { nl: "Maatregelen", en: "Measures", fr: "Mesures" },
  counted: { nl: "meegeteld", en: "counted", fr: "compté" },
  left_out: { nl: "niet meegeteld", en: "left out", fr: "non compté" },
  streets: { nl: "Straten", en: "Streets", fr: "Rues" },
  spaces: { nl: "parkeerplaatsen", en: "parking spaces", fr: "places de stationnement" },
  spaces_change: {
    nl: "parkeerplaatsen, verschil",
    en: "parking spaces, change",
    fr: "places de stationnement, différence",
  },
  openings: { nl: "keren open", en: "times opened", fr: "ouvertures" },
  undated: { nl: "zonder datum", en: "undated", fr: "sans date" },
  clashes: { nl: "knelpunten", en: "clashes", fr: "conflits" },
  overlap: {
    nl: "ligt op een plaats die al meetelt",
    en: "lies on a place that counts already",
    fr: "se trouve à un endroit déjà compté",
  },
  condition: {
    nl: "voldoet niet aan de voorwaarde",
    en: "does not meet the condition",
    fr: "ne remplit pas la condition",
  },
  parameter: {
    nl: "telt hier niet: {what}",
    en: "does not count here: {what}",
    fr: "ne compte pas ici : {what}",
  },
  conflict: { nl: "knelpunt", en: "conflict", fr: "conflit" },
  attention: { nl: "aandachtspunt", en: "point of attention", fr: "point d’attention" },
  synergy: { nl: "kans", en: "chance", fr: "occasion" },
  notify: { nl: "meldplicht", en: "duty to notify", fr: "obligation de notification" },
  block: { nl: "houdt tegen", en: "blocks", fr: "bloquant" },
  mitigate: { nl: "met een uitweg", en: "with a way out", fr: "avec une issue" },
  inform: { nl: "ter informatie", en: "for information", fr: "pour information" },
  violated: { nl: "te dicht", en: "too close", fr: "trop proche" },
  possible: { nl: "mogelijk", en: "possible", fr: "possible" },
  unknown: { nl: "onbekend", en: "unknown", fr: "inconnu" },
  clear: { nl: "ver genoeg", en: "far enough", fr: "assez loin" },
  carriageway: { nl: "rijbaan", en: "carriageway", fr: "chaussée" },
  footway: { nl: "voetpad", en: "footway", fr: "trottoir" },
  cycle_path: { nl: "fietspad", en: "cycle path", fr: "piste cyclable" },
  parking: { nl: "parkeren", en: "parking", fr: "stationnement" },
  green: { nl: "groen", en: "green", fr: "vert" },
  water: { nl: "water", en: "water", fr: "eau" },
} satisfies Record<string, Text>;

export type ComparisonWord = keyof typeof WORDS;

/** Words of a language; what stands in braces is filled in. */
export const comparison_words =
  (language: keyof Text) =>
  (id: ComparisonWord, fill: Readonly<Record<string, string>> = {}): string =>
    WORDS[id][language].replace(/\{(\w+)\}/g, (_, name: string) => fill[name] ?? "");
