import type { Geometry } from "geojson";
import { upload } from "../client.ts";

export type ShapeKind = "area" | "line";

/** The areas of files as one geometry in WGS 84, or their lines where they have none. Rejects with {@link Problem}. */
export const read_shape = (files: readonly File[]): Promise<{ geometry: Geometry; kind: ShapeKind }> =>
  upload("/shapes", files, {});
