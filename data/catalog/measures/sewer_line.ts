import type { Formula } from "../types.ts";
import { laid_line } from "./laid_line.ts";

/** All metres where the diameter lies in the span that a cost item speaks for. */
const metres = (span: { from?: number; below?: number }): Formula => [
  { of: "length_m", times: 1, when: [{ param: "diameter_m", ...span }] },
];

/** A new foul sewer along the drawn line; what lies there stays. */
export const sewer_line = laid_line({
  id: "sewer_line",
  name: { nl: "Vuilwaterriool aanleggen", en: "New foul sewer", fr: "Nouvel égout d’eaux usées" },
  layer: "sewer_foul",
  colour: "#BA38A8",
  outline: "#6B1F60",
  diameter: { default: 0.25, min: 0.16, max: 1.5, source: "DEP26" },
  cover: { default: 2, min: 0.8, max: 6, source: "own_choice" },
  attributes: { flow: "gravity", condition: "sound" },
  costs: [
    { item: "CST01", quantity: metres({ below: 0.25 }) },
    { item: "CST02", quantity: metres({ from: 0.25, below: 0.35 }) },
    { item: "CST03", quantity: metres({ from: 0.35, below: 0.45 }) },
    { item: "CST04", quantity: metres({ from: 0.45, below: 0.6 }) },
    { item: "CST06", quantity: metres({ from: 0.6 }) },
  ],
});
