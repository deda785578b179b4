import { measure_type_by_id } from "../../data/catalog/index.ts";
import * as m from "../text/compiled/messages.js";
import { date, type Locale, metres } from "../text/number.ts";
import { amount_text, parameter_text, type_name } from "./measure_words.ts";
import type { HistoryEntry, HistoryState } from "./scenario_api.ts";

/** What of a scenario, phase or measure was changed: its name, and how it was and became; null where there was nothing. */
export interface ChangedValue {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

const years = ({ year_from, year_to }: HistoryState): string | null =>
  year_from === null ? null : `${year_from}–${year_to}`;

const days = ({ from, until }: HistoryState, locale: Locale): string | null =>
  [from && `${m.period_from()} ${date(from, locale)}`, until && `${m.period_until()} ${date(until, locale)}`]
    .filter(Boolean)
    .join(" ") || null;

const size = (state: HistoryState, locale: Locale): string | null =>
  state.length_m === null && state.area_m2 === null
    ? null
    : amount_text({ ...state, point_count: 0 }, 1, locale);

const archived = ({ archived: is }: HistoryState): string | null =>
  is === null ? null : is ? m.yes() : m.no();

/** The values of one moment that have a place in the list, in its order; null: not given. */
function values(state: HistoryState, locale: Locale): readonly (readonly [string, string | null])[] {
  const parameters = measure_type_by_id(state.measure_type ?? "")?.parameters ?? [];
  return [
    [m.measure_name(), state.name || null],
    [m.scenario_description(), state.description || null],
    [m.history_type(), state.measure_type && type_name(state.measure_type, locale)],
    ...parameters.map((one) => {
      const value = state.parameters[one.id] ?? one.default;
      return [one.name[locale], parameter_text(one, value, locale)] as const;
    }),
    [m.phase_word(), state.phase],
    [m.measure_period(), days(state, locale)],
    [m.history_years(), years(state)],
    [m.history_archived(), archived(state)],
    [m.history_size(), size(state, locale)],
  ];
}

/**
 * What a change of the history did, value by value: of what was changed those that differ, of what came or went those
 * that it had. A shape is told by its size and by how far its middle moved.
 */
export function changed_values(entry: HistoryEntry, locale: Locale): ChangedValue[] {
  const before = new Map(entry.before ? values(entry.before, locale) : []);
  const after = new Map(entry.after ? values(entry.after, locale) : []);
  const names = [...new Set([...after.keys(), ...before.keys()])];
  const out = names
    .map((name) => ({ name, before: before.get(name) ?? null, after: after.get(name) ?? null }))
    .filter((one) => one.before !== one.after);
  if (!entry.fields.includes("geom")) return out;
  const moved = entry.moved_m ? m.history_moved({ distance: metres(entry.moved_m, locale) }) : null;
  return [...out, { name: m.history_shape(), before: null, after: moved ?? m.history_reshaped() }];
}
