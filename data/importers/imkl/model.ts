import type { Parts } from "../ewkb.ts";
import type { RefusalCode } from "../texts/refusal_names.ts";
import type { FeatureStatus } from "../types.ts";
import type { Fit } from "./crs.ts";
import type { Joins } from "./joins.ts";
import type { XmlNode } from "./node.ts";

/** The trade of an object, before its subtheme makes it a layer. */
export type Trade = "electricity" | "gas" | "water" | "sewer" | "telecom" | "heat" | "other";

/** What a class of the model becomes. */
export interface ClassSpec {
  readonly shape: "line" | "point" | "area";
  /** Null: the network decides. */
  readonly trade: Trade | null;
  /** Goes into the attribute `kind`. */
  readonly kind: string;
  /** Layer of the catalogue where the class alone decides. */
  readonly layer?: string;
}

/** A geometry with what its CRS is said to be and how its numbers sit with that. */
export interface Placed {
  readonly parts: Parts;
  /** Null where no `srsName` was found. */
  readonly srid: number | null;
  readonly fit: Fit;
}

/** A refusal that is already known while reading; it becomes the row's ImportRejection. */
export interface Refusal {
  readonly field: string | null;
  readonly code: RefusalCode;
  readonly message: string;
}

export type AttributeValue = string | number | boolean | null;

/** One object to store, as read: everything but what other members of the delivery say about it. */
export interface Candidate {
  readonly row: string;
  readonly source_id: string;
  readonly class_name: string;
  /** All the ways other members may refer to it. */
  readonly keys: readonly string[];
  readonly trade: Trade | null;
  readonly shape: "line" | "point" | "area";
  readonly layer: string | null;
  readonly subtheme: string | null;
  readonly sewer_water: string | null;
  readonly product: string | null;
  readonly voltage_kv: number | null;
  readonly pressure_bar: number | null;
  readonly network: string | null;
  /** References to the links that carry the line. */
  readonly links: readonly string[];
  readonly geometry: Placed | null;
  readonly status: FeatureStatus | null;
  readonly valid_from: string | null;
  readonly valid_to: string | null;
  readonly diameter_m: number | null;
  /** The diameter is the width of a bed of cables whose height nobody gives. */
  readonly flat: boolean;
  readonly position_accuracy_m: number | null;
  readonly vertical_position: string | null;
  /** References to depth, cover and document members. */
  readonly depth_details: readonly string[];
  readonly documents: readonly string[];
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly refusal: Refusal | null;
}

/** What a depth is measured to. */
export type DepthReference = "top" | "bottom" | "centre";

/** One depth or cover statement. `depth_m` null: a height that no ground level turns into a depth. */
export interface DepthDetail {
  readonly depth_m: number | null;
  readonly accuracy_m: number | null;
  readonly reference: DepthReference;
  readonly network: string | null;
  readonly point: Placed | null;
  /** Whether some object refers to it or it to some object; else it belongs to what it lies on. */
  referred: boolean;
}

/** A network's own statement of the usual cover, for all or for some subthemes. */
export interface StandardCover {
  readonly network: string | null;
  readonly subthemes: readonly string[];
  readonly cover_m: number;
  readonly accuracy_m: number | null;
}

export interface Network {
  /** Shown as the attribute `network`. */
  readonly name: string;
  readonly trade: Trade | null;
  /** Dutch `thema`, which is the subtheme of all of the network's objects. */
  readonly theme: string | null;
  readonly owner: string | null;
  readonly owner_code: string | null;
}

export interface Document {
  readonly name: string;
  readonly kind: string;
  readonly precaution: boolean;
  readonly network: string | null;
}

/** The request that the delivery answers. */
export interface Request {
  readonly key: string | null;
  readonly purpose: string | null;
  readonly works_period: string | null;
}

/** Reads the geometry property of a member; null where it has none. */
export type Place = (property: XmlNode | undefined) => Placed | Refusal | null;

/** How one edition of the model writes what both have in common. */
export interface Dialect {
  readonly id: string;
  readonly name: string;
  /** Matches the namespace of the edition in the head of a file. */
  readonly namespace: RegExp;
  /** Classes that are read as objects to store. */
  readonly classes: Readonly<Record<string, ClassSpec>>;
  /** Drawing aids and the like: counted, not read. */
  readonly left_out: ReadonlySet<string>;
  /** The CRS the edition demands. */
  readonly srid: number;
  /** The ways a member can be referred to; the last without a version is its identity in our store. */
  keys(node: XmlNode): { readonly all: string[]; readonly identity: string };
  /** Takes a member that others are joined with (network, depth, document, request); false where it is none. */
  absorb(node: XmlNode, joins: Joins, place: Place): boolean;
  /** What the edition adds to the fields of INSPIRE. */
  extras(node: XmlNode, measures: Measures): Extras;
}

/** What `extras` gives beside the common fields. */
export interface Extras {
  readonly position_accuracy_m: number | null;
  readonly cable_diameter_m: number | null;
  readonly subtheme: string | null;
  readonly depth_details: readonly string[];
  readonly documents: readonly string[];
  /** A pipe or duct that holds others. */
  readonly jacket: boolean;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

/** Asks for plain numbers and remembers the first that was refused. */
export interface Measures {
  length_m(node: XmlNode | undefined): number | null;
  size_m(node: XmlNode | undefined): number | null;
  temperature_c(node: XmlNode | undefined): number | null;
  pressure_bar(node: XmlNode | undefined): number | null;
  voltage_kv(node: XmlNode | undefined): number | null;
}
