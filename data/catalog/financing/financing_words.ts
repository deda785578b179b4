import type { Text } from "../types.ts";
import type { Bearer, Operand, Per, TownRole } from "./types.ts";

export const bearer_names: Readonly<Record<Bearer, Text>> = {
  owners: { nl: "Eigenaars", en: "Owners", fr: "Propriétaires" },
  town: { nl: "Stad", en: "Town", fr: "Ville" },
  utility: { nl: "Netbeheerder", en: "Utility", fr: "Gestionnaire de réseau" },
  energy_community: { nl: "Energiegemeenschap", en: "Energy community", fr: "Communauté d’énergie" },
  subsidy: { nl: "Subsidie", en: "Subsidy", fr: "Subside" },
  loan: { nl: "Lening", en: "Loan", fr: "Prêt" },
};

export const town_role_names: Readonly<Record<TownRole, Text>> = {
  initiator: { nl: "initiatiefnemer", en: "initiator", fr: "initiatrice" },
  guarantor: { nl: "borg", en: "guarantor", fr: "garante" },
  buyer: { nl: "afnemer", en: "buyer", fr: "acheteuse" },
  coordinator: { nl: "coördinator", en: "coordinator", fr: "coordinatrice" },
};

export const per_names: Readonly<Record<Per, Text>> = {
  dwelling: { nl: "per woning", en: "per dwelling", fr: "par logement" },
  street_m: { nl: "per meter straat", en: "per metre of street", fr: "par mètre de rue" },
  once: { nl: "eenmalig", en: "once", fr: "une fois" },
};

const operand_words: Readonly<Record<string, Text>> = {
  quantity: { nl: "hoeveelheid", en: "quantity", fr: "quantité" },
  price: { nl: "prijs", en: "price", fr: "prix" },
  index: { nl: "prijsindex", en: "price index", fr: "indice des prix" },
  exchange: { nl: "wisselkoers", en: "exchange rate", fr: "taux de change" },
  participation: { nl: "deelname", en: "participation", fr: "participation" },
  dwellings: { nl: "woningen in bereik", en: "dwellings in reach", fr: "logements à portée" },
  taking_part: { nl: "woningen die meedoen", en: "dwellings taking part", fr: "logements participants" },
  street_m: { nl: "meter straat", en: "metres of street", fr: "mètres de rue" },
  line: { nl: "post", en: "line", fr: "poste" },
  cost: { nl: "kost", en: "cost", fr: "coût" },
  share: { nl: "aandeel", en: "share", fr: "part" },
  principal: { nl: "geleend bedrag", en: "amount borrowed", fr: "montant emprunté" },
  interest: { nl: "rente per jaar", en: "interest a year", fr: "intérêt annuel" },
  interest_in_all: {
    nl: "rente over alle jaren",
    en: "interest over all years",
    fr: "intérêts sur toutes les années",
  },
  loan_years: { nl: "jaren", en: "years", fr: "années" },
  per_year: { nl: "aflossing per jaar", en: "repaid a year", fr: "remboursé par an" },
  at_start: { nl: "bij de start", en: "at the start", fr: "au départ" },
  repaid: { nl: "terugbetaald", en: "repaid", fr: "remboursé" },
  owners_in_all: { nl: "eigenaars samen", en: "owners in all", fr: "propriétaires au total" },
};

const own_choice: Text = { nl: "eigen aanname", en: "own assumption", fr: "hypothèse propre" };
const of_scenario: Text = { nl: "uit het scenario", en: "from the scenario", fr: "du scénario" };

/** What an operand of a formula is called. */
export const operand_name = (id: Operand["id"], language: keyof Text): string =>
  operand_words[id]?.[language] ?? id;

/** A source as people read it; an address or title stays as it is. */
export const source_text = (source: string, language: keyof Text): string =>
  source === "own_choice" ? own_choice[language] : source === "scenario" ? of_scenario[language] : source;
