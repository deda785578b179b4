import type { Text } from "./types.ts";

/** Ways out that a rule may offer, by the ids in `Rule.ways_out`, as a planner would read them. */
export const way_out_names: Readonly<Record<string, Text>> = {
  move: { nl: "Verplaatsen", en: "Move it", fr: "Déplacer" },
  other_side: { nl: "Andere straatkant", en: "Other side of the street", fr: "Autre côté de la rue" },
  root_barrier: {
    nl: "Wortelscherm plaatsen",
    en: "Fit a root barrier",
    fr: "Poser une barrière anti-racines",
  },
  other_species: { nl: "Andere soort kiezen", en: "Choose another species", fr: "Choisir une autre espèce" },
  hedge: {
    nl: "Haag of vaste planten in plaats van een boom",
    en: "Hedge or perennials instead of a tree",
    fr: "Haie ou vivaces au lieu d’un arbre",
  },
  deeper: { nl: "Dieper leggen", en: "Lay deeper", fr: "Poser plus profond" },
  protect: { nl: "Mechanisch beschermen", en: "Protect mechanically", fr: "Protéger mécaniquement" },
  insulate: { nl: "Extra isoleren", en: "Insulate more", fr: "Isoler davantage" },
  trial_trench: {
    nl: "Proefsleuf graven",
    en: "Dig a trial trench",
    fr: "Creuser une tranchée de reconnaissance",
  },
  hand_dig: { nl: "Met de hand graven", en: "Dig by hand", fr: "Creuser à la main" },
  trenchless: { nl: "Sleufloos aanleggen", en: "Lay without a trench", fr: "Poser sans tranchée" },
  consult_operator: {
    nl: "Overleggen met de beheerder",
    en: "Consult the operator",
    fr: "Consulter le gestionnaire",
  },
  consult_engineer: {
    nl: "Stabiliteit laten nakijken",
    en: "Have stability checked",
    fr: "Faire vérifier la stabilité",
  },
  replace_pipe: {
    nl: "Leiding vernieuwen of kousen",
    en: "Renew or line the pipe",
    fr: "Renouveler ou chemiser la conduite",
  },
  open_visible: {
    nl: "Open en zichtbaar infiltreren",
    en: "Infiltrate openly and visibly",
    fr: "Infiltrer à ciel ouvert",
  },
  permeable: { nl: "Waterdoorlatend verharden", en: "Pave permeably", fr: "Poser un revêtement perméable" },
  same_dig: {
    nl: "In dezelfde werf uitvoeren",
    en: "Do it in the same dig",
    fr: "Exécuter dans le même chantier",
  },
  other_period: { nl: "Andere periode kiezen", en: "Choose another period", fr: "Choisir une autre période" },
  capacity_check: {
    nl: "Netcapaciteit laten nagaan",
    en: "Have grid capacity checked",
    fr: "Faire vérifier la capacité du réseau",
  },
  replace_parking: {
    nl: "Plaatsen elders voorzien",
    en: "Provide bays elsewhere",
    fr: "Prévoir des places ailleurs",
  },
};
