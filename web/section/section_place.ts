import { createParser, parseAsBoolean, parseAsInteger, parseAsStringLiteral, useQueryState } from "nuqs";
import { cell } from "../ui/bus.ts";

type LonLat = readonly [number, number];

/** What is cut, as the address names it. */
export type SectionPlace =
  /** Across a street: at so many metres, nearest to a place, or (both null) in its middle. */
  | {
      readonly kind: "street";
      readonly street: string;
      readonly at_m: number | null;
      readonly near: LonLat | null;
    }
  | { readonly kind: "long"; readonly street: string }
  | { readonly kind: "feature"; readonly layer: string; readonly id: number }
  | { readonly kind: "line"; readonly line: readonly LonLat[] };

const lon_lat = (text: string): LonLat | null => {
  const [lon, lat, ...more] = text.split(",").map(Number);
  const good = more.length === 0 && Number.isFinite(lon) && Number.isFinite(lat);
  return good && Math.abs(lon!) <= 180 && Math.abs(lat!) <= 90 ? [lon!, lat!] : null;
};
const write_lon_lat = ([lon, lat]: LonLat): string => `${lon.toFixed(6)},${lat.toFixed(6)}`;

/**
 * Reads `street/molenstraat/78.5`, `street/molenstraat`, `street/molenstraat/@4.59,51.06`, `long/molenstraat`,
 * `feature/gas_low/17` or `line/4.59,51.06;4.6,51.07`. Null for anything else: the drawer stays closed.
 */
export function parse_section_place(text: string): SectionPlace | null {
  const [kind, name = "", rest] = text.split("/");
  if (kind === "line") {
    const line = name.split(";").map(lon_lat);
    return line.length >= 2 && line.every((p) => p !== null) ? { kind, line: line as LonLat[] } : null;
  }
  if (name === "") return null;
  if (kind === "long") return { kind, street: name };
  if (kind === "feature")
    return /^\d{1,15}$/.test(rest ?? "") ? { kind, layer: name, id: Number(rest) } : null;
  if (kind !== "street") return null;
  if (rest === undefined) return { kind, street: name, at_m: null, near: null };
  if (rest.startsWith("@")) {
    const near = lon_lat(rest.slice(1));
    return near && { kind, street: name, at_m: null, near };
  }
  const at_m = Number(rest);
  return rest !== "" && Number.isFinite(at_m) && at_m >= 0 ? { kind, street: name, at_m, near: null } : null;
}

/** The text that {@link parse_section_place} reads. */
export function write_section_place(place: SectionPlace): string {
  if (place.kind === "line") return `line/${place.line.map(write_lon_lat).join(";")}`;
  if (place.kind === "feature") return `feature/${place.layer}/${place.id}`;
  if (place.kind === "long") return `long/${place.street}`;
  if (place.near) return `street/${place.street}/@${write_lon_lat(place.near)}`;
  return `street/${place.street}${place.at_m === null ? "" : `/${Number(place.at_m.toFixed(1))}`}`;
}

const place_parser = createParser<SectionPlace>({
  parse: parse_section_place,
  serialize: write_section_place,
  eq: (a, b) => write_section_place(a) === write_section_place(b),
});

export const exaggerations = ["1", "2", "4"] as const;

/** The section that is open, in the address; null: none. */
export const useSectionPlace = () =>
  useQueryState("section", place_parser.withOptions({ history: "replace" }));
/** How many times deeper than true the ground is drawn. */
export const useExaggeration = () =>
  useQueryState("deep", parseAsStringLiteral(exaggerations).withDefault("1"));
/** Whether clearances are drawn around things. */
export const useClearances = () => useQueryState("clear", parseAsBoolean.withDefault(false));
/** The scenario whose measures are drawn in, where the page itself has none. */
export const usePlan = () => useQueryState("plan", parseAsInteger);
/** Whether the section is shown as a table. */
export const useAsTable = () => useQueryState("table", parseAsBoolean.withDefault(false));

/** Where a street was last clicked: a section asked for from its panel begins there. */
export const clicked_street = cell<Extract<SectionPlace, { kind: "street" }> | null>(null);
