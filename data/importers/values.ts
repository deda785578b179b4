import type { Value } from "./flatgeobuf.ts";
import type { FeatureStatus } from "./types.ts";

/** A number from a number or a text with decimal point or comma; null where it is none. */
export function parse_number(value: Value | undefined): number | null {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value !== "string") return null;
  const trimmed = value.trim().replace(/\s/g, "");
  const plain = /^[+-]?\d{1,3}(\.\d{3})+,\d+$/.test(trimmed)
    ? trimmed.replaceAll(".", "").replace(",", ".")
    : trimmed.replace(",", ".");
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(plain) ? Number(plain) : null;
}

/**
 * An ISO date (YYYY-MM-DD) from ISO texts, day-first texts (13-12-2026, 13/12/2026, with or without a
 * time), and packed ones (20140220, 20140220T143532). A year from 2999 on means "no end" and gives
 * null, as does anything that is no date.
 */
export function parse_date(value: Value | undefined): string | null {
  if (typeof value === "number") return parse_date(String(value));
  if (typeof value !== "string") return null;
  const text = value.trim();
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)/.exec(text);
  const packed = /^(\d{4})(\d{2})(\d{2})(T\d{0,6}|\d{6})?$/.exec(text);
  const day_first = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)/.exec(text);
  const [year, month, day] = iso
    ? [iso[1]!, iso[2]!, iso[3]!]
    : packed
      ? [packed[1]!, packed[2]!, packed[3]!]
      : day_first
        ? [day_first[3]!, day_first[2]!, day_first[1]!]
        : ["", "", ""];
  if (year === "" || Number(year) < 1000 || Number(year) >= 2999) return null;
  const out = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const date = new Date(`${out}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(out) ? out : null;
}

const STATUS_WORDS: readonly (readonly [RegExp, FeatureStatus])[] = [
  [
    /^(buiten gebruik|niet in gebruik|verlaten|disused|abandoned|out of (use|service)|hors service|abandonn|ausser betrieb|stillgelegt|verwijderd|gesloopt|historie|false$)/,
    "disused",
  ],
  [/^(in aanbouw|in uitvoering|under construction|en construction|en cours|im bau)/, "under_construction"],
  [
    /^(plan|gepland|ontwerp|vergund|vergunning|bouwvergunning|projected|planned|proposed|designed|projet|prevu|geplant|entwurf)/,
    "projected",
  ],
  [
    /^(in gebruik|bestaand|in use|in service|existing|functional|en service|existant|in betrieb|bestand|true$|1$)/,
    "in_use",
  ],
];

/** What the words of a source were found to mean: a register says the same few a million times. */
const statuses = new Map<Value, FeatureStatus | null>();

/** Our status for a word of a source in Dutch, English, French or German; null where it is none we know. */
export function parse_status(value: Value | undefined): FeatureStatus | null {
  if (value === null || value === undefined) return null;
  const known = statuses.get(value);
  if (known !== undefined) return known;
  const word = plain(String(value));
  const status = STATUS_WORDS.find(([pattern]) => pattern.test(word))?.[1] ?? null;
  if (statuses.size < 1000) statuses.set(value, status);
  return status;
}

/** Truth of a source's word; null where it is none. */
export function parse_boolean(value: Value | undefined): boolean | null {
  if (typeof value === "boolean") return value;
  const word = plain(String(value ?? ""));
  if (["1", "true", "yes", "ja", "oui", "y", "j", "o", "t", "waar"].includes(word)) return true;
  if (["0", "false", "no", "nee", "non", "nein", "n", "f", "onwaar"].includes(word)) return false;
  return null;
}

/** Lower case without accents: `Rücklauf` → `rucklauf`, `Straße` → `strasse`. */
export function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("œ", "oe")
    .trim();
}
