import { measure_type_by_id } from "../../data/catalog/index.ts";
import { dig_choices, type Trench, trench_of, works_layer } from "../../data/catalog/trenches.ts";
import { plain } from "../../data/importers/values.ts";
import type { OpeningRow, PlannedMeasureRow, WorksRow } from "../queries/opening.ts";
import { days_after, month_of, weeks_between } from "./months.ts";
import { opening_places } from "./opening_places.ts";
import type { Described } from "./package_content.ts";
import type { Opening, Place } from "./types.ts";

/** Works or a measure with all that is known of it before anybody's limits count. */
export interface DescribedOpening extends Described {
  readonly key: string;
  readonly places: readonly Place[];
  /** First and last day; null where nobody said. */
  readonly from: string | null;
  readonly to: string | null;
  readonly started: boolean;
  readonly weeks: number;
  /** True where nobody gave a duration: worked out from its length. */
  readonly weeks_assumed: boolean;
  readonly depth_m: number;
  readonly surface: Opening["surface"];
  readonly blocking_months: number;
  readonly blocked_until: string | null;
}

const DAYS_PER_WEEK = 5;

/** The parts of one thing, whatever street they lie in. */
export function describe_works(
  works: readonly WorksRow[],
  rows: readonly OpeningRow[],
  today: string,
): DescribedOpening {
  const [first] = works as [WorksRow];
  const { attributes, from, to } = first;
  const say = (id: string) => String(attributes[id] ?? "");
  const said = say("lays") === "unknown" ? "" : say("lays");
  const lays = said || works_layer(plain(say("kind")), plain(say("owner")));
  const trench = trench_of(lays);
  const area_m2 = Number(attributes.area_m2);
  const places = opening_places(rows, trench?.width_m ?? 0, area_m2 > 0 ? area_m2 : undefined);
  const given_weeks =
    duration_weeks(attributes.duration_days) ?? (from && to ? weeks_between(from, to) : null);
  const weeks = given_weeks ?? usual_weeks(places, trench);
  const years = Number(attributes.blocking_years ?? 0) || 0;
  const end = to ?? (from ? days_after(from, weeks * 7) : null);
  const blocked_until = first.blocked_until ?? (years > 0 && end ? add_years(end, years) : null);
  return {
    kind: "works",
    id: first.id,
    key: `works:${first.id}`,
    name: say("reference"),
    what: say("kind"),
    lays: lays || null,
    party: say("owner") || first.owner,
    places,
    from,
    to,
    started: first.status === "under_construction" || (from !== null && from <= today),
    weeks,
    weeks_assumed: given_weeks === null,
    depth_m: trench?.depth_m ?? dig_depth_m(rows),
    surface: "restored",
    blocking_months: blocking_months(years, end, blocked_until),
    blocked_until,
  };
}

/** A measure that digs, with the years of its phase where it has no period. `owners`: who lays what here. */
export function describe_measure(
  measure: PlannedMeasureRow,
  rows: readonly OpeningRow[],
  owners: ReadonlyMap<string, string>,
  authority: string,
): DescribedOpening {
  const { from, to, parameters } = measure;
  const chosen =
    typeof parameters.lays === "string" && parameters.lays !== "unknown" ? parameters.lays : null;
  const layers = [...new Set(rows.map((row) => row.layer ?? ""))];
  const lays = chosen ?? layers.find((layer) => trench_of(layer)) ?? null;
  const trench = trench_of(lays);
  const places = opening_places(rows, trench?.width_m ?? 0);
  const given_weeks = duration_weeks(parameters.duration_days);
  const years = Number(parameters.blocking_years ?? 0) || 0;
  const takes = measure_type_by_id(measure.measure_type)?.takes ?? [];
  const weeks = given_weeks ?? usual_weeks(places, trench);
  const end = to ?? (from ? days_after(from, weeks * 7) : null);
  return {
    kind: "measure",
    id: measure.id,
    key: `measure:${measure.id}`,
    name: measure.name,
    what: measure.measure_type,
    lays,
    party: [lays ?? "", ...layers].map((layer) => owners.get(layer)).find(Boolean) ?? authority,
    places,
    from,
    to,
    started: false,
    weeks,
    weeks_assumed: given_weeks === null,
    depth_m: Math.max(
      dig_depth_m(rows),
      rows.some((row) => row.bottom_m !== null) ? 0 : (trench?.depth_m ?? 0),
    ),
    surface: takes.some(({ surface }) => surface === "green" || surface === "water") ? "depaved" : "restored",
    blocking_months: years * 12,
    blocked_until: years > 0 && end ? add_years(end, years) : null,
  };
}

function duration_weeks(days: unknown): number | null {
  const given = Number(days);
  return Number.isFinite(given) && given > 0 ? given / DAYS_PER_WEEK : null;
}

const add_years = (date: string, years: number): string =>
  `${String(Number(date.slice(0, 4)) + years).padStart(4, "0")}${date.slice(4)}`;

function blocking_months(years: number, end: string | null, until: string | null): number {
  if (years > 0) return years * 12;
  if (!end || !until || until <= end) return 0;
  return month_of(until) - month_of(end);
}

/** Lowest point of what is laid, or a little for the surface alone. */
function dig_depth_m(rows: readonly OpeningRow[]): number {
  return Math.max(0, ...rows.map((row) => row.bottom_m ?? 0));
}

/** Setting up, digging at the usual speed, paving. */
function usual_weeks(places: readonly Place[], trench: Trench | undefined): number {
  const length_m = places.reduce((sum, { from_m, to_m }) => sum + to_m - from_m, 0);
  const area_m2 = places.reduce((sum, one) => sum + (one.to_m - one.from_m) * (one.left_m - one.right_m), 0);
  return (
    dig_choices.setup_weeks +
    (trench ? length_m / trench.speed_m_week : 0) +
    area_m2 / dig_choices.paving_m2_week
  );
}
