import { type NotificationKind, notification_kinds } from "../../data/catalog/notification_kinds.ts";
import type { Transaction } from "../store/open_store.ts";

export type NotificationLanguage = "nl" | "en" | "fr";

export interface NotificationRow {
  readonly id: number;
  readonly kind: NotificationKind;
  readonly about: Readonly<Record<string, unknown>>;
  readonly created_at: Date;
  readonly read: boolean;
}

export type Choices = Readonly<
  Record<NotificationKind, { readonly in_app: boolean; readonly email: boolean }>
>;
export interface NotificationChoice {
  readonly language: NotificationLanguage;
  readonly choices: Choices;
}

const everything = Object.fromEntries(
  notification_kinds.map((kind) => [kind, { in_app: true, email: true }]),
) as Choices;

/** What the viewer was told and wants to be told here, newest first, and how many of all are not read. */
export async function list_notifications(
  sql: Transaction,
  limit: number,
): Promise<{ notifications: NotificationRow[]; unread: number }> {
  const rows = await sql<(NotificationRow & { unread: number })[]>`
    select n.id, n.kind, n.about, n.created_at, r.viewer is not null as read, count(*) filter (where r.viewer is null) over () as unread
    from notification n
    left join notification_read r on r.authority_id = n.authority_id and r.notification_id = n.id
    left join notification_choice c on c.authority_id = n.authority_id
    where coalesce((c.choices -> n.kind ->> 'in_app')::boolean, true) and n.created_at > now() - interval '1 year'
    order by n.id desc limit ${limit}`;
  return {
    unread: rows[0]?.unread ?? 0,
    notifications: rows.map(({ unread: _unread, ...row }) => row),
  };
}

/** Marks what the viewer was told as read or not: these, or all. */
export async function mark_read(
  sql: Transaction,
  ids: readonly number[] | null,
  read: boolean,
): Promise<void> {
  if (read)
    await sql`
      insert into notification_read (authority_id, notification_id, viewer)
      select authority_id, id, current_setting('straatlagen.viewer', true) from notification
      where ${ids as number[] | null}::bigint[] is null or id = any (${ids as number[] | null}::bigint[])
      on conflict do nothing`;
  else
    await sql`
      delete from notification_read
      where ${ids as number[] | null}::bigint[] is null or notification_id = any (${ids as number[] | null}::bigint[])`;
}

/** What the viewer chose; everything where nothing was chosen. */
export async function read_choice(sql: Transaction): Promise<NotificationChoice> {
  const [row] = await sql<{ language: NotificationLanguage; choices: Partial<Choices> }[]>`
    select language, choices from notification_choice`;
  return { language: row?.language ?? "nl", choices: { ...everything, ...row?.choices } };
}

export async function keep_choice(sql: Transaction, of: NotificationChoice): Promise<void> {
  await sql`
    insert into notification_choice (authority_id, viewer, language, choices)
    values (current_authority(), current_setting('straatlagen.viewer', true), ${of.language}, ${sql.json(of.choices as never)})
    on conflict (authority_id, viewer) do update set language = excluded.language, choices = excluded.choices`;
}
