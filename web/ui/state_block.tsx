import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import { Problem } from "../client.ts";
import * as m from "../text/compiled/messages.js";
import { Icon, type IconName } from "./icon.tsx";
import css from "./state_block.module.css";

/** Grey bars of the size of what will come, so that nothing jumps when it does. */
export function Loading({ rows = 5, label }: { rows?: number; label?: string }) {
  return (
    <div className={css.loading} role="status" aria-label={label ?? m.state_loading()}>
      {Array.from({ length: rows }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars are alike and never move
        <span key={i} className={css.bar} style={{ width: `${92 - ((i * 17) % 40)}%` }} />
      ))}
    </div>
  );
}

export function Empty({
  icon = "info",
  title,
  children,
}: {
  icon?: IconName;
  title: string;
  children?: ReactNode;
}) {
  return (
    <div className={css.block}>
      <Icon name={icon} size={24} />
      <h3>{title}</h3>
      {children}
    </div>
  );
}

/** What happened, what is safe, what to do. */
export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const problem = error instanceof Problem ? error : null;
  const offline = problem?.status === 0;
  const missing = problem?.status === 404;
  // Asked for a rest: nothing is wrong.
  const resting = problem?.code === "too_many_questions";
  if (resting)
    return (
      <div className={css.block} role="status">
        <Icon name="info" size={24} />
        <h3>{m.state_resting_title()}</h3>
        <p>{m.state_resting_text({ seconds: Number(problem.body.retry_after_s ?? 1) })}</p>
        {retry && (
          <Button className={css.button} onPress={retry}>
            {m.state_retry()}
          </Button>
        )}
      </div>
    );
  return (
    <div className={css.block} role="alert">
      <Icon name="warning" size={24} />
      <h3>
        {offline ? m.state_offline_title() : missing ? m.state_missing_title() : m.state_failed_title()}
      </h3>
      <p>{offline ? m.state_offline_text() : missing ? m.state_missing_text() : m.state_failed_text()}</p>
      {problem && !offline && !missing && (
        <p className={css.detail}>
          {problem.message} ({problem.code})
        </p>
      )}
      {retry && !missing && (
        <Button className={css.button} onPress={retry}>
          {m.state_retry()}
        </Button>
      )}
    </div>
  );
}
