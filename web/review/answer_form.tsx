import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button, Label, TextArea, TextField } from "react-aria-components";
import { Problem } from "../client.ts";
import form from "../draw/form.module.css";
import { answer_word } from "../notification/notification_words.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { Failed } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import css from "./review.module.css";
import {
  type Answered,
  type AnswerWord,
  answers,
  type Review,
  renew_reviews,
  review_api,
} from "./review_api.ts";

/** One's organisation's answer: one of four, with words where they are needed. */
export function AnswerForm({ review, own }: { review: Review; own: Answered }) {
  useLocale();
  const cache = useQueryClient();
  const [open, set_open] = useState(own.answer === null);
  const [answer, set_answer] = useState<AnswerWord | null>(own.answer);
  const [text, set_text] = useState(own.text);
  const renew = () => renew_reviews(cache);
  const send = useMutation({
    mutationFn: (chosen: AnswerWord) => review_api.answer(review.id, own.version, { answer: chosen, text }),
    onSuccess: renew,
    // Somebody of the same organisation was first: show what stands now.
    onError: (error) => error instanceof Problem && error.status === 412 && renew(),
  });
  if (!open)
    return (
      <div className={ui.row}>
        <Button className={ui.button!} onPress={() => set_open(true)}>
          {m.answer_change()}
        </Button>
      </div>
    );
  const wants_words = answer === "agreed_with_conditions" || answer === "objection";
  return (
    <form
      className={ui.stack}
      onSubmit={(event) => {
        event.preventDefault();
        if (answer) send.mutate(answer);
      }}
    >
      <fieldset className={css.choices}>
        <legend className={form.label}>{m.answer_title()}</legend>
        {answers.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name={`answer_${review.id}`}
              checked={answer === one}
              onChange={() => set_answer(one)}
            />
            {answer_word(one)}
          </label>
        ))}
      </fieldset>
      <TextField value={text} onChange={set_text} maxLength={5000} isRequired={wants_words}>
        <Label className={form.label!}>{wants_words ? m.answer_text_needed() : m.answer_text()}</Label>
        <TextArea className={`${form.bordered} ${form.input} ${css.area}`} rows={3} />
      </TextField>
      <div className={ui.row}>
        <Button
          className={ui.primary!}
          type="submit"
          isDisabled={send.isPending || answer === null || (wants_words && text.trim() === "")}
        >
          {m.answer_send()}
        </Button>
      </div>
      {send.isError && <Failed error={send.error} />}
    </form>
  );
}
