import type { Layer } from "../types.ts";
import { buried } from "./buried.ts";

export const telecom: Layer = {
  id: "telecom",
  name: { nl: "Telecom", en: "Telecom", fr: "Télécommunications" },
  group: "below",
  theme: "telecom",
  geometry: ["line"],
  access: "restricted",
  min_zoom: 15,
  draw: { symbol: "line", colour: "#00A000", outline: "#005C00", width_px: 2.5 },
  attributes: [
    ...buried.attributes,
    { id: "kind", name: { nl: "Soort kabel", en: "Kind of cable", fr: "Type de câble" }, type: "text" },
  ],
  traits: buried.traits,
  typical_diameter_m: 0.03,
  typical_depth: { cover_m: 0.6, accuracy_m: 0.3, source: "DEP11" },
  buried_line: true,
};
