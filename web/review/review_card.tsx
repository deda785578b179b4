import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Button } from "react-aria-components";
import { answer_word } from "../notification/notification_words.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { date } from "../text/number.ts";
import { Icon, type IconName } from "../ui/icon.tsx";
import { Failed } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import { AnswerForm } from "./answer_form.tsx";
import css from "./review.module.css";
import { type Answered, type Review, renew_reviews, review_api } from "./review_api.ts";
import { ReviewForm } from "./review_form.tsx";

const icons: Readonly<Record<string, IconName>> = {
  agreed: "check",
  agreed_with_conditions: "check",
  objection: "warning",
  not_concerned: "minus",
};

function OneAnswer({ answer }: { answer: Answered }) {
  const { locale } = useLocale();
  return (
    <li>
      <span className={css.line}>
        <span>{answer.organisation}</span>
        <span className={css.mark} data-late={answer.overdue ? "" : undefined}>
          <Icon name={answer.overdue ? "warning" : (icons[answer.answer ?? ""] ?? "info")} size={16} />
          {answer.overdue ? m.review_overdue() : answer_word(answer.answer)}
        </span>
      </span>
      {answer.text && <p>{answer.text}</p>}
      {answer.answered_at && (
        <span className={ui.caption}>
          {[answer.answered_by, date(answer.answered_at, locale)].filter(Boolean).join(" · ")}
        </span>
      )}
    </li>
  );
}

/** One request: what is asked until when, who answered what, and the reader's own answer. */
export function ReviewCard({
  review,
  may_change,
  about,
}: {
  review: Review;
  may_change: boolean;
  about?: ReactNode;
}) {
  const { locale } = useLocale();
  const cache = useQueryClient();
  const own = review.answers.find((one) => one.own);
  const stands = review.withdrawn_at === null;
  const [changing, set_changing] = useState(false);
  const withdraw = useMutation({
    mutationFn: () => review_api.withdraw(review),
    onSuccess: () => renew_reviews(cache),
  });
  if (changing)
    return (
      <ReviewForm scenario_id={review.scenario_id} review={review} on_done={() => set_changing(false)} />
    );
  return (
    <article className={css.card}>
      {about}
      <p>{review.text}</p>
      <span className={ui.caption}>
        {stands ? m.review_until({ day: date(review.due, locale) }) : m.review_withdrawn()} ·{" "}
        {[review.organisation, review.asked_by].filter(Boolean).join(", ")}
      </span>
      <ul className={css.answers}>
        {review.answers.map((one) => (
          <OneAnswer key={one.organisation_id} answer={one} />
        ))}
      </ul>
      {own && stands && <AnswerForm key={own.version} review={review} own={own} />}
      {may_change && stands && (
        <div className={ui.row}>
          <Button className={ui.button!} onPress={() => set_changing(true)}>
            <Icon name="pen" size={16} />
            {m.review_change()}
          </Button>
          <Button className={ui.button!} isDisabled={withdraw.isPending} onPress={() => withdraw.mutate()}>
            {m.review_withdraw()}
          </Button>
        </div>
      )}
      {withdraw.isError && <Failed error={withdraw.error} />}
    </article>
  );
}
