import type { Indicator } from "./types.ts";

/**
 * Everything that measures count towards. Several targets on one indicator are versions or dates of
 * one goal: never add them up. No target: compared between scenarios, but the pact asks nothing.
 */
export const indicators: readonly Indicator[] = [
  {
    id: "trees",
    name: { nl: "Extra bomen", en: "Extra trees", fr: "Arbres supplémentaires" },
    unit: "count",
    targets: ["W1_trees"],
    once: "place",
  },
  {
    // Replanted trees count as well: shade does not ask why a tree stands there. See crown_in_10_years.
    id: "canopy_m2",
    name: {
      nl: "Kroonoppervlak over 10 jaar",
      en: "Tree canopy in 10 years",
      fr: "Couvert arboré dans 10 ans",
    },
    unit: "m2",
    targets: [],
    once: "place",
  },
  {
    id: "hedge_m",
    name: { nl: "Haag of geveltuin", en: "Hedge or facade garden", fr: "Haie ou jardinet de façade" },
    unit: "m",
    targets: ["W1_hedge"],
    once: "place",
  },
  {
    id: "green_plot_count",
    name: { nl: "Natuurgroenperken", en: "Nature-green plots", fr: "Parcelles de nature" },
    unit: "count",
    targets: ["W1_plot"],
    once: "place",
  },
  {
    id: "collective_renovation_dwelling",
    name: { nl: "Collectieve renovaties", en: "Collective renovations", fr: "Rénovations collectives" },
    unit: "count",
    targets: ["W2_reno"],
    once: "measure_type",
  },
  {
    id: "fossil_free_renovation_dwelling",
    name: {
      nl: "Collectieve renovaties, fossielvrij",
      en: "Collective renovations, fossil-free",
      fr: "Rénovations collectives sans énergie fossile",
    },
    unit: "count",
    targets: ["W2_reno_ff"],
    once: "measure_type",
  },
  {
    id: "participatory_energy_project",
    name: {
      nl: "Participatieve energieprojecten",
      en: "Participatory energy projects",
      fr: "Projets d’énergie participatifs",
    },
    unit: "count",
    targets: ["W2_coop_proj"],
    once: "measure_type",
  },
  {
    id: "participatory_energy_kw",
    name: {
      nl: "Participatief hernieuwbaar vermogen",
      en: "Participatory renewable capacity",
      fr: "Puissance renouvelable participative",
    },
    unit: "kw",
    targets: ["W2_coop_kw18", "W2_coop_kw36"],
    once: "measure_type",
  },
  {
    id: "heat_connection_count",
    name: { nl: "Warmteaansluitingen", en: "Heat connections", fr: "Raccordements à la chaleur" },
    unit: "count",
    targets: [],
    once: "measure_type",
  },
  {
    id: "sharing_point_count",
    name: { nl: "Toegangspunten deelsysteem", en: "Sharing access points", fr: "Points de partage" },
    unit: "count",
    targets: ["W3_share10"],
    once: "measure_type",
  },
  {
    id: "sharing_car_count",
    name: { nl: "Deelwagens", en: "Shared cars", fr: "Voitures partagées" },
    unit: "count",
    targets: ["W3_share21"],
    once: "measure_type",
  },
  {
    id: "charge_point_count",
    name: { nl: "Laadpunten", en: "Charge points", fr: "Points de recharge" },
    unit: "count",
    targets: ["W3_cp10"],
    once: "measure_type",
  },
  {
    id: "charge_point_eq",
    name: {
      nl: "Laadpuntequivalenten",
      en: "Charge point equivalents",
      fr: "Équivalents de points de recharge",
    },
    unit: "count",
    targets: ["W3_cp20"],
    once: "measure_type",
  },
  {
    id: "cycle_path_m",
    name: {
      nl: "Nieuw of opgewaardeerd fietspad",
      en: "New or upgraded cycle path",
      fr: "Piste cyclable neuve ou améliorée",
    },
    unit: "m",
    targets: ["W3_cycle"],
    once: "place",
  },
  {
    id: "depaved_m2",
    name: { nl: "Ontharding", en: "Depaving", fr: "Désimperméabilisation" },
    unit: "m2",
    targets: ["W4_depave"],
    once: "place",
  },
  {
    id: "rainwater_m3",
    name: { nl: "Hemelwateropvang", en: "Rainwater storage", fr: "Stockage d’eau pluviale" },
    unit: "m3",
    targets: ["W4_rain"],
    once: "measure_type",
  },
  {
    id: "parking_space",
    name: {
      nl: "Gewone parkeerplaatsen",
      en: "Ordinary parking spaces",
      fr: "Places de stationnement ordinaires",
    },
    unit: "count",
    targets: [],
    once: "measure_type",
  },
];
