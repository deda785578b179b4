import type { Text } from "./types.ts";

/** Where a price holds, as `costs.csv` writes it, in words. */
export const region_names: Readonly<Record<string, Text>> = {
  "BE/NL": { nl: "België en Nederland", en: "Belgium and the Netherlands", fr: "Belgique et Pays-Bas" },
  DE: { nl: "Duitsland", en: "Germany", fr: "Allemagne" },
  Flanders: { nl: "Vlaanderen", en: "Flanders", fr: "Flandre" },
  NL: { nl: "Nederland", en: "the Netherlands", fr: "Pays-Bas" },
  UK: { nl: "Verenigd Koninkrijk", en: "United Kingdom", fr: "Royaume-Uni" },
};

/** A region of prices in a reader's language; what is written otherwise (an own price list) as it is. */
export const region_name = (region: string, locale: keyof Text): string =>
  region_names[region]?.[locale] ?? region;
