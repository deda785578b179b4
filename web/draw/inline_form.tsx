import type { ReactNode } from "react";
import css from "./form.module.css";

/** Fields in a row with the button that takes them, which Enter in any of them presses. */
export function InlineForm({ on_take, children }: { on_take: () => void; children: ReactNode }) {
  return (
    <form
      className={css.inline}
      onSubmit={(event) => {
        event.preventDefault();
        on_take();
      }}
    >
      {children}
    </form>
  );
}
