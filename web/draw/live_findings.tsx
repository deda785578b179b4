import { memo, useCallback, useEffect, useRef, useState } from "react";
import { Button } from "react-aria-components";
import type { MeasureType, WayOut } from "../../data/catalog/types.ts";
import { way_out_names } from "../../data/catalog/way_out_names.ts";
import type { Finding } from "../client.ts";
import finding_css from "../finding/finding.module.css";
import { Derivation, RuleBlock } from "../finding/finding_panel.tsx";
import { FindingScale } from "../finding/finding_scale.tsx";
import { finding_sentence } from "../finding/finding_sentence.ts";
import { type FindingGroup, group_findings } from "../finding/group_findings.ts";
import { group_hidden } from "../finding/group_hidden.ts";
import { HiddenGroups } from "../finding/hidden_groups.tsx";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { length, metres, number } from "../text/number.ts";
import { hover, lights_up, useCell } from "../ui/bus.ts";
import { Icon } from "../ui/icon.tsx";
import { Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import { finding_word, VerdictMark } from "../ui/verdict.tsx";
import type { Figure } from "./figure.ts";
import { is_described } from "./known_things.ts";
import { worst_first } from "./live.ts";
import css from "./live_findings.module.css";
import { positions_of } from "./shape_edit.ts";
import { shifts_for, takeable } from "./way_out.ts";

export interface LiveFindingsProps {
  readonly findings: readonly Finding[];
  /** The shape that they are about; it may have moved on. */
  readonly asked: Figure | null;
  readonly type: MeasureType;
  readonly own_id: number | null;
  /** Takes a way out of these findings; null while drawing, when there is nothing to change yet. */
  readonly on_way_out: ((way: WayOut, finding: Finding) => Promise<string>) | null;
}

const shown_at_once = 12;

/**
 * The findings of the shape in hand, the worst first; what concerns the same pair of layers is one card.
 * Drawn anew only with other findings: the shape moves more often than the server answers.
 */
export function LiveFindings({ on_way_out, ...rest }: LiveFindingsProps) {
  const latest = useRef(on_way_out);
  latest.current = on_way_out;
  const take = useCallback((way: WayOut, finding: Finding) => latest.current!(way, finding), []);
  return <FindingCards {...rest} on_way_out={on_way_out ? take : null} />;
}

const FindingCards = memo(({ findings, asked, type, own_id, on_way_out }: LiveFindingsProps) => {
  const [most, set_most] = useState(shown_at_once);
  const { locale } = useLocale();
  const said = findings.filter(({ verdict, kind }) => verdict !== "clear" || kind !== "conflict");
  const { seen, hidden } = group_hidden(worst_first(said));
  const groups = group_findings(seen);
  const conflicts = groups.filter(({ kind }) => kind !== "synergy");
  const chances = groups.filter(({ kind }) => kind === "synergy");
  return (
    <div
      className={ui.stack}
      data-testid="live_findings"
      data-asked={asked ? String(positions_of(asked.shape)[0]) : undefined}
      data-count={findings.length}
    >
      <ul className={finding_css.list}>
        {conflicts.slice(0, most).map((group) => (
          <GroupCard key={group.key} {...{ group, type, own_id, on_way_out }} />
        ))}
      </ul>
      {conflicts.length > most && (
        <Button className={ui.button!} onPress={() => set_most(most + 50)}>
          {m.list_show_more({ count: number(conflicts.length - most, locale) })}
        </Button>
      )}
      <HiddenGroups groups={hidden} linked={false} />
      {conflicts.length === 0 && hidden.length === 0 && (
        <p className={css.clear}>
          <VerdictMark verdict="clear" size={16} />
          {m.live_none()}
        </p>
      )}
      {chances.length > 0 && (
        <section className={ui.stack}>
          <h3>{m.chances_title()}</h3>
          <ul className={finding_css.list}>
            {chances.map((group) => (
              <GroupCard key={group.key} {...{ group, type, own_id, on_way_out }} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
});

/** One pair of layers. Its buttons are plain ones: a dozen cards are drawn anew with each answer while one drags. */
function GroupCard(props: { group: FindingGroup } & Omit<LiveFindingsProps, "findings" | "asked">) {
  const { group, type, own_id, on_way_out } = props;
  const { locale } = useLocale();
  const [open, set_open] = useState(false);
  const [trying, set_trying] = useState<string | null>(null);
  const [outcome, set_outcome] = useState("");
  const worst = group.findings[0]!;
  const lit = useCell(hover);
  const here = lit?.kind === "finding" && group.findings.some(({ id }) => id === lit.id);
  // A card that goes while it is pointed at must not leave its mark on the map.
  const ids = useRef(group.findings);
  ids.current = group.findings;
  useEffect(
    () => () => {
      const left = hover.get();
      if (left?.kind === "finding" && ids.current.some(({ id }) => id === left.id)) hover.set(null);
    },
    [],
  );
  const ways = on_way_out ? takeable(worst, type) : [];
  const others = worst.rule.ways_out.filter((id) => !ways.some(({ way_out }) => way_out === id));
  const shift = shifts_for(worst, own_id)[0];
  const name = (way: WayOut): string =>
    way.way_out === "move" && shift
      ? m.way_out_move({ distance: metres(shift.length_m, locale) })
      : (way_out_names[way.way_out]?.[locale] ?? way.way_out);
  const take = async (way: WayOut) => {
    set_trying(way.way_out);
    set_outcome(await on_way_out!(way, worst));
    set_trying(null);
  };
  return (
    <li
      className={`${finding_css.edged} ${css.card} ${here ? finding_css.card_lit : ""}`}
      data-verdict={group.kind === "synergy" ? "synergy" : group.worst}
      data-testid="live_finding"
      {...lights_up({ kind: "finding", id: worst.id, finding: worst })}
    >
      <button type="button" className={css.card_button} aria-expanded={open} onClick={() => set_open(!open)}>
        <VerdictMark verdict={group.worst} kind={group.kind} size={15} />
        <span>
          <span className="visually_hidden">{finding_word(group.worst, group.kind)}: </span>
          {finding_sentence(worst, locale)}
        </span>
        <Icon name="chevron" size={14} />
      </button>
      {group.kind === "synergy" && (
        <p className={css.card_more}>
          {worst.stretch_m > 0 && `${m.chance_length({ length: length(worst.stretch_m, locale) })} `}
          {worst.rule.reason[locale]}
        </p>
      )}
      {group.findings.length > 1 && (
        <p className={css.card_more}>{m.live_more({ count: number(group.findings.length - 1, locale) })}</p>
      )}
      {ways.length > 0 && group.kind !== "synergy" && (
        <ul className={css.ways} aria-label={m.ways_out_title()}>
          {ways.map((way) => (
            <li key={way.way_out}>
              <button
                type="button"
                className={css.way}
                disabled={trying !== null}
                onClick={() => void take(way)}
              >
                {trying === way.way_out ? m.way_out_trying() : name(way)}
              </button>
            </li>
          ))}
        </ul>
      )}
      {outcome && (
        <p className={css.card_more} role="status">
          {outcome}
        </p>
      )}
      {open && !(is_described(worst.a) && is_described(worst.b)) && <Loading rows={4} />}
      {open && is_described(worst.a) && is_described(worst.b) && (
        <div className={css.card_body}>
          <FindingScale finding={worst} />
          <section className={ui.stack}>
            <h4>{m.derivation_title()}</h4>
            <Derivation finding={worst} locale={locale} />
          </section>
          {others.length > 0 && (
            <p className={ui.caption}>
              {m.way_out_also({
                ways: others.map((id) => way_out_names[id]?.[locale] ?? id).join(", "),
              })}
            </p>
          )}
          <RuleBlock finding={worst} locale={locale} />
        </div>
      )}
    </li>
  );
}
