import type { CommentKind, LessonSubject } from "../../data/catalog/lesson/index.ts";
import type { LessonInput, LessonRow } from "../schemas/lesson.ts";
import type { Transaction } from "../store/open_store.ts";
import type { WriteState } from "./scenario.ts";
import { unwritten } from "./unwritten.ts";

/** As the policy of the table has it: one's own, and for planners those of others. */
const may_change = (sql: Transaction, created_by: string) =>
  sql`(${sql(created_by)} = current_setting('straatlagen.viewer', true) or current_role_is('administrator', 'planner'))`;

function lessons(sql: Transaction) {
  return sql`
    select l.id, l.about, l.about_id, l.kind, l.theme, l.what, l.what_helped, l.status, l.shared, l.version, ${may_change(sql, "l.created_by")} as may_change,
      to_jsonb(l.created_at) #>> '{}' as created_at, to_jsonb(l.changed_at) #>> '{}' as changed_at,
      coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.kind, 'body', c.body, 'created_by', account_name(c.created_by),
          'created_at', c.created_at,
          'may_change', ${may_change(sql, "c.created_by")}) order by c.id)
        from lesson_comment c where c.authority_id = l.authority_id and c.lesson_id = l.id), '[]') as comments
    from lesson l`;
}

/** The lessons at a thing, latest first. */
export async function list_lessons(
  sql: Transaction,
  about: LessonSubject,
  about_id: string,
): Promise<LessonRow[]> {
  return sql<LessonRow[]>`
    ${lessons(sql)} where l.about = ${about} and l.about_id = told_subject(${about}, ${about_id}) order by l.changed_at desc, l.id desc`;
}

export async function read_lesson(sql: Transaction, id: number): Promise<LessonRow | undefined> {
  const [row] = await sql<LessonRow[]>`${lessons(sql)} where l.id = ${id}`;
  return row;
}

/** What lessons about a thing are kept under; of a finding with something hidden the id that everybody is told of. */
export async function told_subject(
  sql: Transaction,
  about: LessonSubject,
  about_id: string,
): Promise<string> {
  const [row] = await sql<{ id: string }[]>`select told_subject(${about}, ${about_id}) as id`;
  return row!.id;
}

/** The district that a lesson about this lies in (empty: none); null where there is no such thing. */
export async function lesson_district(
  sql: Transaction,
  about: LessonSubject,
  about_id: string,
): Promise<string | null> {
  const [row] = await sql<
    { district: string | null }[]
  >`select lesson_district(${about}, ${about_id}) as district`;
  return row!.district;
}

/** What of a text names restricted things at hand, as far as the viewer may see those. */
export async function restricted_words(
  sql: Transaction,
  words: string,
  about: LessonSubject,
  about_id: string,
): Promise<string[]> {
  const [row] = await sql<
    { words: string[] }[]
  >`select restricted_words(${words}, ${about}, ${about_id}) as words`;
  return row!.words;
}

export async function add_lesson(
  sql: Transaction,
  of: LessonInput & { about: LessonSubject; about_id: string; district_id: string },
  viewer_id: string,
): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into lesson (authority_id, about, about_id, kind, theme, what, what_helped, status, shared, district_id, created_by)
    values (current_authority(), ${of.about}, ${of.about_id}, ${of.kind}, ${of.theme}, ${of.what}, ${of.what_helped}, ${of.status},
      ${of.shared}, ${of.district_id}, ${viewer_id})
    returning id`;
  return row!.id;
}

/** Changes a lesson if `version` is the stored one. */
export async function change_lesson(
  sql: Transaction,
  id: number,
  version: number,
  of: LessonInput,
): Promise<WriteState> {
  const [row] = await sql<{ version: number }[]>`
    update lesson set kind = ${of.kind}, theme = ${of.theme}, what = ${of.what}, what_helped = ${of.what_helped},
      status = ${of.status}, shared = ${of.shared}, changed_at = now(), version = version + 1
    where id = ${id} and version = ${version} returning version`;
  return row ? { state: "saved", version: row.version } : unwritten(sql, "lesson", id);
}

export async function delete_lesson(sql: Transaction, id: number, version: number): Promise<WriteState> {
  const rows = await sql`delete from lesson where id = ${id} and version = ${version} returning id`;
  return rows.length > 0 ? { state: "saved", version } : unwritten(sql, "lesson", id);
}

export async function add_comment(
  sql: Transaction,
  lesson_id: number,
  of: { kind: CommentKind; body: string },
  viewer_id: string,
): Promise<void> {
  await sql`
    insert into lesson_comment (authority_id, lesson_id, kind, body, created_by)
    values (current_authority(), ${lesson_id}, ${of.kind}, ${of.body}, ${viewer_id})`;
}

export async function delete_comment(sql: Transaction, lesson_id: number, id: number): Promise<boolean> {
  const rows =
    await sql`delete from lesson_comment where lesson_id = ${lesson_id} and id = ${id} returning id`;
  return rows.length > 0;
}
