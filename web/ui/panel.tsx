import { type ReactNode, useEffect, useRef } from "react";
import * as m from "../text/compiled/messages.js";
import { IconButton } from "./controls.tsx";
import css from "./panel.module.css";
import ui from "./ui.module.css";

export interface PanelProps {
  readonly kicker: ReactNode;
  readonly title: ReactNode;
  /** Changes when another thing is shown: the heading then takes the focus and the scroll starts anew. */
  readonly of: string;
  readonly on_back?: () => void;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** The right-hand detail: one thing at a time, with the way back. */
export function Panel({ kicker, title, of, on_back, actions, children }: PanelProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new thing, not a new title, moves the focus
  useEffect(() => {
    // On the first load the focus stays where the browser put it.
    if (!first.current || document.activeElement === document.body)
      heading.current?.focus({ preventScroll: true });
    first.current = false;
  }, [of]);
  return (
    <article className={css.panel}>
      <header className={css.head}>
        <div className={css.kicker_row}>
          {on_back && <IconButton icon="back" label={m.action_back()} shortcut="Esc" on_press={on_back} />}
          <p className={ui.caption}>{kicker}</p>
          <span className={css.actions}>{actions}</span>
        </div>
        <h1 ref={heading} tabIndex={-1} className={css.title}>
          {title}
        </h1>
      </header>
      <div className={css.body}>{children}</div>
    </article>
  );
}

/** The three numbers that matter. */
export function Numbers({ items }: { items: readonly { label: string; value: ReactNode }[] }) {
  return (
    <dl className={ui.numbers}>
      {items.map(({ label, value }) => (
        <div key={label} className={ui.number}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
