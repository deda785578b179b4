import type { Draw, GeometryKind, Text, Unit } from "./types.ts";

/** A number that is fixed, or is the value of a parameter of the measure, `times` a factor (half a width, the other side). */
export type Amount = number | { readonly param: string; readonly times?: number };

/**
 * What a measure becomes, so that rules need to know layers only.
 * `same`: the drawn geometry; `points_along`: points every `spacing_m` along the drawn line;
 * `buffer`: the drawn geometry (or the points along it) widened by `radius_m`;
 * `offset`: the drawn line shifted sideways by `offset_m` (left positive).
 */
export interface Becomes {
  readonly layer: string;
  readonly shape: "same" | "points_along" | "buffer" | "buffer_points_along" | "offset";
  readonly spacing_m?: Amount;
  readonly radius_m?: Amount;
  readonly offset_m?: Amount;
  /** Outer diameter of a pipe or cable. */
  readonly diameter_m?: Amount;
  /** Top below ground level. */
  readonly top_m?: Amount;
  /** Lowest point below ground level; left out: top + diameter. */
  readonly bottom_m?: Amount;
  /** Attributes that the layer's traits are read from. */
  readonly attributes?: Readonly<Record<string, string | number | boolean | { readonly param: string }>>;
}

export interface Parameter {
  readonly id: string;
  readonly name: Text;
  readonly type: "number" | "choice" | "boolean";
  readonly unit?: Unit;
  readonly default: number | string | boolean;
  readonly min?: number;
  readonly max?: number;
  readonly values?: readonly { readonly id: string; readonly name: Text }[];
  /** Where the default comes from: an id of the depths, costs or rules tables, an address, or `own_choice`. */
  readonly source: string;
}

/** What a formula counts: once per measure, or what the drawn geometry measures in the analysis CRS. */
export type Quantity = "one" | "length_m" | "area_m2" | "point_count";

/** A term counts only where this holds: the parameter is one of `is`, or a number from `from` up to but not including `below`. */
export type Condition =
  | { readonly param: string; readonly is: readonly (string | boolean)[] }
  | { readonly param: string; readonly from?: number; readonly below?: number }
  | { readonly of: Quantity; readonly from?: number; readonly below?: number };

/** A number, a number parameter (times a factor), or what the chosen value of a choice is worth (0 where it is not named). */
export type Factor = Amount | { readonly param: string; readonly worth: Readonly<Record<string, number>> };

/** One product: `of` times each of `times`, e.g. length × width × depth; nothing unless every condition holds. */
export interface Term {
  readonly of: Quantity;
  readonly times: Factor | readonly Factor[];
  readonly when?: readonly Condition[];
}

/** A sum of terms: data, so that it can be stored, shown to people and recomputed by hand. No terms: 0. */
export type Formula = readonly Term[];

/** The uses of a street's surface that are kept in balance. */
export type Surface = "carriageway" | "footway" | "cycle_path" | "parking" | "green" | "water";

/**
 * By how many m² this use of the street grows (the measure takes that much for it), or shrinks where
 * negative (the measure frees it). A surface named by a parameter is the value of that choice.
 */
export interface SurfaceChange {
  readonly surface: Surface | { readonly param: string };
  readonly amount: Formula;
}

/** What a measure adds to an indicator (an id of `data/catalog/indicators.ts`). */
export interface Effect {
  readonly indicator: string;
  /** The indicator's unit, repeated so that the entry can be read alone. */
  readonly unit: Unit;
  readonly formula: Formula;
  /** The effect is never less, whatever the parameters (a trench does not store less than nothing). */
  readonly at_least?: number;
}

/** How much of a cost item (an id of `data/catalog/costs.csv`) a measure takes, in that item's unit. */
export interface CostItem {
  readonly item: string;
  readonly quantity: Formula;
}

/**
 * How a planner takes a way out that a rule offers (an id of `way_out_names`): set parameters, draw
 * the same geometry as another type (with its own defaults), or move it. `{plus}` adds to the present
 * value, within the parameter's bounds.
 */
export interface WayOut {
  readonly way_out: string;
  readonly set?: Readonly<Record<string, number | string | boolean | { readonly plus: number }>>;
  readonly becomes_type?: string;
  /** With `becomes_type`, of a point: the other type is a line of this length through it, along its street. */
  readonly line_m?: number;
  readonly move?: true;
}

/**
 * An existing thing that the measure takes away: what of the layer lies inside the drawn geometry, or within
 * `within_m` of it. A parameter that names a surface is the layer of that name.
 */
export interface Removes {
  readonly layer: string | { readonly param: string };
  readonly within_m?: number;
}

/** A kind of intervention that a planner draws. */
export interface MeasureType {
  readonly id: string;
  readonly name: Text;
  readonly geometry: GeometryKind;
  readonly symbol: Draw;
  readonly parameters: readonly Parameter[];
  readonly becomes: readonly Becomes[];
  /** Struck through in a section; no rule asks for it. */
  readonly removes?: readonly Removes[];
  readonly takes: readonly SurfaceChange[];
  readonly effects: readonly Effect[];
  readonly costs: readonly CostItem[];
  readonly ways_out?: readonly WayOut[];
}

/** A figure measured per district and scenario; `targets` are the ids of the pact's targets it counts towards. */
export interface Indicator {
  readonly id: string;
  readonly name: Text;
  readonly unit: Unit;
  readonly targets: readonly string[];
  /**
   * What lies at one place counts once: among all measures where they would be the same thing (`place`:
   * a square metre is depaved once), else among those of one type (`measure_type`: a swale above a buffer is two stores).
   */
  readonly once: "place" | "measure_type";
}
