import type { FinancingInputs, FinancingKind, FinancingKindId } from "./types.ts";

const none = { owners: 0, town: 0, utility: 0, energy_community: 0, subsidy: 0, loan: 0 } as const;

/** The kinds of financing sheets: which measures they hold, and the assumptions one starts from. */
export const financing_kinds: readonly FinancingKind[] = [
  {
    id: "collective_renovation",
    name: {
      nl: "Zone collectieve renovatie",
      en: "Collective renovation zone",
      fr: "Zone de rénovation collective",
    },
    measure_types: ["collective_renovation_zone", "rooftop_solar_zone"],
    participating: ["collective_renovation_zone", "rooftop_solar_zone"],
    dwellings_indicator: "collective_renovation_dwelling",
    per: ["dwelling"],
    defaults: {
      participation_pct: { value: 60, source: "own_choice" },
      shares_pct: { ...none, owners: 20, subsidy: 20, loan: 60 },
      // The Flemish renovation loan of 2024: 2.75 % over at most 25 years.
      loan: {
        interest_pct: 2.75,
        years: 25,
        repaid_by: "owners",
        source: "https://wooneco.be/aanbod/bedrag-mijn-verbouwlening/",
      },
      town_roles: ["initiator", "coordinator"],
    },
  },
  {
    id: "heat_network",
    name: { nl: "Warmtenet", en: "Heat network", fr: "Réseau de chaleur" },
    measure_types: ["heat_line", "heat_connection", "borehole_field"],
    participating: ["heat_connection"],
    dwellings_indicator: "heat_connection_count",
    per: ["dwelling", "street_m"],
    defaults: {
      participation_pct: { value: 70, source: "own_choice" },
      shares_pct: { ...none, utility: 40, energy_community: 10, subsidy: 20, loan: 30 },
      loan: { interest_pct: 3, years: 30, repaid_by: "utility", source: "own_choice" },
      town_roles: ["initiator", "guarantor", "buyer"],
    },
  },
  {
    id: "street_reconstruction",
    name: { nl: "Heraanleg van een straat", en: "Street reconstruction", fr: "Réaménagement d’une rue" },
    measure_types: [
      ...["sewer_replacement", "sewer_line", "cable_renewal", "medium_voltage_line", "telecom_line"],
      ...["water_line", "gas_line", "gas_medium_line", "paving", "depaving", "cycle_path"],
      ...["car_free_street", "parking_removal", "parking_relocation", "mobility_hub", "charge_point"],
      ...["tree", "tree_row", "tree_removal", "hedge", "hedge_removal", "facade_garden", "nature_green_plot"],
      ...["swale", "infiltration_trench", "underground_buffer", "rainwater_tank"],
    ],
    participating: ["facade_garden", "rainwater_tank"],
    dwellings_indicator: null,
    per: ["street_m"],
    defaults: {
      participation_pct: { value: 50, source: "own_choice" },
      shares_pct: { ...none, town: 50, utility: 30, subsidy: 20 },
      loan: { interest_pct: 3, years: 20, repaid_by: "town", source: "own_choice" },
      town_roles: ["coordinator"],
    },
  },
];

export const financing_kind = (id: FinancingKindId): FinancingKind =>
  financing_kinds.find((kind) => kind.id === id) as FinancingKind;

/** What a new sheet says before anybody fills it in: assumptions of our own, marked so, at the prices of `year`. */
export const default_inputs = (id: FinancingKindId, year: number): FinancingInputs => ({
  ...financing_kind(id).defaults,
  price_level_year: year,
  index_pct: { low: 2, high: 4, source: "own_choice" },
  eur_per_gbp: { low: 1.1, high: 1.4, source: "own_choice" },
  dwellings: null,
  street_m: null,
  shares_source: "own_choice",
  own_lines: [],
  left_out: [],
});
