import { laid_line } from "./laid_line.ts";

/** A new drinking water main along the drawn line. */
export const water_line = laid_line({
  id: "water_line",
  name: { nl: "Drinkwaterleiding aanleggen", en: "New water main", fr: "Nouvelle conduite d’eau" },
  layer: "water_main",
  colour: "#0000FF",
  outline: "#00007A",
  diameter: { default: 0.11, min: 0.03, max: 1, source: "own_choice" },
  cover: { default: 1, min: 0.6, max: 2.5, source: "DEP09" },
});
