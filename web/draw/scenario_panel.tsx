import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo, useState } from "react";
import { Button } from "react-aria-components";
import { measure_type_by_id } from "../../data/catalog/index.ts";
import { useMayPlan } from "../account/account_api.ts";
import type { Finding } from "../client.ts";
import { Lessons, LessonsBelow } from "../lesson/lessons.tsx";
import { bounds_of } from "../map/bounds.ts";
import { ReactionSection } from "../reaction/reaction_section.tsx";
import { ReviewSection } from "../review/review_section.tsx";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { number } from "../text/number.ts";
import { fly_to, useCell } from "../ui/bus.ts";
import { Go, IconButton } from "../ui/controls.tsx";
import { Numbers, Panel } from "../ui/panel.tsx";
import { Empty, Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import { narrow_query, useMedia } from "../ui/use_media.ts";
import { VerdictMark, verdict_word } from "../ui/verdict.tsx";
import { draw_api, type Scenario } from "./draw_api.ts";
import { maybe, open_drawing } from "./draw_state.ts";
import { worst_verdict } from "./figure.ts";
import { MeasureSymbol } from "./measure_symbol.tsx";
import { draft_amount, measure_name, type_name } from "./measure_words.ts";
import css from "./rows.module.css";
import { ScenarioMenu } from "./scenario_menu.tsx";
import { ScenarioTabs } from "./scenario_tabs.tsx";

const shown_at_once = 60;

/** The findings of a scenario by measure; the worst first, so the first page tells what matters. */
function findings_by_measure(findings: readonly Finding[]): Map<number, Finding[]> {
  const out = new Map<number, Finding[]>();
  for (const finding of findings) {
    for (const { kind, id } of [finding.a, finding.b]) {
      if (kind === "measure" && id !== null) out.set(id, [...(out.get(id) ?? []), finding]);
    }
  }
  return out;
}

/** The tabs once it is known which there are; the measures meanwhile. */
function ScenarioBody({ scenario, children }: { scenario: Scenario | undefined; children: ReactNode }) {
  return scenario ? <ScenarioTabs scenario={scenario}>{children}</ScenarioTabs> : children;
}

/** A scenario: what it holds, how it stands, each measure with its worst verdict. */
export function ScenarioPanel({ scenario_id, on_back }: { scenario_id: number; on_back: () => void }) {
  const may_plan = useMayPlan();
  const { locale } = useLocale();
  const session = useCell(open_drawing);
  const book = useCell(maybe(session?.book));
  const load = useCell(maybe(session?.load));
  const version = useCell(maybe(session?.findings_version));
  const [most, set_most] = useState(shown_at_once);
  const narrow = useMedia(narrow_query);
  const scenario = useQuery({
    queryKey: ["scenario", scenario_id],
    queryFn: () => draw_api.scenario(scenario_id),
  });
  const findings = useQuery({
    queryKey: ["scenario_findings", scenario_id, version],
    queryFn: () => draw_api.findings(scenario_id, null, 500),
    placeholderData: (before) => before,
    enabled: load?.kind === "ready",
  });
  const by_measure = useMemo(() => findings_by_measure(findings.data?.findings ?? []), [findings.data]);
  const title = scenario.data?.name ?? "…";
  if (scenario.isError || load?.kind === "failed") {
    return (
      <Panel
        of={`scenario-${scenario_id}`}
        on_back={on_back}
        kicker={m.scenario_word()}
        title={m.scenario_word()}
      >
        <Failed
          error={scenario.error ?? (load?.kind === "failed" ? load.error : null)}
          retry={() => {
            void scenario.refetch();
            void session?.reload();
          }}
        />
      </Panel>
    );
  }
  if (!session || !book || load?.kind !== "ready") {
    return (
      <Panel of={`scenario-${scenario_id}`} on_back={on_back} kicker={m.scenario_word()} title={title}>
        <Loading rows={8} />
      </Panel>
    );
  }
  const count = (verdict: string) =>
    (findings.data?.summary ?? [])
      .filter((row) => row.kind === "conflict" && row.verdict === verdict)
      .reduce((sum, row) => sum + Number(row.findings), 0);
  const measures = [...book.wanted];
  return (
    <Panel
      of={`scenario-${scenario_id}`}
      on_back={on_back}
      kicker={m.scenario_word()}
      title={title}
      actions={
        measures.length > 0 && (
          <IconButton
            icon="fit"
            label={m.action_show_on_map()}
            on_press={() => fly_to(bounds_of(measures.map(([, { geometry }]) => geometry)))}
          />
        )
      }
    >
      <Numbers
        items={[
          { label: m.number_measures(), value: number(measures.length, locale) },
          {
            label: m.number_violated(),
            value: (
              <>
                <VerdictMark verdict="violated" size={15} />
                {findings.data ? number(count("violated"), locale) : "–"}
              </>
            ),
          },
          {
            label: m.number_possible(),
            value: (
              <>
                <VerdictMark verdict="possible" size={15} />
                {findings.data ? number(count("possible"), locale) : "–"}
              </>
            ),
          },
        ]}
      />
      <LessonsBelow about="scenario" about_id={String(scenario_id)} />
      {scenario.data && <ScenarioMenu key={scenario.data.version} scenario={scenario.data} />}
      <ScenarioBody scenario={scenario.data}>
        {measures.length === 0 ? (
          <Empty icon="pen" title={m.scenario_empty_title()}>
            {may_plan ? (
              <p>{narrow ? m.scenario_empty_text_narrow() : m.scenario_empty_text()}</p>
            ) : (
              <>
                <p>{m.scenario_empty_read()}</p>
                <p>
                  <Go to="/draw">{m.scenario_others()}</Go>
                </p>
              </>
            )}
          </Empty>
        ) : (
          <section className={ui.stack}>
            <ul className={css.rows}>
              {measures.slice(0, most).map(([key, draft]) => {
                const id = book.stored.get(key)?.id;
                const own = id === undefined ? undefined : by_measure.get(id);
                const type = measure_type_by_id(draft.measure_type);
                const worst = findings.data ? worst_verdict(own ?? []) : null;
                return (
                  <li key={key}>
                    <Go to={`/draw/${scenario_id}/measures/${id ?? key}`} className={css.row}>
                      {type && <MeasureSymbol type={type} />}
                      <span className={css.row_text}>
                        <strong>{measure_name(draft, locale)}</strong>
                        <span className={ui.caption}>
                          {[
                            draft.name ? type_name(draft.measure_type, locale) : null,
                            draft_amount(draft, locale),
                          ]
                            .filter(Boolean)
                            .join(" · ")}
                        </span>
                      </span>
                      {worst && (
                        <span className={css.row_verdict}>
                          <VerdictMark verdict={worst} />
                          <span className="visually_hidden">{verdict_word(worst)}</span>
                        </span>
                      )}
                    </Go>
                  </li>
                );
              })}
            </ul>
            {measures.length > most && (
              <Button className={ui.button!} onPress={() => set_most(most + 200)}>
                {m.list_show_more({ count: number(measures.length - most, locale) })}
              </Button>
            )}
          </section>
        )}
      </ScenarioBody>
      <Lessons about="scenario" about_id={String(scenario_id)} />
      <ReviewSection scenario_id={scenario_id} />
      <ReactionSection
        scenario_id={scenario_id}
        measures={measures.flatMap(([key, draft]) => {
          const id = book.stored.get(key)?.id;
          return id === undefined ? [] : [{ id, name: measure_name(draft, locale) }];
        })}
      />
    </Panel>
  );
}
