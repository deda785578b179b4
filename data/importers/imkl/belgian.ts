import { epsg_of } from "./crs.ts";
import type { Joins } from "./joins.ts";
import { identifier, reference, references, unversioned } from "./keys.ts";
import { network_trade } from "./layer.ts";
import { length_m } from "./measure.ts";
import type { AttributeValue, ClassSpec, DepthReference, Dialect, Extras, Measures, Place } from "./model.ts";
import { at, child, children, code, day, flag, text, type XmlNode } from "./node.ts";

const point = (kind: string): ClassSpec => ({ shape: "point", trade: null, kind });

const CLASSES: Readonly<Record<string, ClassSpec>> = {
  ElectricityCable: { shape: "line", trade: "electricity", kind: "cable" },
  TelecommunicationsCable: { shape: "line", trade: "telecom", kind: "cable" },
  OilGasChemicalsPipe: { shape: "line", trade: "gas", kind: "pipe" },
  SewerPipe: { shape: "line", trade: "sewer", kind: "pipe" },
  WaterPipe: { shape: "line", trade: "water", kind: "pipe" },
  ThermalPipe: { shape: "line", trade: "heat", kind: "pipe" },
  Pipe: { shape: "line", trade: null, kind: "pipe" },
  Duct: { shape: "line", trade: null, kind: "duct", layer: "duct" },
  Appurtenance: point("appurtenance"),
  Connection: point("connection"),
  Manhole: point("manhole"),
  Cabinet: point("cabinet"),
  Pole: point("pole"),
  Tower: point("tower"),
  ProtectedArea: { shape: "area", trade: null, kind: "protected_area", layer: "protected_area" },
  ActivityComplex: { shape: "area", trade: null, kind: "activity_complex", layer: "utility_other" },
};

/** IMKL 3.0, the federal Belgian model (vocab.belgif.be/ns/imkl/3.0), on INSPIRE US 4.0. */
export const belgian: Dialect = {
  id: "imkl3",
  name: "IMKL 3.0 (Belgium)",
  namespace: /vocab\.belgif\.be\/ns\/imkl\/3\.\d/,
  classes: CLASSES,
  left_out: new Set(["Annotation", "TopographicalElement"]),
  srid: 3812,
  keys(node) {
    const id = identifier(node);
    const gml_id = node.attributes.id;
    const all = gml_id ? [gml_id] : [];
    if (!id) return { all, identity: gml_id ?? "" };
    const plain = `${node.name}/${id.namespace}:${id.local}`;
    all.push(plain);
    if (id.version !== null) all.push(`${plain}:${id.version}`);
    return { all, identity: plain };
  },
  absorb,
  extras,
};

function absorb(node: XmlNode, joins: Joins, place: Place): boolean {
  const keys = belgian.keys(node).all;
  switch (node.name) {
    case "UtilityNetwork":
      absorb_network(node, keys, joins);
      return true;
    case "CoverageDetail":
      absorb_detail(node, keys, "top", joins, place);
      return true;
    case "DepthDetail":
      absorb_detail(node, keys, "bottom", joins, place);
      return true;
    case "StandardCoverageDetail": {
      const depth = depth_below_ground(node);
      if (depth.depth_m !== null)
        joins.standards.push({
          network: unversioned(reference(child(node, "inNetwork"))),
          subthemes: children(node, "subtheme")
            .map(code)
            .filter((one) => one !== null),
          cover_m: depth.depth_m,
          accuracy_m: depth.accuracy_m,
        });
      return true;
    }
    case "Document":
    case "ExtraPlan": {
      const name = text(child(node, "documentLocation"));
      if (name === null) return true;
      const kind = code(child(node, "documentType")) ?? "document";
      joins.add_document(keys, references(node, "refersTo"), {
        name,
        kind,
        precaution: kind === "precaution",
        network: unversioned(reference(child(node, "inNetwork"))) || null,
      });
      return true;
    }
    default:
      return false;
  }
}

function absorb_network(node: XmlNode, keys: readonly string[], joins: Joins): void {
  const id = identifier(node);
  const name = id ? `${id.namespace}:${id.local}` : (node.attributes.id ?? "network");
  joins.add_network(keys, {
    name: text(child(node, "label")) ?? name,
    trade: network_trade(code(child(node, "utilityNetworkType")), null),
    theme: null,
    // Two elements are called authorityRole: INSPIRE's RelatedParty, often empty, and IMKL's own with the name.
    owner:
      children(node, "authorityRole")
        .map((role) => text(child(role, "name")))
        .find((one) => one !== null) ?? null,
    owner_code: id?.namespace ?? null,
  });
}

