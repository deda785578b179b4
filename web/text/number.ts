export type Locale = "nl" | "en" | "fr";
export const locales: readonly Locale[] = ["nl", "en", "fr"];

const tags: Readonly<Record<Locale, string>> = { nl: "nl-BE", en: "en-GB", fr: "fr-BE" };
/** BCP 47 tag of a language of the interface. */
export const tag = (locale: Locale): string => tags[locale];

/** Making a formatter costs a hundred times what using it does, and lists say many numbers. */
const formats = new Map<string, Intl.NumberFormat>();

function format_of(locale: Locale, min: number, max: number): Intl.NumberFormat {
  const key = `${locale}/${min}/${max}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(tags[locale], {
    minimumFractionDigits: min,
    maximumFractionDigits: max,
  });
  formats.set(key, made);
  return made;
}

/** A number in the reader's notation, between `min` and `max` decimals. */
export function number(value: number, locale: Locale, max = 0, min = 0): string {
  // A rounded −0 would read "-0".
  const rounded = Number(value.toFixed(max)) + 0;
  return format_of(locale, min, max).format(rounded);
}

const nbsp = "\u00a0";

/** A distance or depth that is compared with a rule: one or two decimals ("1,2 m", "0,35 m"). */
export const metres = (value_m: number, locale: Locale): string => `${number(value_m, locale, 2, 1)}${nbsp}m`;

/** A length of a street or a network: whole metres from 10 m on, kilometres from 10 km on. */
export function length(value_m: number, locale: Locale): string {
  if (value_m >= 10_000) return `${number(value_m / 1000, locale, 1)}${nbsp}km`;
  return `${number(value_m, locale, value_m < 10 ? 1 : 0)}${nbsp}m`;
}

/** An area in whole square metres. */
export const area = (value_m2: number, locale: Locale): string => `${number(value_m2, locale)}${nbsp}m²`;

/** An outer diameter, as the trade writes it: "ø110" (millimetres). */
export const diameter = (value_m: number): string => `ø${Math.round(value_m * 1000)}`;

/** Roughly how much money, from least to most, to two figures: a guide price is never exact to the euro. */
export function money_range(low: number, high: number, currency: string, locale: Locale): string {
  const format = new Intl.NumberFormat(tags[locale], {
    style: "currency",
    currency,
    maximumSignificantDigits: 2,
  });
  const [least, most] = [format.format(low), format.format(high)];
  return least === most ? least : `${least} – ${most}`;
}

/** A calendar date; an unreadable one comes back as it was. */
export function date(iso: string, locale: Locale): string {
  const value = new Date(iso);
  if (Number.isNaN(value.getTime())) return iso;
  return new Intl.DateTimeFormat(tags[locale], { day: "numeric", month: "short", year: "numeric" }).format(
    value,
  );
}

/** The month of an ISO date. */
export const month = (iso: string, locale: Locale): string =>
  new Intl.DateTimeFormat(tags[locale], { month: "long", year: "numeric" }).format(new Date(iso));

/** A moment, to the minute. */
export function moment(iso: string, locale: Locale): string {
  const value = new Date(iso);
  if (Number.isNaN(value.getTime())) return iso;
  return new Intl.DateTimeFormat(tags[locale], {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  }).format(value);
}
