import { layers } from "../catalog/layers/index.ts";
import type { Attribute } from "../catalog/types.ts";
import type { Row, Value } from "./flatgeobuf.ts";
import type { Unit } from "./guess_mapping.ts";
import type { NoteCode } from "./texts/note_names.ts";
import type { RefusalCode } from "./texts/refusal_names.ts";
import { type FeatureStatus, ImportError, type LayerMapping } from "./types.ts";
import { parse_boolean, parse_date, parse_number, parse_status } from "./values.ts";

/** What a row becomes, before its geometry is written: a feature, a segment, a district, or nothing. */
export type Draft = FeatureDraft | SegmentDraft | DistrictDraft | LeftOut | Refused;

export interface FeatureDraft {
  readonly kind: "feature";
  readonly layer: string;
  readonly source_id: string;
  readonly status: FeatureStatus;
  readonly top_m: number | null;
  readonly bottom_m: number | null;
  readonly diameter_m: number | null;
  readonly position_accuracy_m: number | null;
  readonly valid_from: string | null;
  readonly valid_to: string | null;
  readonly attributes: Readonly<Record<string, Value>>;
}
export interface SegmentDraft {
  readonly kind: "segment";
  readonly source_id: string;
  readonly street_key: string | null;
  readonly street_name: string | null;
  readonly attributes: Readonly<Record<string, Value>>;
}
export interface DistrictDraft {
  readonly kind: "district";
  readonly source_id: string;
  readonly name: string;
  readonly inhabitants: number | null;
  readonly dwellings: number | null;
}
/** A row that is not wanted; counted per reason and told in one note. */
export interface LeftOut {
  readonly kind: "left_out";
  readonly code: NoteCode;
  readonly reason: string;
}
export interface Refused {
  readonly kind: "refused";
  readonly field: string | null;
  readonly code: RefusalCode;
  readonly message: string;
}

/** Turns a row of one source layer into drafts. */
export type RowMapper = (row: Row) => readonly Draft[];

const METRES: Readonly<Record<Unit, number>> = { m: 1, cm: 0.01, mm: 0.001 };
const FIXED = [
  "source_id",
  "top_m",
  "bottom_m",
  "diameter_m",
  "position_accuracy_m",
  "status",
  "valid_from",
  "valid_to",
];

/** An empty feature draft of a layer, for ready mappings to fill. */
export function feature_draft(
  layer: string,
  source_id: string,
  rest: Partial<FeatureDraft> = {},
): FeatureDraft {
  return {
    kind: "feature",
    layer,
    source_id,
    status: "in_use",
    top_m: null,
    bottom_m: null,
    diameter_m: null,
    position_accuracy_m: null,
    valid_from: null,
    valid_to: null,
    attributes: {},
    ...rest,
  };
}

/**
 * The mapper of a user's (or guessed) layer mapping. Lengths are converted by their unit (metres when
 * none is named). Fields that are not mapped stay attributes under their own name; empty ones are
 * dropped. Throws ImportError `mapping_unknown_layer` or `mapping_unknown_field`.
 */
