import type { Transaction } from "../store/open_store.ts";
import type { WriteState } from "./scenario.ts";

export const finding_states = ["open", "in_discussion", "accepted", "mitigated", "rejected"] as const;
export type FindingState = (typeof finding_states)[number];

export interface Conversation {
  /** As it holds now: a decision whose facts are others now is open again. */
  readonly state: FindingState;
  readonly reason: string;
  readonly decided_by: string | null;
  readonly decided_by_organisation: string | null;
  readonly decided_at: Date | null;
  readonly version: number;
  /** Where it was reopened: what was decided, and which facts changed since. */
  readonly reopened: { readonly state: FindingState; readonly changed: string[] } | null;
  readonly messages: readonly {
    readonly id: number;
    readonly organisation: string;
    readonly own: boolean;
    readonly text: string;
    readonly written_by: string;
    readonly at: string;
  }[];
}

/** State and conversation of a finding; undefined where the viewer has no part in it. */
export async function read_conversation(sql: Transaction, id: string): Promise<Conversation | undefined> {
  const [row] = await sql<
    (Omit<Conversation, "reopened" | "state"> & { state: FindingState; changed: string[] })[]
  >`
    select coalesce(s.state, 'open') as state, coalesce(s.reason, '') as reason, s.decided_by_name as decided_by, o.name as decided_by_organisation,
      s.decided_at, coalesce(s.version, 0) as version, finding_changes(${id}::uuid) as changed,
      coalesce((select json_agg(json_build_object('id', e.id, 'organisation', p.name, 'own', e.organisation_id = current_setting('straatlagen.organisation', true),
          'text', e.text, 'written_by', e.written_by_name, 'at', e.at) order by e.id)
        from finding_message e join organisation p on p.authority_id = e.authority_id and p.id = e.organisation_id
        where e.finding_id = ${id}::uuid), '[]') as messages
    from (values (1)) one (n)
    left join (finding_state s join organisation o on o.authority_id = s.authority_id and o.id = s.organisation_id) on s.id = ${id}::uuid
    where speaks_about_finding(${id}::uuid)`;
  if (!row) return undefined;
  const { changed, state, ...rest } = row;
  const again = changed.length > 0 && state !== "open" && state !== "in_discussion";
  return { ...rest, state: again ? "open" : state, reopened: again ? { state, changed } : null };
}

/** Gives a finding a state; version 0 where it has none yet. */
export async function decide_finding(
  sql: Transaction,
  of: { id: string; version: number; state: FindingState; reason: string },
): Promise<WriteState> {
  const [row] = await sql<WriteState[]>`
    select state, version from decide_finding(${of.id}::uuid, ${of.version}, ${of.state}, ${of.reason})`;
  return row!;
}

/** Adds to the conversation; false where the viewer has no part in it. */
export async function add_finding_message(sql: Transaction, id: string, text: string): Promise<boolean> {
  const [row] = await sql<{ id: number | null }[]>`select add_finding_message(${id}::uuid, ${text}) as id`;
  return row!.id !== null;
}
