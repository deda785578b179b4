import type { InputGeometry } from "../schemas/geometry.ts";
import type { Transaction } from "../store/open_store.ts";
import { drawn_geometry } from "./drawn_geometry.ts";

export interface TrialPit {
  readonly id: number;
  readonly layer: string;
  readonly feature_id: number;
  readonly place: { readonly type: string };
  readonly position_accuracy_m: number;
  readonly top_m: number;
  readonly depth_accuracy_m: number;
  readonly measured_on: string;
  readonly note: string;
  readonly organisation: string | null;
  readonly created_at: string;
  readonly withdrawn_at: string | null;
  readonly photo: string | null;
  readonly outside: ("position" | "depth")[];
  readonly away_m: number | null;
}

export interface TrialPitDraft {
  readonly layer: string;
  readonly feature_id: number;
  readonly place: InputGeometry;
  readonly position_accuracy_m: number;
  readonly top_m: number;
  readonly depth_accuracy_m: number;
  readonly measured_on: string;
  readonly note: string;
}

function columns(sql: Transaction) {
  return sql`id, layer, feature_id, place, position_accuracy_m, top_m, depth_accuracy_m, measured_on::text, note, organisation,
    to_jsonb(created_at) #>> '{}' as created_at, to_jsonb(withdrawn_at) #>> '{}' as withdrawn_at, photo, outside, away_m`;
}

/** The trial pits of an object, oldest first, withdrawn ones too. */
export async function list_trial_pits(
  sql: Transaction,
  layer: string,
  feature_id: number,
): Promise<TrialPit[]> {
  return sql<TrialPit[]>`select ${columns(sql)} from trial_pits(${layer}, ${feature_id}::bigint)`;
}

export async function read_trial_pit(sql: Transaction, id: number): Promise<TrialPit | undefined> {
  const [row] = await sql<TrialPit[]>`select ${columns(sql)} from trial_pits(null, null, ${id}::bigint)`;
  return row;
}

/** Stores a trial pit and evaluates its object again; null where there is no such object for the viewer. */
export async function add_trial_pit(sql: Transaction, draft: TrialPitDraft): Promise<number | null> {
  const [row] = await sql<{ id: number | null }[]>`
    select add_trial_pit(${draft.layer}, ${draft.feature_id}::bigint, ${drawn_geometry(sql, draft.place)}, ${draft.position_accuracy_m}::float8,
      ${draft.top_m}::float8, ${draft.depth_accuracy_m}::float8, ${draft.measured_on}::date, ${draft.note}) as id`;
  return row!.id;
}

export type Withdrawn = "withdrawn" | "withdrawn_before" | "not_yours" | "missing";

export async function withdraw_trial_pit(sql: Transaction, id: number): Promise<Withdrawn> {
  const [row] = await sql<{ state: Withdrawn }[]>`select withdraw_trial_pit(${id}::bigint) as state`;
  return row!.state;
}

/** Stores the photo of a trial pit in place of the one before; the database refuses one of another organisation's. */
export async function put_photo(
  sql: Transaction,
  id: number,
  photo: { content_type: string; bytes: Uint8Array },
): Promise<void> {
  await sql`
    insert into trial_pit_photo (authority_id, trial_pit_id, content_type, bytes)
    values (current_authority(), ${id}::bigint, ${photo.content_type}, ${Buffer.from(photo.bytes)})
    on conflict (authority_id, trial_pit_id) do update set content_type = excluded.content_type, bytes = excluded.bytes`;
}

export async function read_photo(
  sql: Transaction,
  id: number,
): Promise<{ content_type: string; bytes: Uint8Array } | undefined> {
  const [row] = await sql<{ content_type: string; bytes: Uint8Array }[]>`
    select content_type, bytes from trial_pit_photo where trial_pit_id = ${id}::bigint`;
  return row;
}
