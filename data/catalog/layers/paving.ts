import type { Layer } from "../types.ts";
import { opens_ground, opens_ground_trait } from "./opens_ground.ts";

export const paving: Layer = {
  id: "paving",
  name: { nl: "Verharding", en: "Paving", fr: "Revêtement" },
  group: "above",
  theme: "street",
  geometry: ["area"],
  access: "public",
  min_zoom: 15,
  draw: { symbol: "area", colour: "#EAE4DA", outline: "#938B7C", width_px: 1 },
  attributes: [
    { id: "material", name: { nl: "Materiaal", en: "Material", fr: "Matériau" }, type: "text" },
    { id: "permeable", name: { nl: "Waterdoorlatend", en: "Permeable", fr: "Perméable" }, type: "boolean" },
    {
      id: "year_built",
      name: { nl: "Jaar van aanleg", en: "Year laid", fr: "Année de pose" },
      type: "number",
      unit: "year",
    },
    { id: "area_m2", name: { nl: "Oppervlakte", en: "Area", fr: "Superficie" }, type: "number", unit: "m2" },
    opens_ground,
  ],
  traits: [opens_ground_trait],
};
