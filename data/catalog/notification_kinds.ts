/** What somebody can be told of: in the app, by e-mail and over webhooks. */
export const notification_kinds = [
  "review_asked",
  "review_answered",
  "finding_message",
  "reaction_received",
  "digest",
] as const;
export type NotificationKind = (typeof notification_kinds)[number];
