/** The shapes of measure types stand in a file of their own. */
export type * from "./measure_type.ts";

/** A text in the three languages of the interface. Dutch comes first. */
export type Text = { readonly nl: string; readonly en: string; readonly fr: string };

export type LayerGroup = "above" | "below";
export type GeometryKind = "point" | "line" | "area";
export type AccessClass = "public" | "restricted";

/** The trade a layer belongs to: one entry of the legend's sub-headings and of a dataset's usual owner. */
export type Theme =
  | "electricity"
  | "gas"
  | "water"
  | "sewer"
  | "telecom"
  | "heat"
  | "ground"
  | "green"
  | "surface_water"
  | "built"
  | "street"
  | "mobility"
  | "works"
  | "protection";

/**
 * A fact about one object that a rule's condition may ask for: derived from an attribute by the
 * layer's entry and stored with the feature, so that conditions are set operations, never sentences.
 */
export interface Trait {
  /** snake_case, unique over the catalogue, e.g. `species_medium`. */
  readonly id: string;
  /** The attribute it is read from (a key of `Layer.attributes`). */
  readonly attribute: string;
  /** The trait holds when the attribute, as text, is one of these. */
  readonly values: readonly string[];
  /**
   * The trait holds as well from that many years after the year in the attribute on: `service_life` is the
   * layer's `service_life_years`. It comes with time, so it is worked out when a rule asks, never stored.
   */
  readonly years_after?: "service_life";
}

export type Unit =
  | "m"
  | "mm"
  | "m2"
  | "m3"
  | "cm"
  | "kv"
  | "bar"
  | "celsius"
  | "year"
  | "count"
  | "kw"
  | "pct"
  | "eur";

export interface Attribute {
  readonly id: string;
  readonly name: Text;
  readonly type: "number" | "text" | "boolean" | "date";
  readonly unit?: Unit;
  /** Closed list of allowed values, for `text`. */
  readonly values?: readonly string[];
  /** How each of `values` reads; a value that names itself (`I`, `II`) may be left out. */
  readonly value_names?: Readonly<Record<string, Text>>;
}

/** How a layer is drawn; the legend shows the same symbol. Widths and radii in CSS pixels at zoom 18. */
export interface Draw {
  readonly symbol: "line" | "dot" | "area" | "hatch";
  readonly colour: string;
  readonly outline?: string;
  readonly width_px?: number;
  readonly radius_px?: number;
  readonly opacity?: number;
  /** Another colour for objects with a trait; the first that holds is taken. */
  readonly variants?: readonly { readonly trait: string; readonly name: Text; readonly colour: string }[];
}

/** Typical depth, used only where a delivery gives none; `source` is an id of `data/catalog/depths.csv`. */
export interface TypicalDepth {
  readonly cover_m: number;
  /** Half the span the sources give, at least 0.2 m. */
  readonly accuracy_m: number;
  readonly source: string;
}

/** A kind of existing thing. Its place in `layers/index.ts` is its place in the draw order (first = lowest). */
export interface Layer {
  readonly id: string;
  readonly name: Text;
  readonly group: LayerGroup;
  readonly theme: Theme;
  readonly geometry: readonly GeometryKind[];
  readonly access: AccessClass;
  /** From this zoom on the layer is in the tiles; below it the street carries the summary. */
  readonly min_zoom: number;
  readonly draw: Draw;
  readonly attributes: readonly Attribute[];
  readonly traits: readonly Trait[];
  /** Outer diameter assumed where none is given; left out where there is no usual size. */
  readonly typical_diameter_m?: number;
  readonly typical_depth?: TypicalDepth;
  /** Years after which an object counts as due for renewal; feeds synergies. */
  readonly service_life_years?: number;
  /** Takes part in the default clearances between buried lines. */
  readonly buried_line?: boolean;
}

export type RuleRelation = "parallel" | "crossing" | "any" | "overlap" | "time";
export type RuleKind = "conflict" | "attention" | "synergy";
export type Severity = "block" | "mitigate" | "inform";
export type Confidence = "high" | "medium" | "low";

/**
 * One cited row about two layers.
 *
 * Required distances are wall to wall, in metres; trees count from the trunk centre. Within one
 * pair of layers, relation and topic the conditions of the applied rows exclude each other, so that
 * at most one row speaks for a pair of things (a test enumerates the combinations).
 */
export interface Rule {
  readonly id: string;
  readonly a_layer: string;
  readonly b_layer: string;
  readonly relation: RuleRelation;
  readonly kind: RuleKind;
  /** What the rule guards, e.g. `clearance`, `notify`, `roots`, `hygiene`, `heat`, `foundation`, `shared_trench`. */
  readonly topic: string;
  /** `true`: the engine applies it. `false`: shown as another known figure, unless an authority switches it on. */
  readonly applied: boolean;
  /** Only when at least one of the two is planned (a measure, or a projected feature). */
  readonly planned_only: boolean;
  /** Horizontal distance required (conflict, attention) or within which a chance exists (synergy). */
  readonly horizontal_m: number | null;
  readonly vertical_m: number | null;
  /** Traits that a or b must all have, or must not have any of. */
  readonly a_has: readonly string[];
  readonly a_lacks: readonly string[];
  readonly b_has: readonly string[];
  readonly b_lacks: readonly string[];
  /** Applies only where the run side by side inside the clearance is longer than the first / at most the second. */
  readonly run_min_m: number | null;
  readonly run_max_m: number | null;
  /** Which of the two must lie above the other, by the middles of their heights (equal: a); null: no matter. */
  readonly upper: "a" | "b" | null;
  readonly severity: Severity;
  /** Ways out that a measure panel may offer, e.g. `root_barrier`, `hedge`, `other_species`, `move`. */
  readonly ways_out: readonly string[];
  /** Chosen because the attribute that would decide between rows is unknown, or stands for a missing row. */
  readonly assumed: boolean;
  readonly reason: Text;
  readonly jurisdiction: string;
  readonly confidence: Confidence;
  readonly source_title: string;
  readonly source_url: string;
  readonly version: number;
}

export interface Depth {
  readonly id: string;
  readonly layer: string;
  readonly context: string;
  readonly cover_min_m: number | null;
  readonly cover_typical_m: number | null;
  readonly cover_max_m: number | null;
  readonly outer_diameter_min_mm: number | null;
  readonly outer_diameter_max_mm: number | null;
  readonly trench_width_m: number | null;
  readonly region: string;
  readonly confidence: Confidence;
  readonly source_title: string;
  readonly source_url: string;
}

export interface Cost {
  readonly id: string;
  readonly item: Text;
  readonly layer: string | null;
  readonly unit: string;
  readonly low: number;
  readonly high: number;
  readonly currency: string | null;
  readonly price_year: number | null;
  readonly region: string;
  readonly confidence: Confidence;
  readonly source_title: string;
  readonly source_url: string;
}

export interface Target {
  readonly id: string;
  readonly pillar: string;
  readonly name: Text;
  readonly unit: string;
  readonly target_per: string;
  readonly target_value: number | null;
  readonly deadline: string | null;
  readonly pact_version: "1.0" | "2.0" | "2.1";
  readonly source_url: string;
}
