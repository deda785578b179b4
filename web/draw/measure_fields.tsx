import { useState } from "react";
import { Input, Label, TextField } from "react-aria-components";
import * as m from "../text/compiled/messages.js";
import type { Draft } from "./draft.ts";
import css from "./form.module.css";

/** The name of a measure; taken when the field is left or Enter is pressed. */
export function NameField(props: { name: string; placeholder: string; on_change: (name: string) => void }) {
  const [text, set_text] = useState(props.name);
  const [shown, set_shown] = useState(props.name);
  // Undo and other people change the name as well.
  if (props.name !== shown) {
    set_shown(props.name);
    set_text(props.name);
  }
  const take = () => text !== props.name && props.on_change(text.trim());
  return (
    <TextField className={css.number!} value={text} onChange={set_text} maxLength={200}>
      <Label className={css.label!}>{m.measure_name()}</Label>
      <Input
        className={`${css.input} ${css.bordered}`}
        placeholder={props.placeholder}
        onBlur={take}
        onKeyDown={(event) => event.key === "Enter" && take()}
      />
    </TextField>
  );
}

/** First and last day of the works; either may stay open. */
export function PeriodFields({ draft, on_change }: { draft: Draft; on_change: (draft: Draft) => void }) {
  const set = (part: "from" | "until", value: string) => {
    const { from, until }: Draft = { ...draft, [part]: value || null };
    // The day just typed stands; the other one follows where it would come before the beginning.
    const turned = from !== null && until !== null && from > until;
    on_change({ ...draft, from: turned ? value : from, until: turned ? value : until });
  };
  return (
    <fieldset className={css.period}>
      <legend>{m.measure_period()}</legend>
      {(["from", "until"] as const).map((part) => (
        <label key={part}>
          <span className={css.label}>{part === "from" ? m.period_from() : m.period_until()}</span>
          <input
            type="date"
            className={`${css.input} ${css.bordered}`}
            value={draft[part] ?? ""}
            onChange={(event) => set(part, event.target.value)}
          />
        </label>
      ))}
    </fieldset>
  );
}
