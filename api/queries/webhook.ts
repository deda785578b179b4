import type { NotificationKind } from "../../data/catalog/notification_kinds.ts";
import type { Transaction } from "../store/open_store.ts";

export interface WebhookRow {
  readonly id: number;
  readonly url: string;
  readonly kinds: readonly NotificationKind[];
  readonly created_at: Date;
  readonly last_state: "waiting" | "sending" | "sent" | "failed" | "skipped" | null;
  readonly last_error: string | null;
}

/** The webhooks of the viewer's organisation, with how the last delivery went; never their secrets. */
export function list_webhooks(sql: Transaction): Promise<WebhookRow[]> {
  return sql<WebhookRow[]>`
    select w.id, w.url, w.kinds, w.created_at, d.state as last_state, d.last_error
    from webhook w
    left join lateral (
      select d.state, d.last_error from notification_delivery d
      where d.authority_id = w.authority_id and d.webhook_id = w.id order by d.id desc limit 1) d on true
    where w.withdrawn_at is null order by w.id`;
}

export async function add_webhook(
  sql: Transaction,
  of: { url: string; secret: string; kinds: readonly NotificationKind[] },
): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into webhook (authority_id, organisation_id, url, secret, kinds, created_by)
    values (current_authority(), current_setting('straatlagen.organisation', true), ${of.url}, ${of.secret}, ${of.kinds as string[]},
      current_setting('straatlagen.viewer', true))
    returning id`;
  return row!.id;
}

export async function withdraw_webhook(sql: Transaction, id: number): Promise<boolean> {
  const rows =
    await sql`update webhook set withdrawn_at = now() where id = ${id} and withdrawn_at is null returning id`;
  return rows.length > 0;
}
