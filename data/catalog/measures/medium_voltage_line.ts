import { laid_line } from "./laid_line.ts";

/** A new medium-voltage cable along the drawn line. */
export const medium_voltage_line = laid_line({
  id: "medium_voltage_line",
  name: {
    nl: "Middenspanningskabel aanleggen",
    en: "New medium-voltage cable",
    fr: "Nouveau câble moyenne tension",
  },
  layer: "electricity_mv",
  colour: "#C80000",
  outline: "#640000",
  diameter: { default: 0.07, min: 0.03, max: 0.25, source: "own_choice" },
  cover: { default: 0.8, min: 0.6, max: 2, source: "DEP02" },
});
