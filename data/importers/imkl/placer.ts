import type { Coords, Parts } from "../ewkb.ts";
import { ImportError } from "../types.ts";
import { crs_name, epsg_of, type Fit, fit_to, is_geographic, likely_srid } from "./crs.ts";
import { read_gml } from "./gml.ts";
import type { Placed, Refusal } from "./model.ts";
import type { XmlNode } from "./node.ts";
import type { Notes } from "./notes.ts";

/** Reads the geometries of one file into their CRS and keeps count of how well the numbers fit it. */
export class Placer {
  /** `srsName` of the collection's envelope: what geometries without their own inherit. */
  envelope_srs: string | null = null;
  private readonly counts: Record<Fit | "missing", number> = {
    fits: 0,
    swapped: 0,
    degrees: 0,
    outside: 0,
    missing: 0,
  };
  private readonly declared = new Map<number, number>();
  /** The first geometry of each kind, for the message. */
  private readonly samples = new Map<Fit | "missing", Placed>();

  constructor(
    /** The user's word on the CRS; wins over the file. */
    private readonly chosen: number | null,
    private readonly notes: Notes,
  ) {}

  /** The geometry in the property element; null where there is none, a refusal where it cannot be read. */
  place = (property: XmlNode | undefined): Placed | Refusal | null => {
    if (!property || property.attributes.nil === "true") return null;
    const read = read_gml(property, this.envelope_srs);
    if (!read.ok) return { field: property.name, code: read.code, message: read.message };
    if (read.closed_rings > 0)
      this.notes.add(
        "ring_closed",
        "warning",
        "A ring that did not end where it began was closed",
        property.name,
      );
    const written = epsg_of(read.srs_name);
    if (written !== null) this.declared.set(written, (this.declared.get(written) ?? 0) + 1);
    const srid = this.chosen ?? written;
    let parts = read.parts;
    let how: Fit = "fits";
    if (srid !== null) {
      how = fit_of(parts, srid);
      if (how === "swapped" && is_geographic(srid)) {
        parts = flipped(parts);
        how = "fits";
      } else if (how === "swapped" && this.chosen !== null) {
        // The user vouched for the CRS and the numbers for the order.
        parts = flipped(parts);
        how = "fits";
        this.notes.add(
          "axes_swapped",
          "warning",
          `Coordinates fit ${crs_name(srid)} only with the axes swapped; they were swapped`,
        );
      }
    }
    return { parts, srid, fit: how };
  };

  /** Counts a geometry that matters for the verdict on the whole file. */
  count(placed: Placed): void {
    const how = placed.srid === null ? "missing" : placed.fit;
    this.counts[how]++;
    if (!this.samples.has(how)) this.samples.set(how, placed);
  }

  /** The most declared CRS, null where the file names none. */
  main_srid(): number | null {
    if (this.chosen !== null) return this.chosen;
    return [...this.declared].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
  }

  /**
   * Throws ImportError `crs_missing` or `crs_contradicted` where most geometries have no CRS or numbers
   * that cannot be in it, be it the file's or the user's. Single ones are left to their rows. `demanded` is the CRS of the edition.
   */
  judge(demanded: number): void {
    const { fits, swapped, degrees, outside, missing } = this.counts;
    const contradicted = swapped + degrees + outside;
    const total = fits + contradicted + missing;
    const others = [...this.declared.keys()].filter((srid) => srid !== this.chosen);
    if (this.chosen !== null && others.length > 0)
      this.notes.add(
        "crs_overridden",
        "warning",
        `The file says ${others.map(crs_name).join(", ")}; your choice ${crs_name(this.chosen)} was used`,
      );
    if (missing > total / 2) {
      const coords = this.sample("missing");
      throw new ImportError(
        "crs_missing",
        `expected srsName on the geometries, got none on ${missing} of ${total}; ${hint(coords)}`,
        { ...this.counts, sample: coords, likely_srid: likely_srid(coords) },
      );
    }
    if (contradicted > total / 2) {
      const worst = (["swapped", "degrees", "outside"] as const).reduce((a, b) =>
        this.counts[b] > this.counts[a] ? b : a,
      );
      const coords = this.sample(worst);
      const srid = this.samples.get(worst)!.srid!;
      throw new ImportError(
        "crs_contradicted",
        `expected coordinates in ${crs_name(srid)} ${this.chosen === null ? "as the file says" : "as you chose"}, got ${describe(worst, coords)} in ${contradicted} of ${total} geometries; ${hint(coords)}`,
        { ...this.counts, declared: srid, sample: coords, likely_srid: likely_srid(coords) },
      );
    }
    for (const srid of this.chosen === null ? this.declared.keys() : [])
      if (srid !== demanded)
        this.notes.add(
          "crs_unexpected",
          "warning",
          `This edition demands ${crs_name(demanded)}, the file uses ${crs_name(srid)}; it was taken at its word`,
        );
  }

  private sample(how: Fit | "missing"): number[] {
    const placed = this.samples.get(how);
    return placed ? sample_of(placed.parts) : [];
  }

  /** Why a single geometry cannot be stored, or null. */
  refuse(placed: Placed): Refusal | null {
    if (placed.srid === null)
      return {
        field: "srsName",
        code: "crs_missing",
        message: "expected an srsName, got none on this geometry",
      };
    if (placed.fit === "fits") return null;
    return {
      field: "srsName",
      code: "crs_contradicted",
      message: `expected coordinates in ${crs_name(placed.srid)}, got ${describe(placed.fit, sample_of(placed.parts))}`,
    };
  }
}

function hint(coords: readonly number[]): string {
  const advice = likely_srid(coords);
  const look = advice === null ? "" : `the numbers look like ${crs_name(advice)}: `;
  return `${look}choose the CRS (srid) yourself`;
}

function describe(how: Fit | "missing", coords: readonly number[]): string {
  const numbers = coords
    .slice(0, 2)
    .map((one) => Number(one.toFixed(5)))
    .join(" ");
  if (how === "degrees") return `degrees (${numbers})`;
  if (how === "swapped") return `swapped axes (${numbers})`;
  return `numbers outside its area of use (${numbers})`;
}

function each_list(parts: Parts): Coords[] {
  return [parts.points, ...parts.lines, ...parts.areas.flat()];
}

function fit_of(parts: Parts, srid: number): Fit {
  let swapped = false;
  for (const list of each_list(parts)) {
    const how = fit_to(list, srid);
    if (how === "swapped") swapped = true;
    else if (how !== "fits") return how;
  }
  return swapped ? "swapped" : "fits";
}

function sample_of(parts: Parts): number[] {
  return Array.from(each_list(parts).find((list) => list.length > 0) ?? []).slice(0, 4);
}

function flipped(parts: Parts): Parts {
  const flip = (list: Coords): number[] => {
    const out: number[] = [];
    for (let i = 0; i < list.length; i += 2) out.push(list[i + 1]!, list[i]!);
    return out;
  };
  return {
    points: flip(parts.points),
    lines: parts.lines.map(flip),
    areas: parts.areas.map((rings) => rings.map(flip)),
  };
}