function absorb_detail(
  node: XmlNode,
  keys: readonly string[],
  reference_point: DepthReference,
  joins: Joins,
  place: Place,
): void {
  const located = place(child(node, "location"));
  joins.add_detail(keys, references(node, "on"), {
    ...depth_below_ground(node),
    reference: reference_point,
    network: unversioned(reference(child(node, "inNetwork"))) || null,
    point: located && "parts" in located ? located : null,
    referred: false,
  });
}

/**
 * Exactly one of `depth`, `height` (above the reference surface) and `verticalPosition` (above TAW) is
 * given. The last needs the level of the reference surface, in the same vertical CRS, to become a depth.
 */
function depth_below_ground(node: XmlNode): { depth_m: number | null; accuracy_m: number | null } {
  const accuracy = length_m(at(node, "verticalPositionSurvey", "accuracy"));
  const accuracy_m = accuracy.ok && accuracy.value !== null && accuracy.value > 0 ? accuracy.value : null;
  const depth = length_m(child(node, "depth"));
  if (depth.ok && depth.value !== null) return { depth_m: depth.value, accuracy_m };
  const height = length_m(child(node, "height"));
  if (height.ok && height.value !== null) return { depth_m: 0 - height.value, accuracy_m };
  const position = child(node, "verticalPosition");
  const ground = at(node, "referenceSurface", "verticalPosition");
  const position_m = level_m(position);
  const ground_m = level_m(ground);
  if (position_m === null || ground_m === null) return { depth_m: null, accuracy_m };
  if (epsg_of(position!.attributes.srsName) !== epsg_of(ground!.attributes.srsName))
    return { depth_m: null, accuracy_m };
  const ground_accuracy = length_m(at(node, "referenceSurface", "verticalPositionSurvey", "accuracy"));
  const more = ground_accuracy.ok ? (ground_accuracy.value ?? 0) : 0;
  return {
    depth_m: Math.round((ground_m - position_m) * 1e6) / 1e6,
    accuracy_m: accuracy_m === null ? null : Math.round((accuracy_m + more) * 1e6) / 1e6,
  };
}

function level_m(node: XmlNode | undefined): number | null {
  const written = text(node);
  const value = Number(written);
  return written !== null && Number.isFinite(value) ? value : null;
}

function extras(node: XmlNode, measures: Measures): Extras {
  const survey = child(node, "locationSurvey") ?? child(node, "geometrySurvey");
  const container = code(child(node, "containerType"));
  const attributes: Record<string, AttributeValue> = {
    label: text(child(node, "label")),
    description: text(child(node, "description")) ?? text(child(node, "name")),
    material: code(child(node, "materialType")),
    construction_technique: code(child(node, "constructionTechnique")),
    container_type: container,
    in_shared_container: flag(child(node, "inSharedContainer")),
    survey_method: code(child(survey, "method")),
    survey_date: day(child(survey, "date")),
    diameter_accuracy_m: measures.size_m(
      child(node, "cableDiameterAccuracy") ??
        child(node, "pipeDiameterAccuracy") ??
        child(node, "ductWidthAccuracy"),
    ),
    temperature_c: measures.temperature_c(child(node, "temperature")),
    height_m: measures.size_m(child(node, "height")),
    visibility: code(child(node, "visibility")),
    colour: text(at(node, "appearance", "colour")),
    technical_specification: text(child(node, "technicalSpecification")),
    protected_area_type: code(child(node, "protectedAreaType")),
    address: address(child(node, "address")),
  };
  const holds = references(node, "cables", "pipes", "ducts").length > 0;
  return {
    position_accuracy_m: measures.size_m(child(survey, "accuracy")),
    cable_diameter_m: measures.size_m(child(node, "cableDiameter")),
    subtheme: code(child(node, "subtheme")),
    depth_details: references(node, "coverageDetail", "depthDetail"),
    documents: references(node, "documentation"),
    jacket: container !== null || (node.name === "Pipe" && holds),
    attributes,
  };
}

function address(node: XmlNode | undefined): string | null {
  if (!node) return null;
  // The schema writes "municiaplityName", the examples "municipalityName".
  const town = text(child(node, "municipalityName") ?? child(node, "municiaplityName"));
  const street = [text(child(node, "streetName")), text(child(node, "houseNumber"))]
    .filter(Boolean)
    .join(" ");
  const place = [text(child(node, "postalCode")), town].filter(Boolean).join(" ");
  return [street, place].filter((one) => one !== "").join(", ") || null;
}
