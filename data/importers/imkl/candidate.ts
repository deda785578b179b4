import type { FeatureStatus } from "../types.ts";
import { reference, references } from "./keys.ts";
import { length_m, type Measure, pressure_bar, size_m, temperature_c, voltage_kv } from "./measure.ts";
import type { AttributeValue, Candidate, ClassSpec, Dialect, Measures, Place, Refusal } from "./model.ts";
import { at, child, children, code, day, text, type XmlNode } from "./node.ts";

const STATUS: Readonly<Record<string, FeatureStatus>> = {
  functional: "in_use",
  disused: "disused",
  decommissioned: "disused",
  projected: "projected",
  underConstruction: "under_construction",
};

/** The status of INSPIRE's ConditionOfFacilityValue; null where missing or another word. */
export function status_of(condition: string | null): FeatureStatus | null {
  return STATUS[condition ?? ""] ?? null;
}

/**
 * Reads one object of the delivery: the fields of INSPIRE Utility Services that all editions share, and
 * what `dialect` adds. What other members say (links, network, depth) is left as references. A measure
 * with an unknown unit or a geometry that cannot be read gives a candidate with a `refusal`.
 */
export function read_candidate(node: XmlNode, spec: ClassSpec, dialect: Dialect, place: Place): Candidate {
  const collector = new Collector();
  const keys = dialect.keys(node);
  const extras = dialect.extras(node, collector);
  const pipe_m = collector.size_m(child(node, "pipeDiameter"));
  const width_m = collector.size_m(child(node, "ductWidth"));
  const volts = [child(node, "nominalVoltage"), child(node, "operatingVoltage")].map((one) =>
    collector.voltage_kv(one),
  );
  const bar = collector.pressure_bar(child(node, "pressure"));
  const geometry = spec.shape === "line" ? null : read_geometry(node, place);
  const placed = geometry && "parts" in geometry ? geometry : null;
  const bad_shape = spec.shape === "line" ? null : wrong_shape(geometry, spec.shape);
  const vertical_position = text(child(node, "verticalPosition"));
  const product = code(
    child(node, "oilGasChemicalsProductType") ??
      child(node, "thermalProductType") ??
      child(node, "waterType"),
  );
  const attributes: Record<string, AttributeValue> = {
    kind: extras.jacket && spec.kind === "pipe" ? "jacket_pipe" : spec.kind,
    class: node.name,
    appurtenance_type: code(child(node, "appurtenanceType")),
    subtheme: extras.subtheme,
    voltage_kv: volts[0] ?? volts[1] ?? null,
    pressure_bar: bar,
    width_m,
    sewer_water_type: code(child(node, "sewerWaterType")),
    product,
    delivery_type: code(child(node, "utilityDeliveryType")),
    warning_type: code(child(node, "warningType")),
    vertical_position,
    cable_material: code(child(node, "telecommunicationsCableMaterialType")),
    activity: code(at(child(node, "function"), "Function", "activity")),
    ...present(extras.attributes),
  };
  const { from, to } = period(node);
  return {
    row: node.attributes.id ?? keys.identity,
    source_id: keys.identity,
    class_name: node.name,
    keys: keys.all,
    trade: spec.trade,
    shape: spec.shape,
    layer: spec.layer ?? (extras.jacket ? "duct" : null),
    subtheme: extras.subtheme,
    sewer_water: code(child(node, "sewerWaterType")),
    product,
    voltage_kv: volts[0] ?? volts[1] ?? null,
    pressure_bar: bar,
    network: reference(child(node, "inNetwork")) || null,
    links: references(node, "link"),
    geometry: placed,
    status: status_of(code(child(node, "currentStatus"))),
    valid_from: from,
    valid_to: to,
    diameter_m: pipe_m ?? extras.cable_diameter_m ?? width_m,
    flat: spec.kind === "cable_bed" && pipe_m === null,
    position_accuracy_m: extras.position_accuracy_m,
    vertical_position,
    depth_details: extras.depth_details,
    documents: extras.documents,
    attributes: present(attributes),
    refusal: keys.identity === "" ? NO_ID : (collector.refusal ?? bad_shape),
  };
}

/** The period in which the object exists. An end that is not after its start says nothing and is dropped. */
function period(node: XmlNode): { from: string | null; to: string | null } {
  const from = day(child(node, "validFrom"));
  const to = day(child(node, "validTo"));
  return { from, to: from !== null && to !== null && to <= from ? null : to };
}

/** What the container `node` holds, as references. */
export function contents_of(node: XmlNode): string[] {
  return references(node, "cables", "pipes", "ducts");
}

const NO_ID: Refusal = {
  field: "gml:id",
  code: "id_missing",
  message: "expected a gml:id or an identifier, got none: a later delivery could not replace the object",
};

function read_geometry(node: XmlNode, place: Place): ReturnType<Place> {
  const properties = [
    ...children(node, "geometry"),
    ...children(node, "geometrie"),
    ...children(node, "ligging"),
  ];
  return place(properties[0]);
}

function wrong_shape(geometry: ReturnType<Place>, shape: "point" | "area"): Refusal | null {
  if (geometry === null)
    return { field: "geometry", code: "geometry_empty", message: "expected a geometry, got none" };
  if (!("parts" in geometry)) return geometry;
  const { points, lines, areas } = geometry.parts;
  if (shape === "point" ? points.length > 0 || areas.length > 0 || lines.length > 0 : areas.length > 0)
    return null;
  return {
    field: "geometry",
    code: "geometry_unsupported",
    message: `expected a geometry for a ${shape}, got another kind`,
  };
}

class Collector implements Measures {
  refusal: Refusal | null = null;
  length_m = (node: XmlNode | undefined): number | null => this.take(length_m(node));
  size_m = (node: XmlNode | undefined): number | null => this.take(size_m(node));
  temperature_c = (node: XmlNode | undefined): number | null => this.take(temperature_c(node));
  pressure_bar = (node: XmlNode | undefined): number | null => this.take(pressure_bar(node));
  voltage_kv = (node: XmlNode | undefined): number | null => this.take(voltage_kv(node));

  private take(measure: Measure): number | null {
    if (measure.ok) return measure.value;
    this.refusal ??= { field: measure.field, code: measure.code, message: measure.message };
    return null;
  }
}

/** Without the attributes that say nothing: most of the fields of the model are empty in most deliveries. */
function present(attributes: Readonly<Record<string, AttributeValue>>): Record<string, AttributeValue> {
  const out: Record<string, AttributeValue> = {};
  for (const key in attributes)
    if (attributes[key] !== null && attributes[key] !== undefined) out[key] = attributes[key]!;
  return out;
}
