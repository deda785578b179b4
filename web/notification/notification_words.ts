import type { NotificationKind } from "../../data/catalog/notification_kinds.ts";
import * as m from "../text/compiled/messages.js";
import { date, type Locale } from "../text/number.ts";
import type { Notification } from "./notification_api.ts";

export const kind_word = (kind: NotificationKind): string =>
  ({
    review_asked: m.notification_review_asked,
    review_answered: m.notification_review_answered,
    finding_message: m.notification_finding_message,
    reaction_received: m.notification_reaction_received,
    digest: m.notification_digest,
  })[kind]();

const answer_words: Readonly<Record<string, () => string>> = {
  agreed: m.answer_agreed,
  agreed_with_conditions: m.answer_agreed_with_conditions,
  objection: m.answer_objection,
  not_concerned: m.answer_not_concerned,
};

/** An answer to a request; null: there is none yet. */
export const answer_word = (answer: string | null): string => (answer_words[answer ?? ""] ?? m.answer_none)();

/** A notification as a sentence, and where it leads. */
export function notification_line(
  { kind, about }: Notification,
  locale: Locale,
): { text: string; to: string } {
  const said = (key: string): string => String(about[key] ?? "");
  const to = `/draw/${said("scenario_id")}`;
  const scenario = said("scenario");
  switch (kind) {
    case "review_asked":
      return {
        to,
        text: m.notification_review_asked_text({ by: said("by"), scenario, due: date(said("due"), locale) }),
      };
    case "review_answered":
      return {
        to,
        text: m.notification_review_answered_text({
          organisation: said("organisation"),
          scenario,
          answer: answer_word(said("answer")),
        }),
      };
    case "finding_message":
      return {
        to: `/findings/${said("finding_id")}`,
        text: m.notification_finding_message_text({ organisation: said("organisation") }),
      };
    case "reaction_received":
      return { to: "/reactions", text: m.notification_reaction_received_text({ scenario }) };
    default: {
      const scenarios = (about.scenarios ?? []) as { name: string }[];
      const counts = [
        scenarios.length > 0 && m.digest_scenarios({ names: scenarios.map(({ name }) => name).join(", ") }),
        Number(about.reviews_answered) > 0 && m.digest_answered({ count: said("reviews_answered") }),
        Number(about.reviews_waiting) > 0 && m.digest_waiting({ count: said("reviews_waiting") }),
        Number(about.reviews_overdue) > 0 && m.digest_overdue({ count: said("reviews_overdue") }),
        Number(about.reactions_waiting) > 0 && m.digest_reactions({ count: said("reactions_waiting") }),
        Number(about.grants_ending) > 0 && m.digest_grants({ count: said("grants_ending") }),
      ].filter(Boolean);
      return { to: "/to_do", text: [m.digest_changed(), ...counts].join(" ") };
    }
  }
}
