import type { Verdict } from "../client.ts";
import * as m from "../text/compiled/messages.js";
import css from "./verdict.module.css";

export const verdicts: readonly Verdict[] = ["violated", "possible", "unknown", "clear"];

/** The verdict in a word of the reader's language. */
export const verdict_word = (verdict: string): string =>
  verdict === "violated"
    ? m.verdict_violated()
    : verdict === "possible"
      ? m.verdict_possible()
      : verdict === "clear"
        ? m.verdict_clear()
        : m.verdict_unknown();

/** The verdict's shape and colour; always beside its word. */
export function VerdictMark({ verdict, kind, size = 14 }: { verdict: string; kind?: string; size?: number }) {
  const colour = `var(--${kind === "synergy" ? "synergy" : verdict})`;
  const common = { fill: colour };
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
      style={{ flex: "none" }}
    >
      {kind === "synergy" ? (
        <path
          d="M5 4L1 8l4 4 M11 4l4 4-4 4 M1.500 8h13"
          fill="none"
          stroke={colour}
          strokeWidth="2"
          strokeLinejoin="round"
          strokeLinecap="round"
        />
      ) : verdict === "violated" ? (
        <path d="M8 1.500L15.500 14.500H.5Z" {...common} />
      ) : verdict === "possible" ? (
        <path d="M8 .8L15.200 8 8 15.200.8 8Z" {...common} />
      ) : verdict === "clear" ? (
        <circle cx="8" cy="8" r="6.500" {...common} />
      ) : (
        <>
          <circle cx="8" cy="8" r="7" fill="none" stroke={colour} strokeWidth="1.500" />
          <text x="8" y="11.800" textAnchor="middle" fontSize="11" fontWeight="700" fill={colour}>
            ?
          </text>
        </>
      )}
    </svg>
  );
}

/** What a finding is called: a chance or a point of attention by its kind, a clash by its verdict. */
export const finding_word = (verdict: string, kind?: string): string =>
  kind === "synergy" ? m.kind_synergy() : kind === "attention" ? m.kind_attention() : verdict_word(verdict);

/** Shape, colour and word, as a badge. */
export function VerdictBadge({ verdict, kind }: { verdict: string; kind?: string }) {
  const word = finding_word(verdict, kind);
  return (
    <span className={css.badge} data-verdict={kind === "synergy" ? "synergy" : verdict}>
      <VerdictMark verdict={verdict} {...(kind ? { kind } : {})} />
      {word}
    </span>
  );
}
