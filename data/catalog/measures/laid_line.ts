import type { Becomes, MeasureType, Parameter, Text } from "../types.ts";

/** What one new pipe or cable asks for: bounds of its size and cover, each with its source. */
interface LaidLine {
  readonly id: string;
  readonly name: Text;
  readonly layer: string;
  readonly colour: string;
  readonly outline: string;
  readonly diameter: Bounds;
  readonly cover: Bounds;
  readonly attributes?: Becomes["attributes"];
  readonly costs?: MeasureType["costs"];
}

type Bounds = Pick<Parameter, "default" | "min" | "max" | "source">;

/** A measure type that lays one new pipe or cable where the line is drawn and leaves what lies there. */
export const laid_line = (line: LaidLine): MeasureType => ({
  id: line.id,
  name: line.name,
  geometry: "line",
  symbol: { symbol: "line", colour: line.colour, outline: line.outline, width_px: 4 },
  parameters: [
    {
      id: "diameter_m",
      name: { nl: "Buitendiameter", en: "Outer diameter", fr: "Diamètre extérieur" },
      type: "number",
      unit: "m",
      ...line.diameter,
    },
    {
      id: "cover_m",
      name: { nl: "Dekking", en: "Cover", fr: "Couverture" },
      type: "number",
      unit: "m",
      ...line.cover,
    },
  ],
  becomes: [
    {
      layer: line.layer,
      shape: "same",
      diameter_m: { param: "diameter_m" },
      top_m: { param: "cover_m" },
      attributes: { opens_ground: true, vertical_position: "underground", ...line.attributes },
    },
  ],
  takes: [],
  effects: [],
  costs: line.costs ?? [],
  ways_out: [
    { way_out: "move", move: true },
    { way_out: "other_side", move: true },
    { way_out: "deeper", set: { cover_m: { plus: 0.2 } } },
  ],
});
