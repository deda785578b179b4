import { CRS_AREAS, type CrsArea } from "./crs_areas.ts";
import { ImportError, type ImportNote } from "./types.ts";

/** What a file says about its CRS. */
export interface DeclaredCrs {
  /** EPSG code; null where the file names a system that is no known EPSG one, or none at all. */
  readonly srid: number | null;
  /** The name the file gives; null where it declares nothing. */
  readonly name: string | null;
  /** `file`: written in the file; `format`: the format's default (GeoJSON); `columns`: read from column names. */
  readonly by: "file" | "format" | "columns";
}

/** The CRS to store with, and whether x and y of every coordinate change places. */
export interface ResolvedCrs {
  readonly srid: number;
  readonly swap: boolean;
  readonly notes: readonly ImportNote[];
}

/** Share of the coordinates that must lie in an area of use for the system to be believed. */
const AGREES = 0.9;

/**
 * Decides on a delivery's CRS from what it declares, what its coordinates look like and what the user
 * said (`user_srid`). `samples` are flat coordinates x0, y0, x1, y1, … as read.
 *
 * Nothing is guessed: without a declaration that agrees with the numbers, or a word of the user that
 * does, it throws ImportError `crs_missing` (nothing declared), `crs_contradicted` (declared or chosen
 * system does not fit the numbers) or `axes_swapped` (it fits with x and y changed). `detail` carries
 * `declared`, `candidates` and `sample`. A user's choice that fits with changed axes swaps, with a note.
 */
export function resolve_crs(
  declared: DeclaredCrs,
  samples: ArrayLike<number>,
  user_srid: number | null,
): ResolvedCrs {
  const notes: ImportNote[] = [];
  const wanted = user_srid ?? declared.srid;
  if (user_srid !== null && declared.srid !== null && declared.srid !== user_srid && declared.by === "file")
    notes.push(
      note(
        "crs_overridden",
        `The file says ${label(declared.srid)}; ${label(user_srid)} was used as chosen.`,
        "warning",
      ),
    );
  if (samples.length === 0) {
    if (wanted !== null) return { srid: wanted, swap: false, notes };
    // Without a coordinate nothing can be misplaced.
    return { srid: 4326, swap: false, notes };
  }
  if (wanted === null) {
    const named = CRS_AREAS.find((area) => declared.name !== null && same_name(area, declared.name));
    if (!named || share(named, samples, false) < AGREES) throw missing(declared, samples);
    notes.push(
      note(
        "crs_by_name",
        `The file gives no EPSG code; its ${JSON.stringify(declared.name)} is ${label(named.srid)} by name, and the coordinates agree.`,
      ),
    );
    return { srid: named.srid, swap: false, notes };
  }

  const known = CRS_AREAS.find((area) => area.srid === wanted);
  if (!known) {
    const degrees = looks_like_degrees(samples);
    notes.push(
      note(
        "crs_not_checked",
        `The range of EPSG:${wanted} is not known here: the coordinates (${degrees ? "degrees" : "metres"} by their size, e.g. ${example(samples)}) were not checked against it.`,
        "warning",
      ),
    );
    return { srid: wanted, swap: false, notes };
  }
  const inside = share(known, samples, false);
  if (inside >= AGREES) {
    if (inside < 1) notes.push(outside_note(known, inside));
    const silent = declared.srid === null || (declared.by === "format" && declared.srid !== user_srid);
    if (user_srid !== null && silent)
      notes.push(
        note(
          "crs_chosen",
          `The file declares no known coordinate system; ${label(user_srid)} was used as chosen.`,
        ),
      );
    if (user_srid === null && declared.by === "columns")
      notes.push(
        note("crs_from_columns", `${label(wanted)} was taken from the names of the coordinate columns.`),
      );
    return { srid: wanted, swap: false, notes };
  }
  if (share(known, samples, true) >= AGREES) {
    if (user_srid === null) throw swapped(known, samples);
    notes.push(
      note(
        "axes_swapped",
        `Coordinates are stored as y, x (${example(samples)}); they were swapped.`,
        "warning",
      ),
    );
    return { srid: wanted, swap: true, notes };
  }
  if (user_srid === null && declared.by === "format" && !looks_like_degrees(samples))
    throw missing(declared, samples);
  // Scattered data (a register with a few wild coordinates) is stored; the store warns per feature.
  if (inside >= 0.5) {
    notes.push(outside_note(known, inside));
    return { srid: wanted, swap: false, notes };
  }
  throw contradicted(known, user_srid !== null, samples);
}

/** Systems whose area of use holds the coordinates, the usual ones first; `swap`: with x and y changed. */
export function crs_candidates(
  samples: ArrayLike<number>,
): { readonly srid: number; readonly swap: boolean }[] {
  const straight = CRS_AREAS.filter((area) => area.suggest && share(area, samples, false) >= AGREES);
  const crossed = CRS_AREAS.filter((area) => area.suggest && share(area, samples, true) >= AGREES);
  // A swapped reading is only worth naming when no straight one fits.
  if (straight.length > 0) return straight.map(({ srid }) => ({ srid, swap: false }));
  return crossed.map(({ srid }) => ({ srid, swap: true }));
}

