import { problem } from "../errors.ts";

/** `srid` of an upload: an EPSG code, or null where it was left out. */
export function srid_of(fields: ReadonlyMap<string, string>): number | null {
  const given = fields.get("srid")?.trim();
  if (!given) return null;
  if (!/^\d{4,6}$/.test(given))
    throw problem(
      "srid_unknown",
      `srid: expected an EPSG code like 31370, got ${JSON.stringify(given.slice(0, 40))}.`,
    );
  return Number(given);
}
