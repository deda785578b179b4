import { works_subjects } from "../../data/catalog/works_subjects.ts";
import { type_name } from "../draw/measure_words.ts";
import * as m from "../text/compiled/messages.js";
import { type Locale, number } from "../text/number.ts";
import type { Meeting, Opening } from "./dig_api.ts";

type Described = Pick<Opening, "kind" | "id" | "name" | "what" | "lays" | "party">;

/** What a line or a site is for, in the reader's language; null where nobody knows. */
export const lays_name = (lays: string | null, locale: Locale): string | null =>
  works_subjects.find(({ id }) => id === lays)?.name[locale] ?? null;

/** Works or a measure in a few words: its kind, else what it lays, with its name or reference. */
export function opening_name(one: Described, locale: Locale): string {
  // Works of a scenario file that are not stored here have no id either, but a name.
  if (one.id === null && !one.what && !one.name && !one.lays) return m.dig_hidden();
  const what = one.kind === "measure" ? type_name(one.what, locale) : one.what || lays_name(one.lays, locale);
  return [what || m.dig_works(), one.name].filter(Boolean).join(" · ");
}

/** What two openings at one place mean to each other, as a sign, a word and a tone. */
export function meeting_word({ time, joinable, shared_trench_m }: Meeting): {
  readonly sign: string;
  readonly word: string;
  readonly tone: "violated" | "possible" | "synergy" | "clear";
} {
  if (time === "blocked") return { sign: "▲", word: m.dig_blocked(), tone: "violated" };
  if (time === "meet") return { sign: "◆", word: m.dig_meet(), tone: "possible" };
  if (joinable)
    return {
      sign: "⟷",
      word: shared_trench_m > 0 ? m.dig_could_share_trench() : m.dig_could_share_site(),
      tone: "synergy",
    };
  return { sign: "●", word: m.dig_apart(), tone: "clear" };
}

/** Weeks, rounded to whole ones from ten on. */
export function weeks(value: number, locale: Locale): string {
  const count = number(value, locale, value < 10 ? 1 : 0);
  return count === "1" ? m.dig_one_week() : m.dig_weeks({ count });
}

/** By how many months something moves, and which way. */
export function moved(months: number, locale: Locale): string {
  if (months === 0) return m.dig_moved_none();
  if (Math.abs(months) === 1) return months > 0 ? m.dig_moved_one_later() : m.dig_moved_one_earlier();
  const count = number(Math.abs(months), locale);
  return months > 0 ? m.dig_moved_later({ count }) : m.dig_moved_earlier({ count });
}

/** Why something could not be planned. */
export const left_out_word = (reason: "no_period" | "past" | "no_street" | "no_ground"): string =>
  ({
    no_period: m.dig_left_no_period,
    past: m.dig_left_past,
    no_street: m.dig_left_no_street,
    no_ground: m.dig_left_no_ground,
  })[reason]();
