import type { AttributeValue, Candidate, Network } from "./model.ts";

const ZONES: Readonly<Record<string, string>> = {
  drinkingWaterExtractionArea: "drinking_water",
  geothermalInstallation: "geothermal",
  infiltrationArea: "infiltration",
  undergroundGasStorage: "gas_storage",
  otherProtectedArea: "other",
};
/** Years that registers write when they do not know: the start of their own calendar. */
const STAND_IN_YEARS = new Set([1800, 1900]);

/**
 * The attributes that the catalogue's layers define and read their traits from, out of the words of
 * IMKL: `year_built`, `connection`, `protection`, `flow` of sewers, `medium` of heat, `zone_kind` of
 * protected areas, `content` and `empty` of ducts. Only what the delivery says; nothing is left null.
 */
export function catalogue_attributes(
  object: Candidate,
  network: Network | undefined,
  layer: string,
  holds: boolean,
): Record<string, AttributeValue> {
  const out: Record<string, AttributeValue> = {};
  const year = Number(object.valid_from?.slice(0, 4));
  if (object.shape === "line" && year > 0 && !is_stand_in(object.valid_from!, year)) out.year_built = year;
  if (object.attributes.delivery_type === "connection" || object.class_name === "Connection")
    out.connection = true;
  const warning = String(object.attributes.warning_type ?? "");
  if (/concrete|plate/i.test(warning)) out.protection = warning;
  if (layer.startsWith("sewer_")) {
    const words = `${object.subtheme ?? ""} ${network?.theme ?? ""}`;
    if (/PressurePipe|OnderOverOfOnderdruk/.test(words)) out.flow = "pressure";
    else if (/Gravitational|Vrijverval/.test(words)) out.flow = "gravity";
  }
  if (layer === "heat_network") {
    const medium = heat_medium(object.product, object.subtheme);
    if (medium !== null) out.medium = medium;
  }
  if (layer === "protected_area") {
    const zone = object.attributes.protected_area_type;
    out.zone_kind = typeof zone === "string" ? (ZONES[zone] ?? "other") : "other";
  }
  if (layer === "duct") {
    const count = object.attributes.cable_count;
    if (holds || typeof count === "number") out.empty = !holds && count === 0;
    const content = network?.theme ?? network?.trade ?? null;
    if (content !== null) out.content = content;
  }
  return out;
}

function is_stand_in(date: string, year: number): boolean {
  return STAND_IN_YEARS.has(year) && date.endsWith("-01-01");
}

function heat_medium(product: string | null, subtheme: string | null): string | null {
  const words = `${product ?? ""} ${subtheme ?? ""}`;
  if (/condensate/i.test(words)) return "condensate";
  if (/steam/i.test(words)) return "steam";
  return /water/i.test(product ?? "") ? "water" : null;
}
