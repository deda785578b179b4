import type { Layer } from "../types.ts";

export const mobility_hub: Layer = {
  id: "mobility_hub",
  name: { nl: "Hoppinpunt", en: "Mobility hub", fr: "Point de mobilité" },
  group: "above",
  theme: "mobility",
  geometry: ["point", "area"],
  access: "public",
  min_zoom: 14,
  draw: { symbol: "dot", colour: "#6A4C93", outline: "#432E61", radius_px: 6 },
  attributes: [
    { id: "name", name: { nl: "Naam", en: "Name", fr: "Nom" }, type: "text" },
    {
      id: "shared_cars",
      name: { nl: "Deelwagens", en: "Shared cars", fr: "Voitures partagées" },
      type: "number",
      unit: "count",
    },
    {
      id: "shared_bikes",
      name: { nl: "Deelfietsen", en: "Shared bikes", fr: "Vélos partagés" },
      type: "number",
      unit: "count",
    },
    {
      id: "bike_stands",
      name: { nl: "Fietsenstallingen", en: "Bicycle stands", fr: "Places vélos" },
      type: "number",
      unit: "count",
    },
  ],
  traits: [],
};
