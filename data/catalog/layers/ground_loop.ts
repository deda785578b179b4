import type { Layer } from "../types.ts";

export const ground_loop: Layer = {
  id: "ground_loop",
  name: { nl: "Bodemwarmtewisselaar", en: "Ground loop", fr: "Sonde géothermique" },
  group: "below",
  theme: "ground",
  geometry: ["point", "line", "area"],
  access: "restricted",
  min_zoom: 16,
  draw: { symbol: "dot", colour: "#7A5C3E", outline: "#4A3622", radius_px: 5 },
  attributes: [
    { id: "depth_m", name: { nl: "Diepte", en: "Depth", fr: "Profondeur" }, type: "number", unit: "m" },
    {
      id: "kind",
      name: { nl: "Soort", en: "Kind", fr: "Type" },
      type: "text",
      values: ["borehole", "horizontal"],
      value_names: {
        borehole: { nl: "verticale boring", en: "borehole", fr: "forage vertical" },
        horizontal: { nl: "horizontale lus", en: "horizontal loop", fr: "boucle horizontale" },
      },
    },
    {
      id: "ground",
      name: { nl: "Ligging", en: "Ground", fr: "Terrain" },
      type: "text",
      values: ["public", "private"],
      value_names: {
        public: { nl: "openbaar domein", en: "public domain", fr: "domaine public" },
        private: { nl: "privéterrein", en: "private ground", fr: "terrain privé" },
      },
    },
    { id: "owner", name: { nl: "Eigenaar", en: "Owner", fr: "Propriétaire" }, type: "text" },
  ],
  traits: [{ id: "on_public_ground", attribute: "ground", values: ["public"] }],
};