export function mapper_of(mapping: LayerMapping, field_names: readonly string[]): RowMapper {
  const { layer, fields } = mapping;
  if (layer === null)
    return () => [
      {
        kind: "left_out",
        code: "layer_left_out",
        reason: `layer ${mapping.source_layer} was left out as chosen`,
      },
    ];
  for (const [target, { field }] of Object.entries(fields))
    if (!field_names.includes(field) && field !== "source_fid")
      throw new ImportError(
        "mapping_unknown_field",
        `The mapping of layer ${mapping.source_layer} takes ${target} from the field ${JSON.stringify(field)}, which is not there. Fields are: ${field_names.join(", ")}.`,
        { field, fields: field_names },
      );
  const value = (row: Row, target: string): Value => {
    const field = fields[target]?.field;
    return field === undefined ? null : (row.fields[field] ?? null);
  };
  const source_id = (row: Row): string => text(value(row, "source_id")) ?? row_id(row);
  const mapped = new Set(Object.values(fields).map(({ field }) => field));

  if (layer === "street_segment")
    return (row) => [
      {
        kind: "segment",
        source_id: source_id(row),
        street_key: key(value(row, "street_key")),
        street_name: text(value(row, "street_name")),
        attributes: own_fields(row, mapped),
      },
    ];
  if (layer === "district")
    return (row) => {
      const name = text(value(row, "name"));
      if (name === null)
        return [
          {
            kind: "refused",
            field: fields.name?.field ?? null,
            code: "name_missing",
            message: "Expected a name for the district, got none",
          },
        ];
      return [
        {
          kind: "district",
          source_id: source_id(row),
          name,
          inhabitants: parse_number(value(row, "inhabitants")),
          dwellings: parse_number(value(row, "dwellings")),
        },
      ];
    };

  const entry = layers.find(({ id }) => id === layer);
  if (!entry)
    throw new ImportError(
      "mapping_unknown_layer",
      `The mapping of layer ${mapping.source_layer} names ${JSON.stringify(layer)}. Expected a layer of the catalogue, street_segment, district or null.`,
      { layer },
    );
  const attributes = entry.attributes.filter(({ id }) => fields[id] !== undefined);
  const own_attribute = new Set(entry.attributes.map(({ id }) => id));
  const length = (row: Row, target: string): number | null => {
    const number = parse_number(value(row, target));
    return number === null ? null : number * METRES[fields[target]?.unit ?? "m"];
  };
  return (row) => {
    for (const target of ["top_m", "bottom_m", "diameter_m", "position_accuracy_m"]) {
      const raw = value(row, target);
      if (raw !== null && raw !== "" && parse_number(raw) === null)
        return [
          {
            kind: "refused",
            field: fields[target]!.field,
            code: "number_expected",
            message: `Expected a number for ${target}, got ${JSON.stringify(raw)}`,
          },
        ];
    }
    const found: Record<string, Value> = {};
    for (const attribute of attributes) {
      const raw = value(row, attribute.id);
      const typed = typed_value(attribute, raw);
      if (typed !== null) found[attribute.id] = typed;
      // What our list of values does not know is kept under the source's own name.
      else if (raw !== null && raw !== "" && !own_attribute.has(fields[attribute.id]!.field))
        found[fields[attribute.id]!.field] = raw;
    }
    return [
      {
        kind: "feature",
        layer,
        source_id: source_id(row),
        status: parse_status(value(row, "status")) ?? "in_use",
        top_m: length(row, "top_m"),
        bottom_m: length(row, "bottom_m"),
        diameter_m: positive(length(row, "diameter_m")),
        position_accuracy_m: length(row, "position_accuracy_m"),
        valid_from: parse_date(value(row, "valid_from")),
        valid_to: parse_date(value(row, "valid_to")),
        attributes: Object.assign(own_fields(row, mapped, own_attribute), found),
      },
    ];
  };
}

/** Targets of a mapping that are columns of ours rather than attributes. */
export function is_column(target: string): boolean {
  return FIXED.includes(target);
}

/** The attribute's value in its declared type, or null where the source's value is none of it. */
export function typed_value(attribute: Attribute, raw: Value): Value {
  if (raw === null || raw === "") return null;
  switch (attribute.type) {
    case "number":
      return parse_number(raw);
    case "boolean":
      return parse_boolean(raw);
    case "date":
      return parse_date(raw);
    default: {
      const word = String(raw).trim();
      return !attribute.values || attribute.values.includes(word) ? word : null;
    }
  }
}

/** Fields with a value, under their own names; `source_` is put before a name that is one of our attributes. */
export function own_fields(
  row: Row,
  without: ReadonlySet<string> = new Set(),
  own_attribute: ReadonlySet<string> = new Set(),
): Record<string, Value> {
  const out: Record<string, Value> = {};
  for (const name in row.fields) {
    const value = row.fields[name]!;
    if (value === null || value === "" || name === "source_fid" || without.has(name)) continue;
    out[own_attribute.has(name) ? `source_${name}` : name] = value;
  }
  if (row.z) {
    out.z_min_m = row.z[0];
    out.z_max_m = row.z[1];
  }
  return out;
}

/** The identity of a row without one: the source's row id, else its place. */
export function row_id(row: Row): string {
  return row.fields.source_fid !== undefined && row.fields.source_fid !== null
    ? String(row.fields.source_fid)
    : String(row.row);
}

/** A text with content, trimmed; null for empty ones and the registers' -8 and -9 for unknown. */
export function text(value: Value | undefined): string | null {
  if (value === null || value === undefined) return null;
  const trimmed = String(value).trim();
  return trimmed === "" || trimmed === "-8" || trimmed === "-9" ? null : trimmed;
}

function key(value: Value): string | null {
  const number = parse_number(value);
  return number !== null && number <= 0 ? null : text(value);
}

function positive(value: number | null): number | null {
  return value !== null && value > 0 ? value : null;
}
