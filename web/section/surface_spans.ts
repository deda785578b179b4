import { layers } from "../../data/catalog/layers/index.ts";
import type { SectionObject } from "./section_data.ts";

/** What one stands on: its layers, later ones lie on top of earlier ones (the catalogue's draw order). */
const surface_layers = new Set([
  "parcel",
  "surface_water",
  "green",
  "carriageway",
  "parking",
  "footway",
  "cycle_path",
  "paving",
  "building",
  "infiltration",
]);
const order = new Map(layers.map(({ id }, place) => [id, place]));

export interface SurfaceSpan {
  readonly from_m: number;
  readonly to_m: number;
  readonly object: SectionObject;
}

export const is_surface = ({ layer, relation }: SectionObject): boolean =>
  relation === "span" && surface_layers.has(layer);

/**
 * The surface seen from above: at every place the topmost of the overlapping spans, measures over what
 * exists; spans side by side, never overlapping, neighbours of one object joined.
 */
export function surface_spans(objects: readonly SectionObject[]): SurfaceSpan[] {
  const spans = objects.filter((object) => is_surface(object) && object.to_m > object.from_m);
  const rank = (object: SectionObject): number =>
    (object.kind === "measure" ? 1000 : 0) + (order.get(object.layer) ?? 0);
  const cuts = [...new Set(spans.flatMap(({ from_m, to_m }) => [from_m, to_m]))].sort((a, b) => a - b);
  const out: SurfaceSpan[] = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [from_m, to_m] = [cuts[i]!, cuts[i + 1]!];
    const top = spans
      .filter((span) => span.from_m <= from_m && span.to_m >= to_m)
      .sort((a, b) => rank(b) - rank(a))[0];
    if (!top) continue;
    const last = out.at(-1);
    if (last && last.object === top && last.to_m === from_m) out[out.length - 1] = { ...last, to_m };
    else out.push({ from_m, to_m, object: top });
  }
  return out;
}
