import type { MeasureType } from "../../data/catalog/types.ts";
import { ORIGIN, random_period, seeded } from "./random_town.ts";

/** What is drawn: a place in the town, of the kind the type asks for, with now and then a parameter and a period. */
export function drawn(type: MeasureType, seed: number) {
  const random = seeded(seed);
  const x = ORIGIN.x + random() * 110;
  const y = ORIGIN.y + random() * 55;
  const turn = random() * Math.PI;
  const length = 4 + random() * 30;
  const [dx, dy] = [Math.cos(turn) * length, Math.sin(turn) * length];
  const wkt = {
    point: `POINT(${x} ${y})`,
    line: `LINESTRING(${x} ${y},${x + dx} ${y + dy},${x + dx + 6} ${y + dy})`,
    area: `POLYGON((${x} ${y},${x + 9} ${y + 1},${x + 8} ${y + 7},${x - 1} ${y + 6},${x} ${y}))`,
  }[type.geometry];
  const parameters: Record<string, unknown> = {};
  for (const parameter of type.parameters) {
    if (random() < 0.6) continue;
    if (parameter.type === "number") {
      const [min, max] = [parameter.min ?? 0, parameter.max ?? 10];
      parameters[parameter.id] = min + (Math.min(max, min + 3) - min) * random();
    } else if (parameter.type === "boolean") parameters[parameter.id] = random() < 0.5;
    else parameters[parameter.id] = parameter.values![Math.floor(random() * parameter.values!.length)]!.id;
  }
  const period = random() < 0.5 ? random_period(random) : null;
  return { measure_type: type.id, wkt, parameters, period: period && `[${period[0]},${period[1] ?? ""}]` };
}
