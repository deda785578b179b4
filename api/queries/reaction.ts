import type postgres from "postgres";
import type { InputGeometry } from "../schemas/geometry.ts";
import type { Transaction } from "../store/open_store.ts";
import type { WriteState } from "./scenario.ts";

export const reaction_states = ["waiting", "approved", "refused"] as const;
export type ReactionState = (typeof reaction_states)[number];

export interface ReactionRow {
  readonly id: number;
  readonly scenario_id: number;
  readonly scenario: string;
  readonly measure_id: number | null;
  readonly measure_type: string | null;
  readonly measure: string | null;
  readonly place: { readonly type: string } | null;
  readonly text: string;
  readonly state: ReactionState;
  readonly reason: string;
  readonly moderated_by: string | null;
  readonly moderated_at: Date | null;
  readonly version: number;
  readonly created_at: Date;
}

function reactions(sql: Transaction, which: postgres.Fragment): Promise<ReactionRow[]> {
  return sql<ReactionRow[]>`
    select e.id, e.scenario_id, s.name as scenario, e.measure_id, m.measure_type, m.name as measure,
      st_asgeojson(st_transform(e.place, 4326), 7)::json as place, e.text, e.state, e.reason,
      e.moderated_by_name as moderated_by, e.moderated_at, e.version, e.created_at
    from reaction e
    join scenario s on s.authority_id = e.authority_id and s.id = e.scenario_id
    left join measure m on m.authority_id = e.authority_id and m.scenario_id = e.scenario_id and m.id = e.measure_id
    where ${which} order by e.id desc limit 500`;
}

/** The approved reactions to a scenario, newest first. */
export function approved_reactions(sql: Transaction, scenario_id: number): Promise<ReactionRow[]> {
  return reactions(sql, sql`e.scenario_id = ${scenario_id} and e.state = 'approved'`);
}

/** The reactions of all scenarios in a state, newest first: for whoever may approve them. */
export function moderated_reactions(sql: Transaction, state: ReactionState): Promise<ReactionRow[]> {
  return reactions(sql, sql`e.state = ${state}`);
}

export async function read_reaction(sql: Transaction, id: number): Promise<ReactionRow | undefined> {
  const [row] = await reactions(sql, sql`e.id = ${id}`);
  return row;
}

/** A resident's reaction; null where the link does not share what it is about. */
export async function add_reaction(
  sql: Transaction,
  of: { scenario_id: number; measure_id: number | null; place: InputGeometry | null; text: string },
): Promise<number | null> {
  const place = of.place && JSON.stringify(of.place);
  const [row] = await sql<{ id: number | null }[]>`
    select add_reaction(${of.scenario_id}, ${of.measure_id}::bigint, st_setsrid(st_geomfromgeojson(${place}::text), 4326), ${of.text}) as id`;
  return row!.id;
}

/** Approves or refuses a reaction, if `version` is the stored one. */
export async function moderate_reaction(
  sql: Transaction,
  of: { id: number; version: number; state: ReactionState; reason: string },
): Promise<WriteState> {
  const [row] = await sql<{ version: number }[]>`
    update reaction set state = ${of.state}, reason = ${of.reason}, version = version + 1, moderated_at = now(),
      moderated_by_name = coalesce(current_setting('straatlagen.viewer_name', true), '')
    where id = ${of.id} and version = ${of.version} returning version`;
  if (row) return { state: "saved", version: row.version };
  const stored = await read_reaction(sql, of.id);
  return stored ? { state: "stale", version: stored.version } : { state: "missing" };
}
