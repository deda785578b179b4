import type { Position } from "geojson";

/** What a size on the screen depends on. */
export interface Scale {
  readonly zoom: number;
  readonly px_per_m: number;
}

/** A size in CSS pixels at a scale. */
export type Size = (scale: Scale) => number;

export const px =
  (size_px: number): Size =>
  () =>
    size_px;
export const metres_wide =
  (size_m: number): Size =>
  (scale) =>
    size_m * scale.px_per_m;

/** Pixels between stops of zoom and size; beyond the ends as at the ends. */
export const by_zoom =
  (...stops: readonly (readonly [zoom: number, size_px: number])[]): Size =>
  ({ zoom }) => {
    const before = stops.findLast(([at]) => at <= zoom);
    const after = stops.find(([at]) => at > zoom);
    if (!before || !after) return (before ?? after)![1];
    return before[1] + ((after[1] - before[1]) * (zoom - before[0])) / (after[0] - before[0]);
  };

/** One stroke, area or spot of the overlay. */
export interface Mark {
  readonly kind: "line" | "area" | "spot";
  /** Lines, or rings of an area; the place of a spot is the first position. */
  readonly lines: readonly (readonly Position[])[];
  readonly fill?: string;
  readonly fill_opacity?: number;
  readonly stroke?: string;
  readonly stroke_opacity?: number;
  readonly stroke_width?: Size;
  /** Radius of a spot. */
  readonly radius?: Size;
  /** Not for clicks: they go through to what lies below. */
  readonly inert?: boolean;
}
