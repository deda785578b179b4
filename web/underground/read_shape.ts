import type { Geometry } from "geojson";
import { upload } from "../client.ts";

export type ShapeKind = "area" | "line";

export interface ReadShape {
  readonly geometry: Geometry;
  readonly kind: ShapeKind;
  readonly count: number;
  /** Lines beside areas, which are not taken. */
  readonly lines_left_out: number;
}

/** The areas of files as one geometry in WGS 84, or their lines where they have none. Rejects with {@link Problem}. */
export const read_shape = (files: readonly File[]): Promise<ReadShape> => upload("/shapes", files, {});
