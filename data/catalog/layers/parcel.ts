import type { Layer } from "../types.ts";

export const parcel: Layer = {
  id: "parcel",
  name: { nl: "Perceel", en: "Parcel", fr: "Parcelle" },
  group: "above",
  theme: "built",
  geometry: ["area"],
  access: "public",
  min_zoom: 16,
  draw: { symbol: "area", colour: "#FAF8F4", outline: "#948B7D", width_px: 1 },
  attributes: [
    {
      id: "parcel_number",
      name: { nl: "Perceelnummer", en: "Parcel number", fr: "Numéro de parcelle" },
      type: "text",
    },
    { id: "area_m2", name: { nl: "Oppervlakte", en: "Area", fr: "Superficie" }, type: "number", unit: "m2" },
  ],
  traits: [],
};
