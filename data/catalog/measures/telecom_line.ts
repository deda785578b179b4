import { laid_line } from "./laid_line.ts";

/** A new telecom cable or duct along the drawn line. */
export const telecom_line = laid_line({
  id: "telecom_line",
  name: {
    nl: "Telecomleiding aanleggen",
    en: "New telecom line",
    fr: "Nouvelle ligne de télécommunications",
  },
  layer: "telecom",
  colour: "#00A000",
  outline: "#005C00",
  diameter: { default: 0.05, min: 0.01, max: 0.3, source: "own_choice" },
  cover: { default: 0.6, min: 0.5, max: 2, source: "DEP11" },
});
