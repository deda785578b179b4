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

/**
 * The areas of files as one geometry in WGS 84, or their lines where they have none; `srid` where the file does not
 * say its coordinate system. Rejects with {@link Problem}.
 */
export const read_shape = ({
  files,
  srid,
}: {
  files: readonly File[];
  srid: number | null;
}): Promise<ReadShape> => upload("/shapes", files, { srid });
