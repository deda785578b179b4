import type { Transaction } from "../store/open_store.ts";
import type { WriteState } from "./scenario.ts";

export const review_answers = ["agreed", "agreed_with_conditions", "objection", "not_concerned"] as const;
export type ReviewAnswer = (typeof review_answers)[number];

export interface ReviewRow {
  readonly id: number;
  readonly scenario_id: number;
  readonly scenario: string;
  readonly text: string;
  readonly due: string;
  readonly asked_by: string;
  readonly organisation_id: string;
  readonly organisation: string;
  readonly version: number;
  readonly created_at: Date;
  readonly withdrawn_at: Date | null;
  /** Of each organisation asked; a partner gets its own alone. */
  readonly answers: readonly {
    readonly organisation_id: string;
    readonly organisation: string;
    readonly answer: ReviewAnswer | null;
    readonly text: string;
    readonly answered_by: string | null;
    readonly answered_at: string | null;
    readonly overdue: boolean;
    readonly own: boolean;
    readonly version: number;
  }[];
}

function reviews(sql: Transaction) {
  return sql`
    select r.id, r.scenario_id, s.name as scenario, r.text, r.due::text, r.asked_by_name as asked_by, r.organisation_id, o.name as organisation,
      r.version, r.created_at, r.withdrawn_at,
      coalesce((select json_agg(json_build_object('organisation_id', a.organisation_id, 'organisation', p.name, 'answer', a.answer, 'text', a.text,
          'answered_by', a.answered_by_name, 'answered_at', a.answered_at, 'overdue', a.answer is null and r.withdrawn_at is null and r.due < current_date,
          'own', a.organisation_id = current_setting('straatlagen.organisation', true), 'version', a.version) order by p.name, p.id)
        from review_answer a join organisation p on p.authority_id = a.authority_id and p.id = a.organisation_id
        where a.authority_id = r.authority_id and a.review_id = r.id), '[]') as answers
    from review r
    join scenario s on s.authority_id = r.authority_id and s.id = r.scenario_id
    join organisation o on o.authority_id = r.authority_id and o.id = r.organisation_id`;
}

/** The requests to check a scenario that the viewer may know of, newest first. */
export function list_reviews(sql: Transaction, scenario_id: number): Promise<ReviewRow[]> {
  return sql<ReviewRow[]>`${reviews(sql)} where r.scenario_id = ${scenario_id} order by r.id desc`;
}

export async function read_review(sql: Transaction, id: number): Promise<ReviewRow | undefined> {
  const [row] = await sql<ReviewRow[]>`${reviews(sql)} where r.id = ${id}`;
  return row;
}

/** The requests that wait for an answer of the viewer's organisation, the most urgent first. */
export function waiting_reviews(sql: Transaction): Promise<ReviewRow[]> {
  return sql<ReviewRow[]>`
    ${reviews(sql)} where r.withdrawn_at is null and exists (
      select from review_answer a where a.authority_id = r.authority_id and a.review_id = r.id and a.answer is null
        and a.organisation_id = current_setting('straatlagen.organisation', true))
    order by r.due, r.id`;
}

/** The requests of the viewer's organisation that somebody has not answered in time, the latest first. */
export function overdue_reviews(sql: Transaction): Promise<ReviewRow[]> {
  return sql<ReviewRow[]>`
    ${reviews(sql)} where r.withdrawn_at is null and r.due < current_date
      and r.organisation_id = current_setting('straatlagen.organisation', true)
      and exists (select from review_answer a where a.authority_id = r.authority_id and a.review_id = r.id and a.answer is null)
    order by r.due, r.id`;
}

/** Asks organisations to check a scenario; null where it is not there. */
export async function ask_review(
  sql: Transaction,
  of: { scenario_id: number; text: string; due: string; organisation_ids: readonly string[] },
): Promise<number | null> {
  const [row] = await sql<{ id: number | null }[]>`
    select ask_review(${of.scenario_id}, ${of.text}, ${of.due}::date, ${of.organisation_ids as string[]}) as id`;
  return row!.id;
}

/** Changes a request that stands, if `version` is the stored one: text, day and, where they are given, whom it asks. */
export async function change_review(
  sql: Transaction,
  of: { id: number; version: number; text: string; due: string; organisation_ids?: readonly string[] },
): Promise<WriteState> {
  const [row] = await sql<WriteState[]>`
    select state, version from change_review(${of.id}, ${of.version}, ${of.text}, ${of.due}::date, ${(of.organisation_ids as string[]) ?? null}::text[])`;
  return row!;
}

/** Withdraws a request that stands, if `version` is the stored one. */
export async function withdraw_review(
  sql: Transaction,
  of: { id: number; version: number },
): Promise<WriteState> {
  const [row] = await sql<{ version: number }[]>`
    update review set withdrawn_at = now(), version = version + 1
    where id = ${of.id} and version = ${of.version} and withdrawn_at is null returning version`;
  if (row) return { state: "saved", version: row.version };
  const [stored] = await sql<{ version: number }[]>`
    select version from review where id = ${of.id} and withdrawn_at is null`;
  return stored ? { state: "stale", version: stored.version } : { state: "missing" };
}

/** The answer of the viewer's organisation. */
export async function answer_review(
  sql: Transaction,
  of: { id: number; version: number; answer: ReviewAnswer; text: string },
): Promise<WriteState> {
  const [row] = await sql<WriteState[]>`
    select state, version from answer_review(${of.id}, ${of.version}, ${of.answer}, ${of.text})`;
  return row!;
}
