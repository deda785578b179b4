import type { ReactNode } from "react";
import { Input, Label, Text, TextField } from "react-aria-components";
import form from "../draw/form.module.css";

/** A field with its label above it and what one should know below it. */
export function FormField(props: {
  label: string;
  value: string;
  on_change: (value: string) => void;
  type?: "text" | "email" | "password" | "date";
  autocomplete?: string;
  hint?: ReactNode;
  least?: number;
}) {
  return (
    <TextField
      className={form.number!}
      value={props.value}
      onChange={props.on_change}
      type={props.type ?? "text"}
      isRequired
      {...(props.autocomplete ? { autoComplete: props.autocomplete } : { autoComplete: "off" })}
      {...(props.least ? { minLength: props.least } : {})}
    >
      <Label className={form.label!}>{props.label}</Label>
      <Input className={`${form.input} ${form.bordered}`} />
      {props.hint && (
        <Text slot="description" className={form.label!}>
          {props.hint}
        </Text>
      )}
    </TextField>
  );
}
