import { layers } from "../../data/catalog/layers/index.ts";
import type { Layer } from "../../data/catalog/types.ts";
import type { Locale } from "../text/number.ts";

const by_id: ReadonlyMap<string, Layer> = new Map(layers.map((layer) => [layer.id, layer]));

/** The catalogue's entry, or undefined for an id it does not know. */
export const layer_by_id = (id: string): Layer | undefined => by_id.get(id);

/** The layer's name in the reader's language; an unknown id is shown as it is. */
export const layer_name = (id: string, locale: Locale): string => by_id.get(id)?.name[locale] ?? id;

export const layer_colour = (id: string): string | undefined => by_id.get(id)?.draw.colour;

/** The name inside a sentence: lower case, but abbreviations stay. */
export function layer_in_sentence(id: string, locale: Locale): string {
  const name = layer_name(id, locale);
  // "Gas, lage druk" would break a sentence at its comma.
  const plain = name.replace(/, (.+)$/, " ($1)");
  return /^\p{Lu}\p{Ll}/u.test(plain) ? plain.charAt(0).toLowerCase() + plain.slice(1) : plain;
}
