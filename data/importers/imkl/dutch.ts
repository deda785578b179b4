import type { Joins } from "./joins.ts";
import { identifier, reference, references } from "./keys.ts";
import { network_trade } from "./layer.ts";
import { accuracy_class_m, length_m, size_m } from "./measure.ts";
import type { AttributeValue, ClassSpec, DepthReference, Dialect, Extras, Measures, Place } from "./model.ts";
import { at, child, children, code, day, flag, text, type XmlNode } from "./node.ts";

const point = (kind: string): ClassSpec => ({ shape: "point", trade: null, kind });

const CLASSES: Readonly<Record<string, ClassSpec>> = {
  Elektriciteitskabel: { shape: "line", trade: "electricity", kind: "cable" },
  Telecommunicatiekabel: { shape: "line", trade: "telecom", kind: "cable" },
  OlieGasChemicalienPijpleiding: { shape: "line", trade: "gas", kind: "pipe" },
  Rioolleiding: { shape: "line", trade: "sewer", kind: "pipe" },
  Waterleiding: { shape: "line", trade: "water", kind: "pipe" },
  ThermischePijpleiding: { shape: "line", trade: "heat", kind: "pipe" },
  Overig: { shape: "line", trade: "other", kind: "other" },
  Mantelbuis: { shape: "line", trade: null, kind: "jacket_pipe", layer: "duct" },
  Duct: { shape: "line", trade: null, kind: "duct", layer: "duct" },
  Kabelbed: { shape: "line", trade: null, kind: "cable_bed", layer: "duct" },
  Appurtenance: point("appurtenance"),
  Kast: point("cabinet"),
  Mangat: point("manhole"),
  Mast: point("pole"),
  Toren: point("tower"),
  TechnischGebouw: point("technical_building"),
  AanduidingEisVoorzorgsmaatregel: {
    shape: "area",
    trade: null,
    kind: "precaution",
    layer: "protected_area",
  },
};

const REFERENCE: Readonly<Record<string, DepthReference>> = {
  bovenkant: "top",
  onderkant: "bottom",
  binnenonderkantbuis: "bottom",
  hart: "centre",
};

/** IMKL 1.2.1 and 2.0 of the Dutch KLIC (geostandaarden.nl/imkl), on INSPIRE US 4.0. */
export const dutch: Dialect = {
  id: "imkl2",
  name: "IMKL 2.0 and 1.2.1 (KLIC delivery, Netherlands)",
  namespace: /geostandaarden\.nl\/imkl\/(?:wibon|2015\/wion)/,
  classes: CLASSES,
  left_out: new Set([
    "Annotatie",
    "Maatvoering",
    "EigenTopografie",
    "ExtraGeometrie",
    "Graafpolygoon",
    "Orientatiepolygoon",
    "Informatiepolygoon",
    "Belang",
  ]),
  srid: 28992,
  keys(node) {
    const id = identifier(node);
    const plain = id ? `${id.namespace}-${id.local}` : null;
    const gml_id = node.attributes.id ?? null;
    const all = [...new Set([gml_id, plain].filter((one) => one !== null))];
    return { all, identity: plain ?? gml_id ?? "" };
  },
  absorb,
  extras,
};

function absorb(node: XmlNode, joins: Joins, place: Place): boolean {
  const keys = dutch.keys(node).all;
  switch (node.name) {
    case "Utiliteitsnet":
      absorb_network(node, keys, joins);
      return true;
    case "DiepteTovMaaiveld":
    case "DiepteNAP":
      absorb_depth(node, keys, joins, place);
      return true;
    case "Beheerder": {
      const owner_code = text(child(node, "bronhoudercode"));
      const name = text(at(node, "organisatie", "Organisatie", "naam"));
      if (owner_code !== null && name !== null) joins.owners.set(owner_code, name);
      return true;
    }
    case "Belanghebbende":
      if (flag(child(node, "beheerdersinformatieGeleverd")) === false)
        joins.silent.push(/KL\d+|GM\d+|[A-Z]{2}\d{4}/.exec(keys[0] ?? "")?.[0] ?? keys[0] ?? "?");
      return true;
    case "Bijlage":
    case "EisVoorzorgsmaatregelBijlage":
    case "ExtraDetailinfo":
    case "ExtraDetailInfo": {
      const name = text(child(node, "bestandLocatie"));
      if (name === null) return true;
      const kind = code(child(node, "bijlageType")) ?? code(child(node, "extraInfoType")) ?? "bijlage";
      joins.add_document(keys, [], {
        name,
        kind: node.name === "EisVoorzorgsmaatregelBijlage" ? "precaution" : kind,
        precaution: node.name === "EisVoorzorgsmaatregelBijlage",
        network: reference(child(node, "inNetwork")) || null,
      });
      return true;
    }
    case "GebiedsinformatieLevering":
      joins.dated = day(child(node, "datumLeveringSamengesteld"));
      joins.sequence = text(child(node, "leveringsvolgnummer"));
      joins.complete = flag(child(node, "indicatieLeveringCompleet"));
      return true;
    case "GebiedsinformatieAanvraag":
      absorb_request(node, joins);
      return true;
    default:
      return false;
  }
}

