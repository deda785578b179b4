import type { Map as MapLibre } from "maplibre-gl";
import { type Cell, cell } from "../ui/bus.ts";
import type { DrawDesk } from "./draw_desk.ts";
import type { DrawSession } from "./draw_session.ts";

/** The open scenario and its drawing table, for the panels around the map; null while there is none. */
export const open_drawing: Cell<DrawSession | null> = cell<DrawSession | null>(null);
/** The sheet over the map that is drawn on, from the moment layers can be put on it. */
export const drawn_sheet: Cell<MapLibre | null> = cell<MapLibre | null>(null);
export const desk: Cell<DrawDesk | null> = cell<DrawDesk | null>(null);

const never = cell(null);
/** A cell that may not be there yet: React still wants the same hooks in the same order. */
export const maybe = <T>(of: Cell<T> | undefined): Cell<T | null> => (of ?? never) as Cell<T | null>;
