import { type ReactNode, useId } from "react";
import { Button, Form } from "react-aria-components";
import ui from "../ui/ui.module.css";
import css from "./account.module.css";
import { Trouble } from "./trouble.tsx";

/** What a form asks of the mutation that it starts. */
interface Sending {
  readonly isPending: boolean;
  readonly error: unknown;
  readonly mutate: () => void;
}

/** The frame of the small forms about people and rights: heading, fields, what went wrong, one button, and what comes of it. */
export function AccountForm(props: {
  title?: string;
  level?: 2 | 3;
  action: string;
  /** Not the one thing that the page is for. */
  aside?: boolean;
  sending: Sending;
  children: ReactNode;
  result?: ReactNode;
}) {
  const id = useId();
  const Heading = props.level === 3 ? "h3" : "h2";
  return (
    <Form
      className={css.form!}
      {...(props.title ? { "aria-labelledby": id } : {})}
      onSubmit={(event) => {
        event.preventDefault();
        props.sending.mutate();
      }}
    >
      {props.title && <Heading id={id}>{props.title}</Heading>}
      {props.children}
      {props.sending.error != null && <Trouble error={props.sending.error} />}
      <div className={ui.row}>
        <Button
          type="submit"
          className={props.aside ? ui.button! : ui.primary!}
          isDisabled={props.sending.isPending}
        >
          {props.action}
        </Button>
      </div>
      {props.result}
    </Form>
  );
}
