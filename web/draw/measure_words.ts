import { measure_type_by_id } from "../../data/catalog/index.ts";
import { indicators } from "../../data/catalog/indicators.ts";
import { layers } from "../../data/catalog/layers/index.ts";
import type { MeasureType, Parameter, Theme, Unit } from "../../data/catalog/types.ts";
import type { Finding, Verdict } from "../client.ts";
import { count_told } from "../finding/group_hidden.ts";
import * as m from "../text/compiled/messages.js";
import { area, type Locale, length, metres, number } from "../text/number.ts";
import type { Draft, ParameterValue } from "./draft.ts";
import { type Amounts, amounts_of } from "./measuring.ts";

export const type_name = (id: string, locale: Locale): string => measure_type_by_id(id)?.name[locale] ?? id;

/** The name given to a measure, else its type's. */
export const measure_name = (draft: Pick<Draft, "name" | "measure_type">, locale: Locale): string =>
  draft.name.trim() || type_name(draft.measure_type, locale);

export const palette_groups = ["green", "water", "heat", "mobility", "works"] as const;
export type PaletteGroup = (typeof palette_groups)[number];

const group_of_theme: Partial<Record<Theme, PaletteGroup>> = {
  green: "green",
  surface_water: "water",
  water: "water",
  heat: "heat",
  ground: "heat",
  mobility: "mobility",
};

/** Where a type stands in the palette: by the trade of what it becomes, else by what it is for; a new type finds its place by itself. */
export function palette_group(type: MeasureType): PaletteGroup {
  const themes = type.becomes.map(({ layer }) => layers.find(({ id }) => id === layer)?.theme);
  const by_trade = themes.map((theme) => theme && group_of_theme[theme]).find((group) => group !== undefined);
  if (by_trade) return by_trade;
  const aims = type.effects.map(({ indicator }) => indicator).join(" ");
  if (/rainwater|depaved/.test(aims)) return "water";
  if (/renovation|energy|heat/.test(aims)) return "heat";
  if (/parking|cycle|sharing|charge/.test(aims)) return "mobility";
  return themes.includes("street") ? "mobility" : "works";
}

export const group_word = (group: PaletteGroup): string =>
  ({
    green: m.palette_green,
    water: m.palette_water,
    heat: m.palette_heat,
    mobility: m.palette_mobility,
    works: m.palette_works,
  })[group]();

const nbsp = "\u00a0";

export function unit_text(unit: Unit | undefined): string {
  switch (unit) {
    case "m2":
      return "m²";
    case "m3":
      return "m³";
    case "kv":
      return "kV";
    case "celsius":
      return "°C";
    case "kw":
      return "kW";
    case "pct":
      return "%";
    case "eur":
      return "€";
    case "year":
      return m.unit_year();
    case "count":
    case undefined:
      return "";
    default:
      return unit;
  }
}

/** A parameter's value in words, with its unit. */
export function parameter_text(
  { type, unit, values }: Parameter,
  value: ParameterValue,
  locale: Locale,
): string {
  if (type === "boolean") return value === true ? m.yes() : m.no();
  if (type === "choice") return values?.find(({ id }) => id === String(value))?.name[locale] ?? String(value);
  return `${number(Number(value), locale, 3)} ${unit_text(unit)}`.trim();
}

/** A value with its unit, as in a list. */
export const quantity = (value: number, unit: string, locale: Locale): string => {
  const text = number(value, locale, Math.abs(value) < 10 ? 1 : 0);
  return unit ? `${text}${nbsp}${unit}` : text;
};

/** How much there is of a shape, in the unit that counts for it: trees of a row, metres of a line, m² of an area. */
export function amount_text(amounts: Amounts, dots: number, locale: Locale): string {
  if (amounts.area_m2 !== null) return area(amounts.area_m2, locale);
  if (amounts.length_m !== null) {
    const text = amounts.length_m < 100 ? metres(amounts.length_m, locale) : length(amounts.length_m, locale);
    return dots > 1 ? `${text} · ${dots}×` : text;
  }
  return "1";
}

export const draft_amount = (draft: Draft, locale: Locale): string =>
  amount_text(amounts_of(draft.geometry), 0, locale);

export const indicator_name = (id: string, locale: Locale): string =>
  indicators.find((indicator) => indicator.id === id)?.name[locale] ?? id;

/**
 * Findings counted as the panels say them: too close, possible, points of attention, chances; what is hidden once per
 * owner and layer.
 */
export function counted(findings: readonly Finding[]): {
  violated: number;
  possible: number;
  attention: { readonly count: number; readonly worst: Verdict };
  chances: number;
} {
  const of = (verdict: string) =>
    count_told(findings.filter((f) => f.kind === "conflict" && f.verdict === verdict));
  const points = findings.filter((f) => f.kind === "attention" && f.verdict !== "clear");
  return {
    violated: of("violated"),
    possible: of("possible"),
    attention: {
      count: count_told(points),
      worst:
        (["violated", "possible"] as const).find((worst) =>
          points.some(({ verdict }) => verdict === worst),
        ) ?? "unknown",
    },
    chances: count_told(findings.filter(({ kind }) => kind === "synergy")),
  };
}
