import { indicators } from "../../data/catalog/indicators.ts";
import { two_figures } from "../../data/catalog/two_figures.ts";
import type { Unit } from "../../data/catalog/types.ts";
import * as m from "../text/compiled/messages.js";
import { type Locale, number } from "../text/number.ts";
import type { Column } from "./compare_api.ts";

const nbsp = "\u00a0";
const signs: Partial<Record<Unit, string>> = { m: "m", m2: "m²", m3: "m³", kw: "kW" };

/** An amount of an indicator in its unit; a decimal only where the amount is small or a fraction. */
export function amount(value: number, unit: string, locale: Locale): string {
  const sign = signs[unit as Unit];
  // A hyphen reads as a dash, and stands beside differences that have a sign.
  const text = number(value, locale, Math.abs(value) < 10 ? 1 : 0).replace("-", "−");
  return sign ? `${text}${nbsp}${sign}` : text;
}

/** The same with its sign, for a difference. */
export const difference = (value: number, unit: string, locale: Locale): string =>
  `${value > 0 ? "+" : value < 0 ? "−" : "±"}${amount(Math.abs(value), unit, locale)}`;

export const percent = (share: number, locale: Locale): string =>
  `${number(share * 100, locale, Math.abs(share) < 0.1 ? 1 : 0)}${nbsp}%`;

/** Euros to two figures. */
export const euro = (value: number, locale: Locale): string =>
  `€${nbsp}${number(two_figures(value), locale)}`;

/** The indicator's name in the reader's language. */
export const indicator_name = (id: string, locale: Locale): string =>
  indicators.find((one) => one.id === id)?.name[locale] ?? id;

/** A scenario's name, or the word for today. */
export const column_name = (column: Pick<Column, "id" | "name">): string =>
  column.id === null ? m.compare_today() : column.name;

const short = 30;

/** The same where there is little room: its beginning. */
export function short_name(column: Pick<Column, "id" | "name">): string {
  const name = column_name(column);
  return name.length > short ? `${name.slice(0, short - 1).trimEnd()}…` : name;
}

/** The figure of an indicator in a column. */
export const figure_of = (column: Column, indicator: string) =>
  column.indicators.find((one) => one.id === indicator) as Column["indicators"][number];

/** One colour a scenario, in their order; told apart by their place and name as well. */
export const column_colours = [
  "var(--accent)",
  "var(--possible)",
  "var(--synergy)",
  "var(--notify)",
] as const;
