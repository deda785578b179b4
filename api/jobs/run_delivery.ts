import { notification_mail, notification_path } from "../notification/notification_texts.ts";
import { post_webhook } from "../notification/post_webhook.ts";
import type { Mailer } from "../notification/send_mail.ts";
import { type Delivery, delay_delivery, end_delivery, take_delivery } from "../queries/delivery.ts";
import type { JobThing } from "../queries/job.ts";
import type { Store } from "../store/open_store.ts";

/** What deliveries need from outside. */
export interface DeliveryWays {
  /** Null where no mail server is set: e-mails are then skipped. */
  readonly mailer: Mailer | null;
  /** Hosts that a webhook may reach although they are not public. */
  readonly webhook_hosts: readonly string[];
  readonly public_url: string;
}

const ATTEMPTS_MOST = 8;
const FIRST_WAIT_S = 30;
const LONGEST_WAIT_S = 6 * 3600;

/** How long to wait after so many attempts: 30 s, 2 min, 8 min, … at most six hours. */
export const backoff_s = (attempts: number): number =>
  Math.min(LONGEST_WAIT_S, FIRST_WAIT_S * 4 ** (attempts - 1));

/**
 * Sends one e-mail or webhook whose turn it is, and writes that it was acknowledged, or when it is tried again:
 * then it answers that moment, else null. What was acknowledged and written is never sent again; a process that
 * dies between the two leaves it to be sent once more, under the same id.
 */
export async function run_delivery(store: Store, ways: DeliveryWays, thing: JobThing): Promise<Date | null> {
  const delivery = await take_delivery(store.sql, thing);
  if (!delivery) return null;
  const send = way_of(delivery, ways, thing);
  if (!send) {
    await end_delivery(store.sql, thing, "skipped");
    return null;
  }
  try {
    await send();
  } catch (error) {
    const said = error instanceof Error ? error.message.slice(0, 300) : "error";
    if (delivery.attempts >= ATTEMPTS_MOST) {
      await end_delivery(store.sql, thing, "failed", said);
      return null;
    }
    const wait_s = backoff_s(delivery.attempts);
    await delay_delivery(store.sql, thing, wait_s, said);
    return new Date(Date.now() + wait_s * 1000);
  }
  await end_delivery(store.sql, thing, "sent");
  return null;
}

/** What sends it; null where there is nobody to send it to, or nothing to send it with. */
function way_of(delivery: Delivery, ways: DeliveryWays, thing: JobThing): (() => Promise<void>) | null {
  const { channel, kind, about, email, name, language, url, secret } = delivery;
  const { mailer, public_url, webhook_hosts } = ways;
  if (channel === "email") {
    if (!email || !mailer) return null;
    const mail = notification_mail({ kind, about, name: name ?? "", language, public_url });
    const message_id = `notification-${thing.authority_id}-${thing.id}@${new URL(public_url).hostname}`;
    return () => mailer.send({ to: email, ...mail, message_id });
  }
  if (!url || !secret) return null;
  const body = JSON.stringify({
    id: delivery.notification_id,
    kind,
    about,
    created_at: delivery.created_at,
    url: `${public_url}${notification_path(kind, about)}`,
  });
  const delivery_id = `${thing.authority_id}-${thing.id}`;
  return () => post_webhook({ url, secret, body, delivery_id, allowed_hosts: webhook_hosts });
}
