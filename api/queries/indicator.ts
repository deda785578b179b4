import type { Target } from "../../data/catalog/types.ts";
import type { Transaction } from "../store/open_store.ts";

/** What the measures of a scenario count for in a district, summed; `district_id` is empty outside all. */
export interface EffectSum {
  readonly scenario_id: number;
  readonly district_id: string;
  readonly kind: "indicator" | "surface" | "cost";
  readonly item: string;
  readonly value: number;
  readonly left_out: number;
  readonly measure_count: number;
}

/** Sums of scenarios per district and item: one row for each, whatever the number of measures. */
export function sum_effects(
  sql: Transaction,
  scenario_ids: readonly number[],
  district_id: string | null,
): Promise<EffectSum[]> {
  return sql<EffectSum[]>`
    select scenario_id, district_id, kind, item, sum(value) as value, sum(left_out) as left_out,
      count(*) filter (where value <> 0) as measure_count
    from measure_effect
    where scenario_id = any (${scenario_ids as number[]}::bigint[])
      and (${district_id}::text is null or district_id = ${district_id})
    group by 1, 2, 3, 4 order by 1, 2, 3, 4`;
}

/** One measure's part in an indicator. */
export interface CountedMeasure {
  readonly scenario_id: number;
  readonly indicator: string;
  readonly measure_id: number;
  readonly measure_type: string;
  readonly name: string;
  readonly value: number;
  readonly left_out: number;
  readonly reason: "overlap" | "condition" | "parameter" | null;
  readonly detail: Readonly<Record<string, unknown>> | null;
  /** The same for a measure of the same type, place and parameters in another scenario. */
  readonly same_as: string;
}

/** The measures that count for indicators in scenarios, or were left out, one row for each and its districts together. */
export function counted_measures(
  sql: Transaction,
  scenario_ids: readonly number[],
  district_id: string | null,
): Promise<CountedMeasure[]> {
  return sql<CountedMeasure[]>`
    select e.scenario_id, e.item as indicator, m.id as measure_id, m.measure_type, m.name, e.value, e.left_out,
      e.reason, e.detail, md5(m.measure_type || st_asewkb(m.geom)::text || m.parameters::text) as same_as
    from (
      select scenario_id, item, measure_id, sum(value) as value, sum(left_out) as left_out, max(reason) as reason,
        (array_agg(detail) filter (where detail is not null))[1] as detail
      from measure_effect
      where kind = 'indicator' and scenario_id = any (${scenario_ids as number[]}::bigint[])
        and (${district_id}::text is null or district_id = ${district_id})
      group by 1, 2, 3) e
    join measure m on m.authority_id = current_authority() and m.id = e.measure_id
    order by abs(e.value) desc, m.id`;
}

/** Findings of scenarios counted; `notify` is a duty to notify, no clash. */
export interface DistrictFindings {
  readonly scenario_id: number;
  readonly district_id: string;
  readonly kind: string;
  readonly severity: string;
  readonly verdict: string;
  readonly notify: boolean;
  readonly findings: number;
}

export function count_findings_by_district(
  sql: Transaction,
  scenario_ids: readonly number[],
): Promise<DistrictFindings[]> {
  return sql<DistrictFindings[]>`
    select * from finding_count_by_district(${scenario_ids as number[]}::bigint[])`;
}

export interface SurfaceToday {
  readonly surface: string;
  readonly area_m2: number;
  readonly spaces: number | null;
  readonly without_spaces: number;
}

/** The street's surface as it lies today in a district, or everywhere. */
export function surfaces_today(sql: Transaction, district_id: string | null): Promise<SurfaceToday[]> {
  return sql<SurfaceToday[]>`
    select surface, area_m2, spaces, without_spaces from surface_today(${district_id}) order by surface`;
}

export interface CountedDistrict {
  readonly id: string;
  readonly name: string;
  readonly inhabitants: number | null;
  readonly dwellings: number | null;
}

/** The districts by name with what targets count against, and the pact's version that the authority signed. */
export async function read_pact(
  sql: Transaction,
): Promise<{ pact_version: Target["pact_version"]; districts: CountedDistrict[] }> {
  const [authority] = await sql<{ pact_version: Target["pact_version"] }[]>`
    select pact_version from authority where id = current_authority()`;
  const districts = await sql<CountedDistrict[]>`
    select id, name, inhabitants, dwellings from district order by name, id`;
  return { pact_version: authority!.pact_version, districts };
}
