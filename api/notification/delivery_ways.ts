import type { DeliveryWays } from "../jobs/run_delivery.ts";
import type { Settings } from "../settings.ts";
import { open_mailer } from "./send_mail.ts";

/** How notifications are sent, as the settings say. */
export function delivery_ways({ smtp, webhook_hosts, public_url }: Settings): DeliveryWays {
  return { mailer: smtp && open_mailer(smtp.url, smtp.from), webhook_hosts, public_url };
}
