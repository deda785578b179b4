import type { Geometry } from "geojson";

export type ParameterValue = number | string | boolean;

/** A measure as the planner wants it: everything but its identity. */
export interface Draft {
  readonly measure_type: string;
  readonly name: string;
  readonly geometry: Geometry;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** First and last day, both included; null where open. */
  readonly from: string | null;
  readonly until: string | null;
  /** The phase of the scenario whose years are its days where it has none of its own. */
  readonly phase_id: number | null;
}

/** Two millimetres: the way through the analysis CRS and back moves a vertex by less. */
const same_within_deg = 2e-8;

function same_coordinates(a: unknown, b: unknown): boolean {
  if (typeof a === "number" && typeof b === "number") return Math.abs(a - b) <= same_within_deg;
  return (
    Array.isArray(a) &&
    Array.isArray(b) &&
    a.length === b.length &&
    a.every((value, i) => same_coordinates(value, b[i]))
  );
}

/** Decimals of a degree that the server keeps: a millimetre. */
const kept_decimals = 1e8;

const rounded = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(rounded) : Math.round((value as number) * kept_decimals) / kept_decimals;

/** The draft with its places as the server will give them back, so that a reload shows the same to the last digit. */
export function as_kept(draft: Draft): Draft {
  const { geometry } = draft;
  if (geometry.type === "GeometryCollection") return draft;
  const coordinates = rounded(geometry.coordinates);
  if (JSON.stringify(coordinates) === JSON.stringify(geometry.coordinates)) return draft;
  return { ...draft, geometry: { type: geometry.type, coordinates } as Geometry };
}

/** Whether two geometries are the same but for the rounding of a trip to the server. */
export const same_geometry = (a: Geometry, b: Geometry): boolean =>
  a === b ||
  (a.type === b.type &&
    a.type !== "GeometryCollection" &&
    b.type !== "GeometryCollection" &&
    same_coordinates(a.coordinates, b.coordinates));

function same_parameters(a: Draft["parameters"], b: Draft["parameters"]): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

/** Whether two states of a measure are equal; null stands for "not there". */
export function same_draft(a: Draft | null, b: Draft | null): boolean {
  if (a === b) return true;
  if (!a || !b) return false;
  return (
    a.measure_type === b.measure_type &&
    a.name === b.name &&
    a.from === b.from &&
    a.until === b.until &&
    (a.phase_id ?? null) === (b.phase_id ?? null) &&
    same_parameters(a.parameters, b.parameters) &&
    same_geometry(a.geometry, b.geometry)
  );
}
