import * as m from "../text/compiled/messages.js";

/** Formats by the name their trade knows them by; general ones in the reader's language. */
const proper_names: Readonly<Record<string, string>> = {
  osm: "OpenStreetMap",
  wegenregister: "Wegenregister",
  grb: "GRB",
  imgeo: "BGT / IMGeo",
  cityjson: "CityJSON",
  imkl3: "IMKL 3.0 (KLIP)",
  imkl2: "IMKL 1.2.1 / 2.0 (KLIC)",
};

/** What a delivery was recognised as, for people; an id nobody named is shown as it is. */
export const importer_name = (id: string): string =>
  proper_names[id] ??
  (id === "gis"
    ? m.importer_gis()
    : id === "districts"
      ? m.importer_districts()
      : id === "works"
        ? m.importer_works()
        : id === "demo"
          ? m.importer_demo()
          : id);

/** The kind of geometry of a source layer in a word. */
export function geometry_word(geometry: string): string {
  if (/point/i.test(geometry)) return m.geometry_points();
  if (/line|curve/i.test(geometry)) return m.geometry_lines();
  if (/polygon|surface/i.test(geometry)) return m.geometry_areas();
  return m.geometry_mixed();
}
