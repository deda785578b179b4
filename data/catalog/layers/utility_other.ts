import type { Layer } from "../types.ts";
import { buried } from "./buried.ts";

/** Appurtenances (manholes, cabinets, valves), oil and chemicals, and lines whose trade is unknown. */
export const utility_other: Layer = {
  id: "utility_other",
  name: { nl: "Andere nutsvoorziening", en: "Other utility", fr: "Autre équipement de réseau" },
  group: "below",
  theme: "street",
  geometry: ["line", "point", "area"],
  access: "restricted",
  min_zoom: 15,
  draw: { symbol: "line", colour: "#918A6F", outline: "#5E5943", width_px: 2.5, radius_px: 3.5 },
  attributes: [
    ...buried.attributes,
    { id: "kind", name: { nl: "Soort", en: "Kind", fr: "Type" }, type: "text" },
  ],
  traits: [
    ...buried.traits,
    { id: "buried_structure", attribute: "kind", values: ["rainwater_tank", "rainwater_buffer"] },
  ],
  typical_depth: { cover_m: 0.65, accuracy_m: 0.35, source: "DEP32" },
  buried_line: true,
};
