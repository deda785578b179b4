import type { DepthSource } from "../types.ts";
import type { Candidate, DepthDetail, StandardCover } from "./model.ts";

/** The depth of an object as all statements together give it, metres below ground, positive down. */
export interface Depth {
  readonly top_m: number | null;
  readonly bottom_m: number | null;
  readonly accuracy_m: number | null;
  readonly source: DepthSource;
  /** The largest cover, where several statements differ. */
  readonly cover_max_m: number | null;
  /** A height was given that no ground level turns into a depth. */
  readonly height_only: boolean;
}

const UNKNOWN: Depth = {
  top_m: null,
  bottom_m: null,
  accuracy_m: null,
  source: "unknown",
  cover_max_m: null,
  height_only: false,
};

/**
 * The depth by precedence: the object's own statements, else the default of its network for its
 * subtheme, else the default of its network, else unknown (typical depths are the store's business).
 * A statement on a line is its top, on a point its lowest place; several give the span from the
 * shallowest top to the deepest bottom. Bottom = top + diameter, null where the diameter is not known.
 * Things on or above the ground take no default cover.
 */
export function depth_of(
  object: Candidate,
  details: readonly DepthDetail[],
  standard: StandardCover | undefined,
): Depth {
  if (object.shape === "area") return UNKNOWN;
  const known = details.filter((one) => one.depth_m !== null);
  if (known.length > 0) return object.shape === "point" ? of_point(object, known) : of_line(object, known);
  if (details.length > 0) return { ...UNKNOWN, height_only: true };
  const buried = object.vertical_position === null || object.vertical_position === "underground";
  if (object.shape !== "line" || !standard || !buried) return UNKNOWN;
  const thickness = thickness_m(object);
  return {
    top_m: standard.cover_m,
    bottom_m: thickness === null ? null : sum(standard.cover_m, thickness),
    accuracy_m: standard.accuracy_m,
    source: "network_default",
    cover_max_m: null,
    height_only: false,
  };
}

/** The default that fits an object best: one that names its subtheme before one that names none. */
export function standard_for(
  covers: readonly StandardCover[],
  subtheme: string | null,
): StandardCover | undefined {
  return (
    covers.find((one) => subtheme !== null && one.subthemes.includes(subtheme)) ??
    covers.find((one) => one.subthemes.length === 0)
  );
}

/** Height of the thing itself: its diameter, unless that is the width of a bed of unknown height. */
function thickness_m(object: Candidate): number | null {
  return object.flat ? null : object.diameter_m;
}

function of_line(object: Candidate, known: readonly DepthDetail[]): Depth {
  const tops: number[] = [];
  const bottoms: number[] = [];
  const thick = thickness_m(object);
  for (const { depth_m, reference } of known) {
    const depth = depth_m!;
    if (reference === "top") {
      tops.push(depth);
      if (thick !== null) bottoms.push(sum(depth, thick));
    } else if (thick !== null) {
      const bottom = reference === "bottom" ? depth : sum(depth, thick / 2);
      bottoms.push(bottom);
      tops.push(sum(bottom, -thick));
    } else if (reference === "bottom") bottoms.push(depth);
  }
  const top_m = tops.length > 0 ? Math.min(...tops) : null;
  const deepest = bottoms.length > 0 ? Math.max(...bottoms) : null;
  if (top_m === null && deepest === null) return UNKNOWN;
  return {
    top_m,
    bottom_m: below(top_m, deepest),
    accuracy_m: worst(known),
    source: "measured",
    cover_max_m: tops.length > 1 && Math.max(...tops) > top_m! ? Math.max(...tops) : null,
    height_only: false,
  };
}

function of_point(object: Candidate, known: readonly DepthDetail[]): Depth {
  const bottoms = known.filter((one) => one.reference === "bottom").map((one) => one.depth_m!);
  const tops = known.filter((one) => one.reference === "top").map((one) => one.depth_m!);
  const bottom_m = bottoms.length > 0 ? Math.max(...bottoms) : null;
  const stated_top_m = tops.length > 0 ? Math.min(...tops) : null;
  // A thing at the surface that goes down to its lowest place takes up all between.
  const top_m =
    stated_top_m ?? (object.vertical_position === "onGroundSurface" && (bottom_m ?? -1) >= 0 ? 0 : null);
  if (top_m === null && bottom_m === null) return UNKNOWN;
  return {
    top_m,
    bottom_m: below(top_m, bottom_m),
    accuracy_m: worst(known),
    source: "measured",
    cover_max_m: null,
    height_only: false,
  };
}

/** The bottom, unless it contradicts the top: then only the top is believed, which decides about cover. */
function below(top_m: number | null, bottom_m: number | null): number | null {
  return top_m !== null && bottom_m !== null && bottom_m < top_m ? null : bottom_m;
}

/** The worst of the accuracies that are given; null where none is. */
function worst(known: readonly DepthDetail[]): number | null {
  const given = known.map((one) => one.accuracy_m).filter((one) => one !== null);
  return given.length > 0 ? Math.max(...given) : null;
}

function sum(a: number, b: number): number {
  return Math.round((a + b) * 1e6) / 1e6;
}
