import type { Layer } from "../types.ts";

/** Ground that the roots of a tree use; the radius comes from `formulas.ts` or from a survey. */
export const root_zone: Layer = {
  id: "root_zone",
  name: { nl: "Wortelzone", en: "Root zone", fr: "Zone racinaire" },
  group: "below",
  theme: "green",
  geometry: ["area"],
  access: "public",
  min_zoom: 17,
  draw: { symbol: "area", colour: "#B58A5A", outline: "#8A5F33", width_px: 1, opacity: 0.3 },
  attributes: [
    { id: "radius_m", name: { nl: "Straal", en: "Radius", fr: "Rayon" }, type: "number", unit: "m" },
    {
      id: "trunk_diameter_cm",
      name: { nl: "Stamdiameter", en: "Trunk diameter", fr: "Diamètre du tronc" },
      type: "number",
      unit: "cm",
    },
  ],
  traits: [],
};
