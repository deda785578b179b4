import { useState } from "react";
import { Button, ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { topic_names } from "../../data/catalog/topic_names.ts";
import type { Finding } from "../client.ts";
import { layer_name } from "../layer/layer_by_id.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { length, number } from "../text/number.ts";
import { Icon } from "../ui/icon.tsx";
import { Empty, Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import { finding_word, VerdictMark, verdict_word } from "../ui/verdict.tsx";
import css from "./finding.module.css";
import { FindingCard } from "./finding_card.tsx";
import { type FindingGroup, group_findings } from "./group_findings.ts";
import { group_hidden } from "./group_hidden.ts";
import { HiddenGroups, HiddenHere } from "./hidden_groups.tsx";
import { type FindingsSource, useFindings } from "./use_findings.ts";

const shown_at_once = 20;
const filters = ["violated", "possible", "unknown"] as const;
/** What a chip shows: verdicts of conflicts as the tiles above count them, and the other kinds by their own name. */
const chips = [...filters, "attention", "synergy"] as const;
type Chip = (typeof chips)[number];

const chip_of = ({ kind, verdict }: Pick<Finding, "kind" | "verdict">): Chip | null =>
  verdict === "clear" ? null : kind === "conflict" || verdict === "unknown" ? verdict : kind;
const chip_word = (chip: Chip): string =>
  chip === "attention"
    ? m.findings_attention()
    : chip === "synergy"
      ? m.findings_synergy()
      : verdict_word(chip);

/** Findings of a street or a delivery: summary first, by pair of layers and topic, worst first, then each. */
export function FindingGroups({ source }: { source: FindingsSource }) {
  const { locale } = useLocale();
  const [chosen, choose] = useState<Chip | null>(null);
  const { findings, total, summary, hidden_here, pending, error, retry } = useFindings(source);
  if (error) return <Failed error={error} retry={retry} />;
  if (pending) return <Loading rows={8} />;
  if (findings.length === 0) {
    return (
      <div className={ui.stack}>
        <Empty icon={hidden_here.length > 0 ? "info" : "check"} title={m.findings_none_title()}>
          <p>{hidden_here.length > 0 ? m.findings_none_seen() : m.findings_none_text()}</p>
        </Empty>
        <HiddenHere hidden={hidden_here} />
      </div>
    );
  }
  const count = (chip: Chip) =>
    summary.filter((row) => chip_of(row) === chip).reduce((sum, row) => sum + row.findings, 0);
  const { seen, hidden } = group_hidden(
    chosen ? findings.filter((one) => chip_of(one) === chosen) : findings,
  );
  const groups = group_findings(seen);
  return (
    <div className={ui.stack}>
      <ToggleButtonGroup
        className={css.filters!}
        aria-label={m.findings_filter()}
        selectionMode="single"
        selectedKeys={chosen ? [chosen] : []}
        onSelectionChange={(keys) => choose(([...keys][0] as Chip | undefined) ?? null)}
      >
        {chips
          .filter((chip) => count(chip) > 0)
          .map((chip) => (
            <ToggleButton key={chip} id={chip} className={css.filter!}>
              {chip !== "attention" && <VerdictMark verdict={chip} kind={chip} size={12} />}
              {chip_word(chip)} {number(count(chip), locale)}
            </ToggleButton>
          ))}
      </ToggleButtonGroup>
      <ul className={css.list}>
        {groups.map((group, i) => (
          <Group key={group.key} group={group} first={i === 0} />
        ))}
      </ul>
      <HiddenGroups groups={hidden} linked />
      <HiddenHere hidden={hidden_here} />
      {total > findings.length && (
        <p className={ui.caption}>{m.list_more({ shown: findings.length, total: number(total, locale) })}</p>
      )}
      <p className={ui.guidance}>
        <Icon name="info" size={16} />
        <span>{m.rule_guidance_note()}</span>
      </p>
    </div>
  );
}

function Group({ group, first }: { group: FindingGroup; first: boolean }) {
  const { locale } = useLocale();
  const [open, set_open] = useState(first);
  const [most, set_most] = useState(shown_at_once);
  const [a, b] = group.layers;
  return (
    <li className={css.group}>
      <Button className={css.group_button!} aria-expanded={open} onPress={() => set_open(!open)}>
        <VerdictMark verdict={group.worst} kind={group.kind} />
        <span className={css.group_title}>
          {layer_name(a, locale)} – {layer_name(b, locale)}
        </span>
        <span className={css.group_counts}>
          <span>{topic_names[group.topic]?.[locale] ?? group.topic}</span>
          {group.kind === "synergy" ? (
            <span>
              <VerdictMark verdict={group.worst} kind="synergy" size={10} />
              {number(group.findings.length, locale)}
              <span className="visually_hidden"> {m.findings_synergy()}</span>
            </span>
          ) : (
            filters
              .filter((v) => group.counts[v] > 0)
              .map((v) => (
                <span key={v}>
                  <VerdictMark verdict={v} kind={group.kind} size={10} />
                  {number(group.counts[v], locale)}
                  <span className="visually_hidden"> {finding_word(v, group.kind)}</span>
                </span>
              ))
          )}
          {group.stretch_m >= 1 && <span>{length(group.stretch_m, locale)}</span>}
        </span>
        <Icon name="chevron" size={16} />
      </Button>
      {open && (
        <div className={css.group_body}>
          <ul className={css.list}>
            {group.findings.slice(0, most).map((finding) => (
              <FindingCard key={finding.id} finding={finding} />
            ))}
          </ul>
          {group.findings.length > most && (
            <Button className={ui.button!} onPress={() => set_most(most + 50)}>
              {m.list_show_more({ count: number(group.findings.length - most, locale) })}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
