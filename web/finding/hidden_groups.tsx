import { type ReactNode, useState } from "react";
import { layer_name } from "../layer/layer_by_id.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { number } from "../text/number.ts";
import { Icon } from "../ui/icon.tsx";
import ui from "../ui/ui.module.css";
import { VerdictMark, verdict_word } from "../ui/verdict.tsx";
import css from "./finding.module.css";
import { FindingCard } from "./finding_card.tsx";
import type { HiddenGroup } from "./group_hidden.ts";

/** What is known of things that the reader may not see: one line per owner and layer, why no more, and what to do. */
export function HiddenGroups(props: {
  groups: readonly HiddenGroup[];
  /** Are the findings stored, so that each has a page to ask on? */
  linked: boolean;
  children?: ReactNode;
}) {
  const { groups, linked, children } = props;
  if (groups.length === 0) return null;
  return (
    <section className={ui.stack} data-testid="hidden_findings">
      <h3>
        <Icon name="lock" size={14} /> {m.hidden_title()}
      </h3>
      <p className={ui.caption}>{m.hidden_why()}</p>
      <ul className={css.list}>
        {groups.map((group) => (
          <HiddenLine key={group.key} group={group} linked={linked} />
        ))}
      </ul>
      <p className={ui.caption}>{linked ? m.hidden_do() : m.hidden_do_unsaved()}</p>
      {children}
    </section>
  );
}

function HiddenLine({ group, linked }: { group: HiddenGroup; linked: boolean }) {
  const { locale } = useLocale();
  const [open, set_open] = useState(false);
  const { layer, owner, kind, worst, findings } = group;
  return (
    <li className={css.group} data-testid="hidden_line">
      {/* A plain button: lines are drawn anew with each answer while one drags. */}
      <button type="button" className={css.group_button} aria-expanded={open} onClick={() => set_open(!open)}>
        <VerdictMark verdict={worst} kind={kind} />
        <span className={css.group_title}>{layer_name(layer, locale)}</span>
        <span className={css.group_counts}>
          <span>{owner ?? m.not_known()}</span>
          <span className="visually_hidden">{verdict_word(worst)}</span>
          <span>{m.hidden_rules({ count: number(findings.length, locale) })}</span>
        </span>
        <Icon name="chevron" size={16} />
      </button>
      {open && (
        <div className={css.group_body}>
          <ul className={css.list}>
            {findings.map((finding) => (
              <FindingCard key={finding.id} finding={finding} linked={linked} />
            ))}
          </ul>
        </div>
      )}
    </li>
  );
}

/** What lies in a street that the reader may not see, once per owner and layer: there may be findings with it. */
export function HiddenHere({
  hidden,
}: {
  hidden: readonly { layer: string; owner: string; verdict: string; within_m: number }[];
}) {
  const { locale } = useLocale();
  if (hidden.length === 0) return null;
  return (
    <section className={ui.stack} data-testid="hidden_here">
      <h3>
        <Icon name="lock" size={14} /> {m.hidden_title()}
      </h3>
      <ul className={css.list}>
        {hidden.map(({ layer, owner, verdict }) => (
          <li key={`${owner} ${layer}`} className={`${css.edged} ${css.card}`} data-verdict={verdict}>
            <VerdictMark verdict={verdict} />
            <span>
              <span className="visually_hidden">{verdict_word(verdict)}: </span>
              <strong>{layer_name(layer, locale)}</strong> · {owner}
            </span>
          </li>
        ))}
      </ul>
      <p className={ui.caption}>
        {m.hidden_here({ distance: Math.max(...hidden.map((one) => one.within_m)) })}
      </p>
    </section>
  );
}
