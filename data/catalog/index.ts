import { layers } from "./layers/index.ts";
import { measure_types } from "./measures/index.ts";
import type { Layer, LayerGroup, MeasureType, Trait } from "./types.ts";

export { apply_way_out, way_out_of } from "./apply_way_out.ts";
export { corridor_weights } from "./corridor_weights.ts";
export { indicators } from "./indicators.ts";
export { layers } from "./layers/index.ts";
export * from "./measure_effects.ts";
export { measure_types } from "./measures/index.ts";
export { topic_names } from "./topic_names.ts";
export type * from "./types.ts";
export { way_out_names } from "./way_out_names.ts";

const by_layer_id = new Map(layers.map((layer) => [layer.id, layer]));
const by_measure_id = new Map(measure_types.map((type) => [type.id, type]));

/** The layer with this id; undefined where the catalogue has none. */
export const layer_by_id = (id: string): Layer | undefined => by_layer_id.get(id);

/** The measure type with this id; undefined where the catalogue has none. */
export const measure_type_by_id = (id: string): MeasureType | undefined => by_measure_id.get(id);

/** The layers of one side of the ground line, in draw order (lowest first). */
export const layers_of_group = (group: LayerGroup): readonly Layer[] =>
  layers.filter((layer) => layer.group === group);

/** The trait of a layer; undefined where the layer or the trait is unknown. Layers may share a trait id with one meaning. */
export const trait_of_layer = (layer_id: string, trait_id: string): Trait | undefined =>
  by_layer_id.get(layer_id)?.traits.find((trait) => trait.id === trait_id);
