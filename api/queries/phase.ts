import type { Transaction } from "../store/open_store.ts";
import type { WriteState } from "./scenario.ts";

export interface PhaseDraft {
  readonly name: string;
  readonly year_from: number;
  readonly year_to: number;
}

export interface PhaseRow extends PhaseDraft {
  readonly id: number;
  readonly scenario_id: number;
  readonly version: number;
  readonly measure_count: number;
}

/** What a write on a phase came to, and the measures that it concerned. */
export type PhaseWrite = WriteState & { readonly id: number | null; readonly measure_ids: readonly number[] };

function phases(sql: Transaction) {
  return sql`
    select p.id, p.scenario_id, p.name, p.year_from, p.year_to, p.version,
      (select count(*) from measure m where m.authority_id = p.authority_id and m.phase_id = p.id) as measure_count
    from scenario_phase p`;
}

/** The phases of a scenario in the order of their years. */
export async function list_phases(sql: Transaction, scenario_id: number): Promise<PhaseRow[]> {
  return sql<
    PhaseRow[]
  >`${phases(sql)} where p.scenario_id = ${scenario_id} order by p.year_from, p.year_to, p.id`;
}

export async function read_phase(
  sql: Transaction,
  scenario_id: number,
  id: number,
): Promise<PhaseRow | undefined> {
  const [row] = await sql<PhaseRow[]>`${phases(sql)} where p.scenario_id = ${scenario_id} and p.id = ${id}`;
  return row;
}

interface WrittenRow {
  readonly id: number | null;
  readonly version: number | null;
  readonly state: string;
  readonly measure_ids: number[];
}

function written({ id, version, state, measure_ids }: WrittenRow): PhaseWrite {
  if (state === "missing" || version === null) return { state: "missing", id, measure_ids };
  return { state: state === "saved" ? "saved" : "stale", version, id, measure_ids };
}

/** Stores a phase: a new one where `id` is null, else the stored one if it has that version. */
export async function save_phase(
  sql: Transaction,
  of: { scenario_id: number; id: number | null; version: number | null; draft: PhaseDraft },
): Promise<PhaseWrite> {
  const { name, year_from, year_to } = of.draft;
  const [row] = await sql<WrittenRow[]>`
    select id, version, state, measure_ids from save_phase(${of.scenario_id}::bigint, ${of.id}::bigint, ${of.version}::bigint,
      ${name}, ${year_from}::integer, ${year_to}::integer)`;
  return written(row!);
}

/** Deletes a phase if it has that version; its measures stay, in no phase. */
export async function delete_phase(
  sql: Transaction,
  of: { scenario_id: number; id: number; version: number },
): Promise<PhaseWrite> {
  const [row] = await sql<WrittenRow[]>`
    select ${of.id}::bigint as id, version, state, measure_ids
    from delete_phase(${of.scenario_id}::bigint, ${of.id}::bigint, ${of.version}::bigint)`;
  return written(row!);
}
