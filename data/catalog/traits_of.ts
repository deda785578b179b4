import { layer_by_id } from "./index.ts";

/**
 * The traits that an object's attributes give, sorted: what rule conditions ask for. Values are
 * compared as text, as the database does; unknown layers and missing attributes give none.
 */
export function traits_of(layer_id: string, attributes: Readonly<Record<string, unknown>>): string[] {
  return (layer_by_id(layer_id)?.traits ?? [])
    .filter(({ attribute, values }) => {
      const value = attributes[attribute];
      return value !== null && value !== undefined && values.includes(String(value));
    })
    .map((trait) => trait.id)
    .sort();
}
