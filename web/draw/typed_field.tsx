import { useState } from "react";
import { Input, Label, TextField } from "react-aria-components";
import css from "./form.module.css";

/** A field that is taken when it is left or Enter is pressed; what cannot be read goes back to what was. */
export function TypedField(props: {
  label: string;
  shown: string;
  take: (text: string) => boolean | Promise<boolean>;
}) {
  const [text, set_text] = useState(props.shown);
  const [was, set_was] = useState(props.shown);
  if (was !== props.shown) {
    set_was(props.shown);
    set_text(props.shown);
  }
  const take = async () => {
    if (text !== props.shown && !(await props.take(text))) set_text(props.shown);
  };
  return (
    <TextField value={text} onChange={set_text} aria-label={props.label}>
      <Label className="visually_hidden">{props.label}</Label>
      <Input
        className={`${css.input} ${css.bordered} ${css.small}`}
        onBlur={() => void take()}
        onKeyDown={(event) => event.key === "Enter" && void take()}
      />
    </TextField>
  );
}