function absorb_network(node: XmlNode, keys: readonly string[], joins: Joins): void {
  const id = identifier(node);
  const theme = code(child(node, "thema"));
  joins.add_network(keys, {
    name:
      text(child(node, "omschrijving")) ?? text(child(node, "label")) ?? id?.local ?? keys[0] ?? "network",
    trade: network_trade(code(child(node, "utilityNetworkType")), theme),
    theme,
    owner: null,
    // `KL1031.UNET_middenspanning_2`: the holder's code starts every local id.
    owner_code: /^([A-Z]{2}\d{4})\./.exec(id?.local ?? "")?.[1] ?? null,
  });
  const cover = size_m(child(node, "standaardDieptelegging"));
  if (cover.ok && cover.value !== null)
    for (const key of keys)
      joins.standards.push({ network: key, subthemes: [], cover_m: cover.value, accuracy_m: null });
}

/** `dieptePeil` is a depth below ground in DiepteTovMaaiveld, a level above NAP in DiepteNAP, where `maaiveldPeil` is the ground. */
function absorb_depth(node: XmlNode, keys: readonly string[], joins: Joins, place: Place): void {
  const level = length_m(child(node, "dieptePeil"));
  const ground = length_m(child(node, "maaiveldPeil"));
  let depth_m = level.ok ? level.value : null;
  if (node.name === "DiepteNAP") {
    const ground_m = ground.ok ? ground.value : null;
    depth_m = depth_m === null || ground_m === null ? null : Math.round((ground_m - depth_m) * 1e6) / 1e6;
  }
  const located = place(child(node, "ligging"));
  joins.add_detail(keys, [], {
    depth_m,
    accuracy_m: accuracy_class_m(child(node, "diepteNauwkeurigheid")),
    reference: REFERENCE[code(child(node, "diepteAangrijpingspunt"))?.toLowerCase() ?? ""] ?? "top",
    network: reference(child(node, "inNetwork")) || null,
    point: located && "parts" in located ? located : null,
    referred: false,
  });
}

function absorb_request(node: XmlNode, joins: Joins): void {
  const works = children(node, "soortWerkzaamheden")
    .map(code)
    .filter((one) => one !== null);
  const purpose = [
    code(child(node, "aanvraagSoort")),
    text(child(node, "omschrijvingWerkzaamheden")),
    works.length > 0 ? works.join(", ") : null,
  ].filter((one) => one !== null);
  const from = day(child(node, "startDatum"));
  const to = day(child(node, "eindDatum"));
  joins.request = {
    key: text(child(node, "klicMeldnummer")) ?? text(child(node, "ordernummer")),
    purpose: purpose.join(": ") || null,
    works_period: from || to ? `${from ?? "?"} to ${to ?? "?"}` : null,
  };
}

function extras(node: XmlNode, measures: Measures): Extras {
  const attributes: Record<string, AttributeValue> = {
    label: text(child(node, "label")),
    description: text(child(node, "omschrijving")) ?? text(child(node, "toelichting")),
    material: code(child(node, "buismateriaalType")),
    visible_above_ground: flag(child(node, "bovengrondsZichtbaar")),
    cable_count: whole(child(node, "aantalKabelsLeidingen")),
    product: text(child(node, "producttype")),
    height_m: measures.size_m(child(node, "poleHeight") ?? child(node, "towerHeight")),
  };
  if (node.name === "AanduidingEisVoorzorgsmaatregel") {
    attributes.precaution = text(child(node, "eisVoorzorgsmaatregel"));
    attributes.precaution_network = text(child(node, "netbeheerderNetAanduiding"));
    attributes.precaution_work = text(child(node, "netbeheerderWerkAanduiding"));
    attributes.description ??= text(child(node, "netbeheerderNetOmschrijving"));
  }
  return {
    position_accuracy_m: accuracy_class_m(child(node, "geoNauwkeurigheidXY")),
    cable_diameter_m: measures.size_m(child(node, "kabelDiameter")),
    subtheme: null,
    // `dieptelegging` in the schema of both editions; `diepte` in deliveries made before it.
    depth_details: references(node, "dieptelegging", "diepte"),
    documents: references(node, "heeftExtraInformatie"),
    jacket: false,
    attributes,
  };
}

function whole(node: XmlNode | undefined): number | null {
  const written = text(node);
  const value = Number(written);
  return written !== null && Number.isInteger(value) ? value : null;
}
