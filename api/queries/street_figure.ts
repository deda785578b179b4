import type { Transaction } from "../store/open_store.ts";

/** Parking spaces of a street, or by how much a scenario changes them. */
export interface StreetParking {
  /** null: today. */
  readonly scenario_id: number | null;
  readonly street_id: string | null;
  readonly spaces: number;
  readonly without_spaces: number;
}

export function street_parking(sql: Transaction, scenario_ids: readonly number[]): Promise<StreetParking[]> {
  return sql<StreetParking[]>`
    select scenario_id, street_id, spaces, without_spaces from street_parking(${scenario_ids as number[]}::bigint[])`;
}

/** How often a street is opened; `undated`: works and measures without a period. */
export interface StreetOpenings {
  readonly scenario_id: number | null;
  readonly street_id: string;
  readonly openings: number;
  readonly undated: number;
}

export function street_openings(
  sql: Transaction,
  scenario_ids: readonly number[],
): Promise<StreetOpenings[]> {
  return sql<StreetOpenings[]>`
    select scenario_id, street_id, openings, undated from street_openings(${scenario_ids as number[]}::bigint[])`;
}

/** Dwellings in reach of a heat main, today and with each scenario. */
export interface HeatReach {
  readonly scenario_id: number | null;
  readonly dwellings: number;
  readonly buildings: number;
  readonly without_dwellings: number;
}

export function heat_reach(
  sql: Transaction,
  scenario_ids: readonly number[],
  district_id: string | null,
): Promise<HeatReach[]> {
  return sql<HeatReach[]>`
    select scenario_id, dwellings, buildings, without_dwellings from heat_reach(${scenario_ids as number[]}::bigint[], ${district_id})`;
}

/** How far from a main that is, in metres. */
export async function heat_reach_m(sql: Transaction): Promise<number> {
  const [row] = await sql<{ reach_m: number }[]>`select heat_reach_m() as reach_m`;
  return row!.reach_m;
}

/** How many clashes, sure or possible, a scenario has in a street. */
export interface StreetClashes {
  readonly scenario_id: number;
  readonly street_id: string;
  readonly clashes: number;
}

export function street_clashes(sql: Transaction, scenario_ids: readonly number[]): Promise<StreetClashes[]> {
  return sql<StreetClashes[]>`
    select scenario_id, street_id, clashes from clash_count_by_street(${scenario_ids as number[]}::bigint[])`;
}

export interface CountedStreet {
  readonly id: string;
  readonly name: string;
  readonly length_m: number;
}

/** The streets that lie in a district, wholly or in part; null: all of the town. */
export function counted_streets(sql: Transaction, district_id: string | null): Promise<CountedStreet[]> {
  return sql<CountedStreet[]>`
    select s.id, s.name, s.length_m
    from street s left join district d on d.authority_id = s.authority_id and d.id = ${district_id}
    where ${district_id}::text is null or s.zone && d.geom and st_intersects(s.zone, d.geom)
    order by s.name, s.id`;
}
