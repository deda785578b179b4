import type { Layer } from "../types.ts";
import { buried } from "./buried.ts";

export const heat_network: Layer = {
  id: "heat_network",
  name: { nl: "Warmteleiding", en: "Heat network", fr: "Réseau de chaleur" },
  group: "below",
  theme: "heat",
  geometry: ["line"],
  access: "restricted",
  min_zoom: 14,
  draw: { symbol: "line", colour: "#008080", outline: "#004747", width_px: 3 },
  attributes: [
    ...buried.attributes,
    {
      id: "temperature_c",
      name: { nl: "Aanvoertemperatuur", en: "Flow temperature", fr: "Température de départ" },
      type: "number",
      unit: "celsius",
    },
    {
      id: "medium",
      name: { nl: "Medium", en: "Medium", fr: "Fluide" },
      type: "text",
      values: ["water", "steam", "condensate"],
      value_names: {
        water: { nl: "warm water", en: "hot water", fr: "eau chaude" },
        steam: { nl: "stoom", en: "steam", fr: "vapeur" },
        condensate: { nl: "condensaat", en: "condensate", fr: "condensat" },
      },
    },
    { id: "pressure_bar", name: { nl: "Druk", en: "Pressure", fr: "Pression" }, type: "number", unit: "bar" },
  ],
  traits: buried.traits,
  typical_diameter_m: 0.111,
  typical_depth: { cover_m: 0.8, accuracy_m: 0.3, source: "DEP25" },
  service_life_years: 40,
  buried_line: true,
};
