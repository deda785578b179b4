import type { Layer } from "../types.ts";

export const parking: Layer = {
  id: "parking",
  name: { nl: "Parkeerplaats", en: "Parking", fr: "Stationnement" },
  group: "above",
  theme: "mobility",
  geometry: ["area", "line", "point"],
  access: "public",
  min_zoom: 15,
  draw: { symbol: "area", colour: "#DEE3E8", outline: "#6F7F92", width_px: 1 },
  attributes: [
    { id: "bays", name: { nl: "Aantal plaatsen", en: "Bays", fr: "Places" }, type: "number", unit: "count" },
    {
      id: "orientation",
      name: { nl: "Opstelling", en: "Layout", fr: "Disposition" },
      type: "text",
      values: ["parallel", "perpendicular", "diagonal"],
      value_names: {
        parallel: { nl: "langs", en: "parallel", fr: "longitudinal" },
        perpendicular: { nl: "haaks", en: "perpendicular", fr: "perpendiculaire" },
        diagonal: { nl: "schuin", en: "diagonal", fr: "en épi" },
      },
    },
    { id: "kind", name: { nl: "Soort", en: "Kind", fr: "Type" }, type: "text" },
    { id: "surface", name: { nl: "Verharding", en: "Surface", fr: "Revêtement" }, type: "text" },
    {
      id: "reserved_for",
      name: { nl: "Voorbehouden voor", en: "Reserved for", fr: "Réservé à" },
      type: "text",
    },
  ],
  traits: [],
};
