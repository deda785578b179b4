import type { NotificationKind } from "../../data/catalog/notification_kinds.ts";
import type { Session } from "../account/account_api.ts";
import { send } from "../client.ts";

export interface Notification {
  readonly id: number;
  readonly kind: NotificationKind;
  readonly about: Readonly<Record<string, unknown>>;
  readonly created_at: string;
  readonly read: boolean;
}
export interface Choice {
  readonly language: "nl" | "en" | "fr";
  readonly choices: Readonly<Record<NotificationKind, { readonly in_app: boolean; readonly email: boolean }>>;
}
export interface Webhook {
  readonly id: number;
  readonly url: string;
  readonly kinds: readonly NotificationKind[];
  readonly last_state: string | null;
  readonly last_error: string | null;
}
/** Has this reader an organisation, with its work? Residents and visitors have not. */
export const is_member = (session: Session | undefined): boolean =>
  session !== undefined && session.role !== "resident" && session.role !== "visitor";

/** May this reader approve reactions: a planner or administrator of the town? */
export const may_moderate = (session: Session | undefined): boolean =>
  session?.role === "administrator" || (session?.role === "planner" && session.organisation_id === "town");

/** The calls of notifications and webhooks. Reject with `Problem`. */
export const notification_api = {
  list: () => send<{ notifications: Notification[]; unread: number }>("GET", "/notifications"),
  mark: (ids: readonly number[] | null, read: boolean) =>
    send<unknown>("PUT", "/notifications/read", { body: { ids, read } }),
  choice: () => send<Choice>("GET", "/notification_choice"),
  choose: (choice: Choice) => send<Choice>("PUT", "/notification_choice", { body: choice }),
  webhooks: () => send<{ webhooks: Webhook[] }>("GET", "/webhooks"),
  add_webhook: (url: string, of: readonly NotificationKind[]) =>
    send<{ id: number; secret: string }>("POST", "/webhooks", { body: { url, kinds: of } }),
  remove_webhook: (id: number) => send<unknown>("DELETE", `/webhooks/${id}`),
};

/** What the bell and the list share. */
export const notifications_query = (enabled: boolean) => ({
  queryKey: ["notifications"],
  queryFn: notification_api.list,
  refetchInterval: 60_000,
  enabled,
});
