import type { Layer } from "../types.ts";

export const charge_point: Layer = {
  id: "charge_point",
  name: { nl: "Laadpunt", en: "Charge point", fr: "Point de recharge" },
  group: "above",
  theme: "mobility",
  geometry: ["point"],
  access: "public",
  min_zoom: 15,
  draw: { symbol: "dot", colour: "#1F6F5C", outline: "#0F4437", radius_px: 5 },
  attributes: [
    { id: "power_kw", name: { nl: "Vermogen", en: "Power", fr: "Puissance" }, type: "number", unit: "kw" },
    {
      id: "points",
      name: { nl: "Aantal laadpunten", en: "Charge points", fr: "Points de recharge" },
      type: "number",
      unit: "count",
    },
    { id: "operator", name: { nl: "Uitbater", en: "Operator", fr: "Exploitant" }, type: "text" },
    { id: "access", name: { nl: "Toegang", en: "Access", fr: "Accès" }, type: "text" },
  ],
  traits: [],
};
