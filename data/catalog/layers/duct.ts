import type { Layer } from "../types.ts";
import { buried } from "./buried.ts";

/** Not a `buried_line`: what it holds is a line of its own, and would stand at distance 0 from it. */
export const duct: Layer = {
  id: "duct",
  name: { nl: "Mantelbuis of wachtbuis", en: "Duct", fr: "Gaine" },
  group: "below",
  theme: "street",
  geometry: ["line"],
  access: "restricted",
  min_zoom: 16,
  draw: { symbol: "line", colour: "#4E5A65", outline: "#2B333A", width_px: 2.5 },
  attributes: [
    ...buried.attributes,
    { id: "kind", name: { nl: "Soort", en: "Kind", fr: "Type" }, type: "text" },
    { id: "content", name: { nl: "Inhoud", en: "Content", fr: "Contenu" }, type: "text" },
    {
      id: "empty",
      name: { nl: "Leeg (wachtbuis)", en: "Empty (spare duct)", fr: "Vide (gaine de réserve)" },
      type: "boolean",
    },
  ],
  traits: buried.traits,
  typical_diameter_m: 0.11,
};
