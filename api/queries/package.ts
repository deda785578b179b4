import type { PackageContent, PlanContent } from "../dig/package_content.ts";
import type { Transaction } from "../store/open_store.ts";

export interface PartyRow {
  readonly name: string;
  readonly earlier_months: number;
  readonly later_months: number;
  /** Year to euro. */
  readonly budgets: Readonly<Record<string, number>>;
}

/** How far the parties of a scenario can move and what they can spend; those without a row have the defaults. */
export function list_parties(sql: Transaction, scenario_id: number): Promise<PartyRow[]> {
  return sql<PartyRow[]>`
    select name, earlier_months, later_months, budgets from party where scenario_id = ${scenario_id} order by name`;
}

/** Replaces what is known of the parties of a scenario. */
export async function save_parties(
  sql: Transaction,
  scenario_id: number,
  parties: readonly PartyRow[],
): Promise<void> {
  await sql`delete from party where scenario_id = ${scenario_id}`;
  for (const { name, earlier_months, later_months, budgets } of parties)
    await sql`
      insert into party (authority_id, scenario_id, name, earlier_months, later_months, budgets)
      values (current_authority(), ${scenario_id}, ${name}, ${earlier_months}, ${later_months}, ${sql.json(budgets as never)})`;
}

/** The periods and phases that the measures of a package had before it was accepted. */
export type MeasuresBefore = readonly {
  readonly id: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly phase_id: number | null;
}[];

export interface PackageRow {
  readonly id: number;
  readonly state: "proposed" | "accepted";
  readonly content: PackageContent;
  readonly before: MeasuresBefore | null;
}

/** The packages of a scenario, accepted ones first, then in the order they were proposed. */
export function list_packages(sql: Transaction, scenario_id: number): Promise<PackageRow[]> {
  return sql<PackageRow[]>`
    select id, state, content, before from package where scenario_id = ${scenario_id} order by state, id`;
}

export async function read_package(
  sql: Transaction,
  scenario_id: number,
  id: number,
): Promise<PackageRow | undefined> {
  const [row] = await sql<PackageRow[]>`
    select id, state, content, before from package where scenario_id = ${scenario_id} and id = ${id} for update`;
  return row;
}

export async function read_package_plan(
  sql: Transaction,
  scenario_id: number,
): Promise<{ content: PlanContent; made_at: Date } | undefined> {
  const [row] = await sql<{ content: PlanContent; made_at: Date }[]>`
    select content, made_at from package_plan where scenario_id = ${scenario_id}`;
  return row;
}

/** Replaces the proposed packages of a scenario and what the search for them came to; accepted ones stay. */
export async function save_package_plan(
  sql: Transaction,
  of: {
    scenario_id: number;
    packages: readonly PackageContent[];
    content: PlanContent;
    viewer_id: string;
  },
): Promise<void> {
  await sql`delete from package where scenario_id = ${of.scenario_id} and state = 'proposed'`;
  for (const content of of.packages)
    await add_package(sql, { ...of, content, state: "proposed", before: null });
  await set_package_plan(sql, of.scenario_id, of.content);
}

/** Stores one package of a scenario. */
export async function add_package(
  sql: Transaction,
  of: Pick<PackageRow, "state" | "content" | "before"> & { scenario_id: number; viewer_id: string },
): Promise<void> {
  await sql`
    insert into package (authority_id, scenario_id, state, content, before, made_by)
    values (current_authority(), ${of.scenario_id}, ${of.state}, ${sql.json(of.content as never)},
      ${of.before === null ? null : sql.json(of.before as never)}, ${of.viewer_id})`;
}

/** Keeps what the last search for packages of a scenario came to. */
export async function set_package_plan(
  sql: Transaction,
  scenario_id: number,
  content: PlanContent,
): Promise<void> {
  await sql`
    insert into package_plan (authority_id, scenario_id, content) values (current_authority(), ${scenario_id}, ${sql.json(content as never)})
    on conflict (authority_id, scenario_id) do update set content = excluded.content, made_at = now()`;
}

/** Gives a scenario the limits and budgets that the parties have in another. */
export async function copy_parties(sql: Transaction, from: number, to: number): Promise<void> {
  await sql`
    insert into party (authority_id, scenario_id, name, earlier_months, later_months, budgets)
    select authority_id, ${to}, name, earlier_months, later_months, budgets from party where scenario_id = ${from}`;
}

/** Keeps a package as somebody changed it. */
export async function change_package(sql: Transaction, id: number, content: PackageContent): Promise<void> {
  await sql`update package set content = ${sql.json(content as never)} where id = ${id}`;
}

export async function set_package_state(
  sql: Transaction,
  id: number,
  state: PackageRow["state"],
  before: MeasuresBefore | null,
): Promise<void> {
  await sql`
    update package set state = ${state}, before = ${before === null ? null : sql.json(before as never)} where id = ${id}`;
}
