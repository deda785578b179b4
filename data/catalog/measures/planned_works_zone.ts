import type { MeasureType } from "../types.ts";

/** Ground works in the given period, for coordination with works of others. */
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
  ],
  becomes: [
    {
      layer: "works",
      shape: "same",
      attributes: { category: { param: "category" }, piling: { param: "piling" } },
    },
  ],
  takes: [],
  effects: [],
  costs: [],
};
