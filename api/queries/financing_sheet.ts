import type { FinancingInputs, FinancingKindId } from "../../data/catalog/financing/index.ts";
import type { Transaction } from "../store/open_store.ts";
import type { WriteState } from "./scenario.ts";
import { unwritten } from "./unwritten.ts";

export interface SheetRow {
  readonly id: number;
  readonly scenario_id: number;
  readonly scenario_name: string;
  readonly kind: FinancingKindId;
  readonly name: string;
  readonly inputs: FinancingInputs;
  readonly version: number;
}

function sheets(sql: Transaction) {
  return sql`
    select f.id, f.scenario_id, s.name as scenario_name, f.kind, f.name, f.inputs, f.version
    from financing_sheet f join scenario s on s.authority_id = f.authority_id and s.id = f.scenario_id`;
}

/** The financing sheets of a scenario, oldest first. */
export async function list_sheets(sql: Transaction, scenario_id: number): Promise<SheetRow[]> {
  return sql<SheetRow[]>`${sheets(sql)} where f.scenario_id = ${scenario_id} order by f.id`;
}

export async function read_sheet(sql: Transaction, id: number): Promise<SheetRow | undefined> {
  const [row] = await sql<SheetRow[]>`${sheets(sql)} where f.id = ${id}`;
  return row;
}

export async function add_sheet(
  sql: Transaction,
  of: { scenario_id: number; kind: FinancingKindId; name: string; inputs: FinancingInputs },
): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into financing_sheet (authority_id, scenario_id, kind, name, inputs)
    values (current_authority(), ${of.scenario_id}, ${of.kind}, ${of.name}, ${sql.json(of.inputs as never)}) returning id`;
  return row!.id;
}

/** Gives a scenario the sheets of another, in their order. */
export async function copy_sheets(sql: Transaction, from: number, to: number): Promise<void> {
  await sql`
    insert into financing_sheet (authority_id, scenario_id, kind, name, inputs)
    select authority_id, ${to}, kind, name, inputs from financing_sheet where scenario_id = ${from} order by id`;
}

/** Changes a sheet if `version` is the stored one. */
export async function change_sheet(
  sql: Transaction,
  of: { id: number; version: number; name: string; inputs: FinancingInputs },
): Promise<WriteState> {
  const [row] = await sql<{ version: number }[]>`
    update financing_sheet set name = ${of.name}, inputs = ${sql.json(of.inputs as never)}, version = version + 1
    where id = ${of.id} and version = ${of.version} returning version`;
  return row ? { state: "saved", version: row.version } : unwritten(sql, "financing_sheet", of.id);
}

export async function delete_sheet(sql: Transaction, id: number, version: number): Promise<WriteState> {
  const rows = await sql`delete from financing_sheet where id = ${id} and version = ${version} returning id`;
  return rows.length > 0 ? { state: "saved", version } : unwritten(sql, "financing_sheet", id);
}

/** What a sheet takes from its scenario: cost items by measure type, measures without one, dwellings, metres of street. */
export interface SheetAmounts {
  readonly items: readonly {
    readonly measure_type: string;
    readonly item: string;
    readonly quantity: number;
  }[];
  readonly unpriced: readonly { readonly measure_type: string; readonly measure_count: number }[];
  readonly dwellings: number;
  readonly street_m: number;
}

export async function sheet_amounts(
  sql: Transaction,
  of: { scenario_id: number; measure_types: readonly string[]; dwellings_indicator: string | null },
): Promise<SheetAmounts> {
  const types = of.measure_types as string[];
  const items = await sql<SheetAmounts["items"][number][]>`
    select m.measure_type, e.item, sum(e.value) as quantity
    from measure_effect e join measure m on m.authority_id = e.authority_id and m.id = e.measure_id
    where e.scenario_id = ${of.scenario_id} and e.kind = 'cost' and m.measure_type = any (${types}::text[])
    group by 1, 2 having sum(e.value) > 0 order by 1, 2`;
  const unpriced = await sql<SheetAmounts["unpriced"][number][]>`
    select m.measure_type, count(*) as measure_count from measure m
    where m.scenario_id = ${of.scenario_id} and m.measure_type = any (${types}::text[]) and not exists (
      select from measure_effect e where e.authority_id = m.authority_id and e.measure_id = m.id and e.kind = 'cost')
    group by 1 order by 1`;
  const [drawn] = await sql<{ dwellings: number; street_m: number }[]>`
    select coalesce((select sum(e.value) from measure_effect e
        where e.scenario_id = ${of.scenario_id} and e.kind = 'indicator' and e.item = ${of.dwellings_indicator}), 0) as dwellings,
      scenario_street_m(${of.scenario_id}::bigint, ${types}::text[]) as street_m`;
  return { items, unpriced, ...drawn! };
}
