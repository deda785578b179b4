import type { Geometry } from "geojson";
import { cell } from "../ui/bus.ts";

/** The line of the section that is open, for the map and the 3D view; null: none. */
export const cutting_line = cell<Geometry | null>(null);