/** Whether the numbers can be degrees. */
export function looks_like_degrees(samples: ArrayLike<number>): boolean {
  let inside = 0;
  for (const value of Array.from(samples)) if (Math.abs(value) <= 180) inside++;
  return inside >= AGREES * samples.length;
}

/** Names that programs write for a system beside its EPSG name. */
const OTHER_NAMES: Readonly<Record<number, readonly string[]>> = {
  31370: ["Belge_Lambert_1972", "Belge 1972 / Belgian Lambert 72", "Belge Lambert 72"],
  3812: ["ETRS_1989_Belgian_Lambert_2008", "ETRS_1989_Lambert_2008"],
  28992: ["RD_New", "Amersfoort_RD_New"],
  25831: ["ETRS_1989_UTM_Zone_31N"],
  25832: ["ETRS_1989_UTM_Zone_32N"],
  25833: ["ETRS_1989_UTM_Zone_33N"],
  31466: ["DHDN_3_Degree_Gauss_Zone_2"],
  31467: ["DHDN_3_Degree_Gauss_Zone_3"],
  3857: ["WGS_1984_Web_Mercator_Auxiliary_Sphere"],
  4326: ["GCS_WGS_1984"],
};

function same_name(area: CrsArea, name: string): boolean {
  const bare = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, "");
  return [area.name, ...(OTHER_NAMES[area.srid] ?? [])].some((known) => bare(known) === bare(name));
}

/** Share of the points (0 to 1) that lie in the area's range. */
function share(area: CrsArea, samples: ArrayLike<number>, swap: boolean): number {
  const degrees = area.unit === "degree";
  let inside = 0;
  for (let i = 0; i + 1 < samples.length; i += 2) {
    const x = samples[swap ? i + 1 : i]!;
    const y = samples[swap ? i : i + 1]!;
    if (!degrees && Math.abs(x) <= 180 && Math.abs(y) <= 180) continue;
    if (x >= area.x[0] && x <= area.x[1] && y >= area.y[0] && y <= area.y[1]) inside++;
  }
  return inside / (samples.length / 2);
}

function missing(declared: DeclaredCrs, samples: ArrayLike<number>): ImportError {
  const what =
    declared.by === "file" && declared.name !== null
      ? `The file names the coordinate system ${JSON.stringify(declared.name)}, which is no known EPSG system`
      : declared.by === "format"
        ? "The file declares no coordinate system (its format then means longitude and latitude), but its coordinates are not degrees"
        : "The file declares no coordinate system";
  return new ImportError("crs_missing", `${what}. ${advice(samples)}`, detail(declared.srid, samples));
}

function contradicted(area: CrsArea, chosen: boolean, samples: ArrayLike<number>): ImportError {
  const who = chosen ? "The chosen system" : "The file says its coordinate system";
  const unit = looks_like_degrees(samples) && area.unit === "m" ? "degrees" : "elsewhere";
  return new ImportError(
    "crs_contradicted",
    `${who} is ${label(area.srid)} (x ${area.x.join(" to ")}, y ${area.y.join(" to ")}), but the coordinates are ${unit}. ${advice(samples)}`,
    detail(area.srid, samples),
  );
}

function swapped(area: CrsArea, samples: ArrayLike<number>): ImportError {
  const order = area.unit === "degree" ? "latitude, longitude" : "y, x";
  return new ImportError(
    "axes_swapped",
    `The coordinates (${example(samples)}) fit ${label(area.srid)} only as ${order}: the axes are swapped. Import again with --srid ${area.srid} to swap them.`,
    detail(area.srid, samples),
  );
}

function advice(samples: ArrayLike<number>): string {
  const candidates = crs_candidates(samples);
  const got = `Got coordinates like ${example(samples)}`;
  if (candidates.length === 0)
    return `${got}, which fit no system known here. Name the right one with --srid.`;
  const names = candidates.map(({ srid, swap }) => `${label(srid)}${swap ? " with swapped axes" : ""}`);
  return `${got}, which fit ${names.join(" or ")}. Import again with --srid ${candidates[0]!.srid}${candidates.length > 1 ? " or the one that is right" : ""}.`;
}

function detail(declared: number | null, samples: ArrayLike<number>): Record<string, unknown> {
  const candidates = crs_candidates(samples);
  return { declared, candidates: candidates.map(({ srid }) => srid), sample: [samples[0], samples[1]] };
}

/** "EPSG:31370 (BD72 / Belgian Lambert 72)". */
export function label(srid: number): string {
  const area = CRS_AREAS.find((candidate) => candidate.srid === srid);
  return area ? `EPSG:${srid} (${area.name})` : `EPSG:${srid}`;
}

function example(samples: ArrayLike<number>): string {
  const digits = looks_like_degrees(samples) ? 5 : 1;
  return `${Number(samples[0]).toFixed(digits)}, ${Number(samples[1]).toFixed(digits)}`;
}

function outside_note(area: CrsArea, inside: number): ImportNote {
  return note(
    "crs_partly_outside",
    `${((1 - inside) * 100).toFixed(1)} % of the sampled coordinates lie outside the area of use of ${label(area.srid)}.`,
    "warning",
  );
}

/** An ImportNote; `severity` is `info` unless said otherwise. */
export function note(
  code: ImportNote["code"],
  message: string,
  severity: ImportNote["severity"] = "info",
): ImportNote {
  return { kind: "note", code, message, severity };
}
