import { cell } from "../ui/bus.ts";

/** Whether a sketch has the map: a click then belongs to it and opens nothing. */
export const sketching = cell(false);
