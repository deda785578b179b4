import type postgres from "postgres";
import type { NotificationKind } from "../../data/catalog/notification_kinds.ts";
import type { About } from "../notification/notification_texts.ts";
import type { JobThing } from "./job.ts";
import type { NotificationLanguage } from "./notification.ts";

// The owner's connection: addresses and secrets are out of reach for the role of requests.
type Sql = postgres.Sql;

/** A process that took a delivery has lost it after this time: longer than any send may take. */
const LEASE_S = 180;

export interface Delivery {
  readonly channel: "email" | "webhook";
  readonly attempts: number;
  readonly kind: NotificationKind;
  readonly about: About;
  readonly created_at: Date;
  readonly notification_id: number;
  /** Null where the account is closed. */
  readonly email: string | null;
  readonly name: string | null;
  readonly language: NotificationLanguage;
  /** Null where the webhook was withdrawn. */
  readonly url: string | null;
  readonly secret: string | null;
}

/** Deliveries whose turn it is, the longest waiting first. */
export function due_deliveries(sql: Sql, most: number): Promise<JobThing[]> {
  return sql<JobThing[]>`
    select authority_id, id from notification_delivery
    where state in ('waiting', 'sending') and next_at <= now() order by next_at, id limit ${most}`;
}

/** Takes a delivery whose turn it is, for this process alone; undefined where it is not, or was sent. */
export async function take_delivery(sql: Sql, of: JobThing): Promise<Delivery | undefined> {
  const [row] = await sql<Delivery[]>`
    with taken as (
      update notification_delivery set state = 'sending', attempts = attempts + 1, next_at = now() + make_interval(secs => ${LEASE_S})
      where authority_id = ${of.authority_id} and id = ${of.id} and state in ('waiting', 'sending') and next_at <= now()
      returning *
    )
    select t.channel, t.attempts, n.kind, n.about, n.created_at, n.id as notification_id, a.email, a.name,
      coalesce(c.language, 'nl') as language, w.url, w.secret
    from taken t
    join notification n on n.authority_id = t.authority_id and n.id = t.notification_id
    left join account a on a.id = t.account_id and a.closed_at is null
    left join notification_choice c on c.authority_id = t.authority_id and c.viewer = t.account_id
    left join webhook w on w.authority_id = t.authority_id and w.id = t.webhook_id and w.withdrawn_at is null`;
  return row;
}

/** Writes how a delivery ended. */
export async function end_delivery(
  sql: Sql,
  of: JobThing,
  state: "sent" | "failed" | "skipped",
  error: string | null = null,
): Promise<void> {
  await sql`
    update notification_delivery set state = ${state}, last_error = ${error}, sent_at = case when ${state === "sent"} then now() end
    where authority_id = ${of.authority_id} and id = ${of.id}`;
}

/** Puts a delivery that failed back in line. */
export async function delay_delivery(sql: Sql, of: JobThing, wait_s: number, error: string): Promise<void> {
  await sql`
    update notification_delivery set state = 'waiting', next_at = now() + make_interval(secs => ${wait_s}), last_error = ${error}
    where authority_id = ${of.authority_id} and id = ${of.id}`;
}

/** Tells every organisation what changed, where a day has gone by; how many were told. */
export async function make_digests(sql: Sql, now: Date): Promise<number> {
  return sql.begin(async (transaction) => {
    const [row] = await transaction<{ made: number }[]>`select make_digests(${now}) as made`;
    return row!.made;
  }) as Promise<number>;
}
