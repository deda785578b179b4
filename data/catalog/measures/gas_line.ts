import { laid_line } from "./laid_line.ts";

/** A new low-pressure gas main along the drawn line. */
export const gas_line = laid_line({
  id: "gas_line",
  name: {
    nl: "Gasleiding aanleggen, lage druk",
    en: "New gas main, low pressure",
    fr: "Nouvelle conduite de gaz, basse pression",
  },
  layer: "gas_low",
  colour: "#FFD750",
  outline: "#7A5A00",
  diameter: { default: 0.11, min: 0.03, max: 0.5, source: "own_choice" },
  cover: { default: 0.75, min: 0.45, max: 2, source: "DEP05" },
});
