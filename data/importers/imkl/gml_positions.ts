import type { RefusalCode } from "../texts/refusal_names.ts";
import { epsg_of, fit_to } from "./crs.ts";
import type { XmlNode } from "./node.ts";

/** Why a geometry cannot be read; caught by `read_gml`, which makes it a value. */
export class Refused extends Error {
  constructor(
    readonly code: RefusalCode,
    message: string,
  ) {
    super(message);
  }
}

/** What a geometry has from the elements above it. */
export interface Inherited {
  readonly srs_name: string | null;
  readonly dimension: number | null;
}

/** Adds x and y of `values` to `out`. One `pos` says its dimension by its length; a `posList` needs it written, or found out by the CRS. */
export function push_2d(
  out: number[],
  values: readonly number[],
  written: number | null,
  single: boolean,
  own: Inherited,
): void {
  if (values.length === 0) return;
  const dimension = single
    ? Math.max(2, written ?? values.length)
    : (written ?? guessed_dimension(values, own.srs_name));
  if (values.length % dimension !== 0 || dimension < 2 || dimension > 4)
    throw new Refused(
      "geometry_invalid_number",
      `expected positions of ${dimension} numbers, got ${values.length} numbers in all`,
    );
  for (let i = 0; i < values.length; i += dimension) out.push(values[i]!, values[i + 1]!);
}

/** Two, unless only three makes whole positions inside the area of the CRS: deliveries often leave `srsDimension` out. */
function guessed_dimension(values: readonly number[], srs_name: string | null): number {
  if (values.length % 3 !== 0) return 2;
  if (values.length % 2 !== 0) return 3;
  const srid = epsg_of(srs_name);
  if (srid === null) return 2;
  if (fit_to(values, srid) === "fits") return 2;
  const flat = values.filter((_, i) => i % 3 !== 2);
  return fit_to(flat, srid) === "fits" ? 3 : 2;
}

/** The numbers of a `pos` or `posList`. Refused where one is none. */
export function numbers(node: XmlNode): number[] {
  const written = node.text.trim();
  return written === "" ? [] : finite(written.split(/\s+/));
}

/** The words as finite numbers; refused where one is none. */
export function finite(words: readonly string[]): number[] {
  return words.map((word) => {
    const value = word === "" ? Number.NaN : Number(word);
    if (!Number.isFinite(value))
      throw new Refused(
        "geometry_invalid_number",
        `expected a number in the coordinates, got ${JSON.stringify(word.slice(0, 40))}`,
      );
    return value;
  });
}
