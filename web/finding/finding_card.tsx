import type { Finding } from "../client.ts";
import { useLocale } from "../text/locale.tsx";
import { hover, lights_up, useCell } from "../ui/bus.ts";
import { Go } from "../ui/controls.tsx";
import { finding_word, VerdictMark } from "../ui/verdict.tsx";
import css from "./finding.module.css";
import { finding_sentence } from "./finding_sentence.ts";

/** One finding in a list: shape, word, sentence. Lights up with the map. `linked` false: it has no page of its own. */
export function FindingCard({ finding, linked = true }: { finding: Finding; linked?: boolean }) {
  const { locale } = useLocale();
  const lit = useCell(hover);
  const here = lit?.kind === "finding" && lit.id === finding.id;
  const content = (
    <>
      <VerdictMark verdict={finding.verdict} kind={finding.kind} />
      <span className="visually_hidden">{finding_word(finding.verdict, finding.kind)}: </span>
      <span>{finding_sentence(finding, locale)}</span>
    </>
  );
  const lights = {
    ...lights_up({ kind: "finding", id: finding.id, finding }),
    "data-verdict": finding.kind === "synergy" ? "synergy" : finding.verdict,
  };
  const look = `${css.edged} ${css.card} ${here ? css.card_lit : ""}`;
  if (!linked) {
    return (
      <li>
        <div className={look} {...lights}>
          {content}
        </div>
      </li>
    );
  }
  return (
    <li>
      <Go to={`/findings/${finding.id}`} className={look} lights={lights}>
        {content}
      </Go>
    </li>
  );
}
