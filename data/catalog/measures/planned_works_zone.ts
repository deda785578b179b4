import type { MeasureType } from "../types.ts";
import { works_subjects } from "../works_subjects.ts";

/** Ground works of one's own or of others in the given period, to be tuned to works and measures there. */
export const planned_works_zone: MeasureType = {
  id: "planned_works_zone",
  name: { nl: "Werfzone", en: "Planned works zone", fr: "Zone de travaux" },
  geometry: "area",
  symbol: { symbol: "hatch", colour: "#C2571A", outline: "#8F3D0E" },
  parameters: [
    {
      id: "category",
      name: { nl: "GIPOD-categorie", en: "GIPOD category", fr: "Catégorie GIPOD" },
      type: "choice",
      default: "1",
      values: [
        { id: "1", name: { nl: "1: meer dan 50 m²", en: "1: over 50 m²", fr: "1 : plus de 50 m²" } },
        { id: "2", name: { nl: "2: 3 tot 50 m²", en: "2: 3 to 50 m²", fr: "2 : 3 à 50 m²" } },
        { id: "3", name: { nl: "3: minder dan 3 m²", en: "3: under 3 m²", fr: "3 : moins de 3 m²" } },
      ],
      source: "https://infofibre.be/nl/vergunningsprocedures/gipod",
    },
    {
      id: "piling",
      name: { nl: "Heien of trillen", en: "Piling", fr: "Battage de pieux" },
      type: "boolean",
      default: false,
      source: "CLR103",
    },
    {
      id: "lays",
      name: { nl: "Legt of vernieuwt", en: "Lays or renews", fr: "Pose ou renouvelle" },
      type: "choice",
      default: "unknown",
      values: works_subjects,
      source: "own_choice",
    },
    {
      id: "blocking_years",
      name: {
        nl: "Sperperiode erna",
        en: "Blocking period after it",
        fr: "Interdiction d’ouverture ensuite",
      },
      type: "choice",
      default: "0",
      values: [
        { id: "0", name: { nl: "Geen", en: "None", fr: "Aucune" } },
        { id: "2", name: { nl: "2 jaar", en: "2 years", fr: "2 ans" } },
        { id: "5", name: { nl: "5 jaar", en: "5 years", fr: "5 ans" } },
      ],
      source: "CLR113",
    },
    {
      id: "duration_days",
      name: {
        nl: "Duur in werkdagen (0: volgt uit de lengte)",
        en: "Duration in working days (0: follows from the length)",
        fr: "Durée en jours ouvrables (0 : selon la longueur)",
      },
      type: "number",
      unit: "count",
      default: 0,
      min: 0,
      max: 1000,
      source: "own_choice",
    },
  ],
  becomes: [
    {
      layer: "works",
      shape: "same",
      attributes: {
        category: { param: "category" },
        piling: { param: "piling" },
        lays: { param: "lays" },
        duration_days: { param: "duration_days" },
        blocking_years: { param: "blocking_years" },
      },
    },
  ],
  takes: [],
  effects: [],
  costs: [],
};
