import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button, Label, TextArea, TextField } from "react-aria-components";
import { useSession } from "../account/account_api.ts";
import { FormField } from "../account/form_field.tsx";
import form from "../draw/form.module.css";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { Failed } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import css from "./review.module.css";
import { type Review, renew_reviews, review_api } from "./review_api.ts";

/** Two weeks from now, where the form starts. */
const usual_due = (): string => new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10);

/** Which partners to ask, what, and until when: of a new request, or of one that is changed. */
export function ReviewForm({
  scenario_id,
  review,
  on_done,
}: {
  scenario_id: number;
  review: Review | null;
  on_done: () => void;
}) {
  useLocale();
  const cache = useQueryClient();
  const session = useSession();
  const [text, set_text] = useState<string>(() => review?.text ?? m.review_usual_text());
  const [due, set_due] = useState(() => review?.due ?? usual_due());
  const [chosen, set_chosen] = useState<readonly string[]>(
    () => review?.answers.map((one) => one.organisation_id) ?? [],
  );
  const answered = (review?.answers ?? [])
    .filter((one) => one.answer !== null)
    .map((one) => one.organisation_id);
  const organisations = useQuery({ queryKey: ["organisations"], queryFn: review_api.organisations });
  const ask = useMutation({
    mutationFn: () => {
      const asked = { text, due, organisation_ids: chosen };
      return review ? review_api.change(review, asked) : review_api.ask(scenario_id, asked);
    },
    onSuccess: async () => {
      await renew_reviews(cache);
      on_done();
    },
  });
  const others = (organisations.data?.organisations ?? []).filter(
    ({ id }) => id !== session?.organisation_id,
  );
  return (
    <form
      className={`${css.card} ${ui.stack}`}
      onSubmit={(event) => {
        event.preventDefault();
        ask.mutate();
      }}
    >
      <fieldset className={css.choices}>
        <legend className={form.label}>{m.review_whom()}</legend>
        {others.map(({ id, name }) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              disabled={answered.includes(id)}
              onChange={(event) =>
                set_chosen(event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
              }
            />
            {name}
          </label>
        ))}
        {answered.length > 0 && <p className={ui.caption}>{m.review_answered_stays()}</p>}
      </fieldset>
      <TextField value={text} onChange={set_text} maxLength={5000} isRequired>
        <Label className={form.label!}>{m.review_text()}</Label>
        <TextArea className={`${form.bordered} ${form.input} ${css.area}`} rows={3} />
      </TextField>
      <FormField label={m.review_due()} value={due} on_change={set_due} type="date" />
      <div className={ui.row}>
        <Button className={ui.primary!} type="submit" isDisabled={ask.isPending || chosen.length === 0}>
          {review ? m.action_keep() : m.review_send()}
        </Button>
        <Button className={ui.button!} onPress={on_done}>
          {m.action_cancel()}
        </Button>
      </div>
      {ask.isError && <Failed error={ask.error} />}
    </form>
  );
}
