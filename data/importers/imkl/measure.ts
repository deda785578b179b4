import { code, is_nil, type XmlNode } from "./node.ts";

/** A number read from a measure element, or why it was refused. */
export type Measure =
  | { readonly ok: true; readonly value: number | null }
  | {
      readonly ok: false;
      readonly field: string;
      readonly code: "unit_unknown" | "number_invalid";
      readonly message: string;
    };

const NOTHING: Measure = { ok: true, value: null };

// Keys are the last part of the uom, in lower case: `urn:ogc:def:uom:OGC::cm`, `http://…/UCUM/0/mm`,
// `#m`, QUDT's `MilliM`, EPSG's 9001.
const LENGTH_IN_M: Readonly<Record<string, number>> = {
  m: 1,
  metre: 1,
  meter: 1,
  metres: 1,
  meters: 1,
  "9001": 1,
  dm: 0.1,
  decimetre: 0.1,
  decim: 0.1,
  cm: 0.01,
  centimetre: 0.01,
  centimeter: 0.01,
  centim: 0.01,
  "1033": 0.01,
  mm: 0.001,
  millimetre: 0.001,
  millimeter: 0.001,
  millim: 0.001,
  "1025": 0.001,
};
const PRESSURE_IN_BAR: Readonly<Record<string, number>> = {
  bar: 1,
  "bar[g]": 1,
  barg: 1,
  mbar: 0.001,
  millibar: 0.001,
  pa: 1e-5,
  kpa: 0.01,
  mpa: 10,
  "kgf/cm2": 0.980665,
};
const VOLTAGE_IN_KV: Readonly<Record<string, number>> = { v: 0.001, volt: 0.001, kv: 1, kilov: 1 };
const TEMPERATURE: Readonly<Record<string, (value: number) => number>> = {
  degc: (value) => value,
  cel: (value) => value,
  "°c": (value) => value,
  c: (value) => value,
  deg_c: (value) => value,
  k: (value) => value - 273.15,
  kel: (value) => value - 273.15,
};

/** Length in metres. A missing, nil or empty element is null; an unknown or missing unit is refused. */
export function length_m(node: XmlNode | undefined): Measure {
  return scaled(node, LENGTH_IN_M, "a length in m, dm, cm or mm");
}

/** Length in metres that must be above zero to mean anything: 0 and −1 stand for "not known" in real deliveries. */
export function size_m(node: XmlNode | undefined): Measure {
  return positive(length_m(node));
}

/** Pressure in bar; 0 and below mean "not known". */
export function pressure_bar(node: XmlNode | undefined): Measure {
  return positive(scaled(node, PRESSURE_IN_BAR, "a pressure in bar, mbar, kPa, MPa or kgf/cm2"));
}

/** Voltage in kV; 0 and below mean "not known". */
export function voltage_kv(node: XmlNode | undefined): Measure {
  return positive(scaled(node, VOLTAGE_IN_KV, "a voltage in V or kV"));
}

/** Temperature in degrees Celsius. */
export function temperature_c(node: XmlNode | undefined): Measure {
  const found = number(node);
  if (!found.ok || found.value === null) return found;
  const convert = TEMPERATURE[unit_of(node!)];
  return convert
    ? { ok: true, value: rounded(convert(found.value)) }
    : unknown_unit(node!, "a temperature in degC or K");
}

/** The last part of the `uom`, in lower case; empty where there is none. */
export function unit_of(node: XmlNode): string {
  const uom = (node.attributes.uom ?? "").trim();
  if (/^kgf\/cm2?$/i.test(uom)) return "kgf/cm2";
  return uom
    .slice(Math.max(uom.lastIndexOf(":"), uom.lastIndexOf("/"), uom.lastIndexOf("#")) + 1)
    .toLowerCase();
}

/** Accuracy in metres of a Dutch accuracy class (`tot30cm`, `tot100cm`); null for `onbekend` and everything else. */
export function accuracy_class_m(node: XmlNode | undefined): number | null {
  const match = /^tot(\d+)cm$/i.exec(code(node) ?? "");
  return match ? Number(match[1]) / 100 : null;
}

function scaled(
  node: XmlNode | undefined,
  factors: Readonly<Record<string, number>>,
  expected: string,
): Measure {
  const found = number(node);
  if (!found.ok || found.value === null) return found;
  const factor = factors[unit_of(node!)];
  return factor === undefined
    ? unknown_unit(node!, expected)
    : { ok: true, value: rounded(found.value * factor) };
}

function number(node: XmlNode | undefined): Measure {
  if (!node || is_nil(node)) return NOTHING;
  const written = node.text.trim();
  if (written === "") return NOTHING;
  const value = Number(written);
  if (Number.isFinite(value)) return { ok: true, value };
  return {
    ok: false,
    field: node.name,
    code: "number_invalid",
    message: `expected a number in ${node.name}, got ${JSON.stringify(written.slice(0, 40))}`,
  };
}

function unknown_unit(node: XmlNode, expected: string): Measure {
  const uom = node.attributes.uom;
  return {
    ok: false,
    field: node.name,
    code: "unit_unknown",
    message: `expected ${expected} in ${node.name}, got ${uom === undefined ? "no unit" : `the unit ${JSON.stringify(uom)}`}`,
  };
}

function positive(found: Measure): Measure {
  return found.ok && found.value !== null && found.value <= 0 ? NOTHING : found;
}

/** Away with the noise of binary fractions (0.35 × 0.01): a micrometre is beyond any survey. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
