import type { FeatureStatus } from "../../data/importers/types.ts";
import { status_word } from "../feature/words.ts";
import * as m from "../text/compiled/messages.js";
import { area, type Locale, length, metres } from "../text/number.ts";
import type { LayerRow, OverlapQuestion } from "./check_api.ts";

/** What digging does to an object, in a word. */
export const dig_word = (verdict: string): string =>
  verdict === "violated"
    ? m.check_certain()
    : verdict === "possible"
      ? m.check_possible()
      : verdict === "clear"
        ? m.check_clear()
        : m.check_unknown();

/** What was asked: a trench with its size, an area, a scenario. */
export function question_title(
  { name, scenario_id, trench_width_m, dig_depth_m }: OverlapQuestion,
  locale: Locale,
): string {
  if (name) return name;
  if (scenario_id !== null) return m.check_of_scenario({ id: String(scenario_id) });
  if (trench_width_m === null) return m.check_of_area();
  return m.check_of_trench({
    width: metres(trench_width_m, locale),
    depth: metres(dig_depth_m ?? 0, locale),
  });
}

/** How much of a layer lies inside: number, length or area. */
export function inside_text(row: LayerRow, locale: Locale): string {
  return [
    row.inside > 0 ? `${row.inside}×` : "",
    row.length_m ? length(row.length_m, locale) : "",
    row.area_m2 ? area(row.area_m2, locale) : "",
  ]
    .filter(Boolean)
    .join(", ");
}

function depth_range(top_m: number, bottom_m: number | null, locale: Locale): string {
  const [top, bottom] = [metres(top_m, locale), metres(bottom_m ?? top_m, locale)];
  return top === bottom ? m.check_depth_one({ depth: top }) : m.check_depths({ top, bottom });
}

/** What is known of a layer's depth, and of what is not inside or not shown. */
export function layer_notes(row: LayerRow, below: boolean, locale: Locale): string[] {
  return [
    below && row.top_min_m !== null ? depth_range(row.top_min_m, row.bottom_max_m, locale) : "",
    below && row.unknown_depth > 0 ? m.check_depth_unknown({ count: row.unknown_depth }) : "",
    below && row.assumed_depth > 0 ? m.check_depth_assumed({ count: row.assumed_depth }) : "",
    // In use goes without saying.
    ...Object.entries(row.status).flatMap(([status, count]) =>
      status === "in_use" ? [] : [`${count}\u00a0${status_word(status as FeatureStatus)}`],
    ),
    row.nearby > 0 ? m.check_nearby({ count: row.nearby }) : "",
    row.hidden > 0 ? m.check_hidden({ count: row.hidden }) : "",
  ].filter(Boolean);
}
