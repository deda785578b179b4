import type { Attribute, Trait } from "../types.ts";

/**
 * Set on what a measure lays or digs, so that rules about periods (works together, blocking period)
 * speak of the coming dig and not of every pipe that already lies there.
 */
export const opens_ground: Attribute = {
  id: "opens_ground",
  name: { nl: "Opent de grond", en: "Opens the ground", fr: "Ouvre le sol" },
  type: "boolean",
};

export const opens_ground_trait: Trait = { id: "opens_ground", attribute: "opens_ground", values: ["true"] };
