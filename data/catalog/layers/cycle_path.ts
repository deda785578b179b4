import type { Layer } from "../types.ts";
import { opens_ground, opens_ground_trait } from "./opens_ground.ts";

export const cycle_path: Layer = {
  id: "cycle_path",
  name: { nl: "Fietspad", en: "Cycle path", fr: "Piste cyclable" },
  group: "above",
  theme: "mobility",
  geometry: ["area", "line"],
  access: "public",
  min_zoom: 14,
  draw: { symbol: "area", colour: "#E9CFC4", outline: "#A6604A", width_px: 3 },
  attributes: [
    { id: "surface", name: { nl: "Verharding", en: "Surface", fr: "Revêtement" }, type: "text" },
    { id: "width_m", name: { nl: "Breedte", en: "Width", fr: "Largeur" }, type: "number", unit: "m" },
    {
      id: "kind",
      name: { nl: "Soort", en: "Kind", fr: "Type" },
      type: "text",
      values: ["separate", "adjacent", "suggestion", "cycle_street"],
      value_names: {
        separate: { nl: "vrijliggend", en: "separate", fr: "séparée" },
        adjacent: { nl: "aanliggend", en: "adjacent", fr: "contiguë" },
        suggestion: { nl: "fietssuggestiestrook", en: "advisory lane", fr: "bande suggérée" },
        cycle_street: { nl: "fietsstraat", en: "cycle street", fr: "rue cyclable" },
      },
    },
    opens_ground,
  ],
  traits: [opens_ground_trait],
};
