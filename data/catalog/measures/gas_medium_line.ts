import { laid_line } from "./laid_line.ts";

/** A new medium-pressure gas main along the drawn line. */
export const gas_medium_line = laid_line({
  id: "gas_medium_line",
  name: {
    nl: "Gasleiding aanleggen, middendruk",
    en: "New gas main, medium pressure",
    fr: "Nouvelle conduite de gaz, moyenne pression",
  },
  layer: "gas_medium",
  colour: "#FFAB28",
  outline: "#7A4B00",
  diameter: { default: 0.16, min: 0.03, max: 0.5, source: "own_choice" },
  cover: { default: 0.9, min: 0.8, max: 2, source: "DEP03" },
});
