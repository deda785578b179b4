import { topic_names } from "../../data/catalog/topic_names.ts";
import type { Finding } from "../client.ts";
import css from "../finding/finding.module.css";
import { FindingCard } from "../finding/finding_card.tsx";
import { group_findings } from "../finding/group_findings.ts";
import { group_hidden } from "../finding/group_hidden.ts";
import { HiddenGroups } from "../finding/hidden_groups.tsx";
import { layer_name } from "../layer/layer_by_id.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { number } from "../text/number.ts";
import { Empty } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import type { OverlapCheck } from "./check_api.ts";

/** Of the dig itself and of what is to be laid nothing is stored: there is no page of such a finding. */
const is_stored = ({ a, b }: Finding) => ![a, b].some(({ kind, id }) => kind === "measure" && id === 0);

/** The findings of a check by pair of layers and topic, worst first. */
export function CheckFindings({ check }: { check: OverlapCheck }) {
  const { locale } = useLocale();
  const { findings, findings_total } = check;
  if (findings.length === 0) {
    return (
      <Empty icon="check" title={m.findings_none_title()}>
        <p>{m.findings_none_text()}</p>
      </Empty>
    );
  }
  const { seen, hidden } = group_hidden(findings);
  return (
    <div className={ui.stack}>
      {group_findings(seen).map((group) => (
        <section key={group.key} className={ui.stack}>
          <h3>
            {layer_name(group.layers[0], locale)} – {layer_name(group.layers[1], locale)}
            <span className={ui.caption}> {topic_names[group.topic]?.[locale] ?? group.topic}</span>
          </h3>
          <ul className={css.list}>
            {group.findings.slice(0, 8).map((finding) => (
              <FindingCard key={finding.id} finding={finding} linked={is_stored(finding)} />
            ))}
          </ul>
          {group.findings.length > 8 && (
            <p className={ui.caption}>
              {m.list_more({ shown: 8, total: number(group.findings.length, locale) })}
            </p>
          )}
        </section>
      ))}
      <HiddenGroups groups={hidden} linked={hidden.every((group) => group.findings.every(is_stored))} />
      {check.findings_truncated && (
        <p className={ui.caption}>{m.check_findings_many({ count: number(findings_total, locale) })}</p>
      )}
      {findings_total > findings.length && (
        <p className={ui.caption}>
          {m.list_more({ shown: findings.length, total: number(findings_total, locale) })}
        </p>
      )}
    </div>
  );
}
