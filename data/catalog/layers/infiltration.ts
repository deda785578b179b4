import type { Layer } from "../types.ts";
import { opens_ground, opens_ground_trait } from "./opens_ground.ts";

export const infiltration: Layer = {
  id: "infiltration",
  name: { nl: "Infiltratievoorziening", en: "Infiltration facility", fr: "Dispositif d’infiltration" },
  group: "above",
  theme: "surface_water",
  geometry: ["area", "line", "point"],
  access: "public",
  min_zoom: 15,
  draw: { symbol: "area", colour: "#A9D3D6", outline: "#2F7F88", width_px: 3 },
  attributes: [
    {
      id: "kind",
      name: { nl: "Soort", en: "Kind", fr: "Type" },
      type: "text",
      values: ["swale", "trench", "crates", "basin", "permeable_paving"],
      value_names: {
        swale: { nl: "wadi", en: "swale", fr: "noue" },
        trench: { nl: "infiltratiesleuf", en: "infiltration trench", fr: "tranchée d’infiltration" },
        crates: { nl: "infiltratiekratten", en: "infiltration crates", fr: "casiers d’infiltration" },
        basin: { nl: "bekken", en: "basin", fr: "bassin" },
        permeable_paving: {
          nl: "waterdoorlatende verharding",
          en: "permeable paving",
          fr: "revêtement perméable",
        },
      },
    },
    {
      id: "storage_m3",
      name: { nl: "Bergingsvolume", en: "Storage volume", fr: "Volume de stockage" },
      type: "number",
      unit: "m3",
    },
    {
      id: "drained_area_m2",
      name: { nl: "Aangesloten verharding", en: "Drained paved area", fr: "Surface raccordée" },
      type: "number",
      unit: "m2",
    },
    opens_ground,
  ],
  traits: [opens_ground_trait],
};
