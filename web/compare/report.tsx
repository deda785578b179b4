import { useQueries, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type Bounds, client, type Finding } from "../client.ts";
import { draw_api } from "../draw/draw_api.ts";
import { phase_name } from "../draw/phase_list.tsx";
import { scenario_api } from "../draw/scenario_api.ts";
import { finding_sentence } from "../finding/finding_sentence.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { date, number } from "../text/number.ts";
import page from "../ui/page.module.css";
import { Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import { VerdictMark, verdict_word } from "../ui/verdict.tsx";
import css from "./compare.module.css";
import { type Column, type Comparison, compare_api } from "./compare_api.ts";
import { plan_picture } from "./plan_canvas.ts";
import { plan_features, plan_style } from "./plan_map.ts";
import { ReportSections } from "./report_sections.tsx";
import { ReportSources } from "./report_sources.tsx";
import { type Plans, usePlans } from "./use_plans.ts";

const picture_size = { width: 640, height: 400 };
/** What a reader still goes through on paper; how many there are stands above the list. */
const lines_per_scenario = 60;

/** Findings that read the same in the same street, one line for all of them, in their order. */
function same_said(findings: readonly Finding[], say: (finding: Finding) => string) {
  const lines = new Map<string, { finding: Finding; said: string; count: number }>();
  for (const finding of findings) {
    const said = say(finding);
    const key = `${finding.street_id} ${finding.verdict} ${said}`;
    const line = lines.get(key);
    if (line) line.count++;
    else lines.set(key, { finding, said, count: 1 });
  }
  return [...lines.values()];
}

/** What only the report has before its tables: what is compared, and each scenario on the map. */
export function ReportHead({ comparison, district }: { comparison: Comparison; district: string | null }) {
  const { locale } = useLocale();
  const planned = comparison.scenarios.filter((column) => column.id !== null);
  const ids = planned.map((column) => column.id as number);
  const phases = useQueries({
    queries: ids.map((id) => ({ queryKey: ["phases", id], queryFn: () => scenario_api.phases(id) })),
  });
  // On paper the light theme: dark ground costs ink and hides lines.
  const plans = usePlans(ids, district, "light");
  return (
    <section className={`${page.block} ${page.long}`}>
      <p className={ui.quiet}>
        {m.report_made({
          date: date(new Date().toISOString(), locale),
          place: comparison.district?.name ?? m.compare_whole_town(),
          pact: comparison.pact_version,
        })}
      </p>
      {planned.map((column, place) => (
        <article key={column.id} className={css.plan}>
          <h2>{column.name}</h2>
          {column.description && <p>{column.description}</p>}
          <p className={ui.quiet}>
            {[
              m.phase_measures({ count: number(column.measure_count, locale) }),
              ...(phases[place]?.data?.phases ?? []).map(phase_name),
            ].join(" · ")}
          </p>
          {plans && <Picture plans={plans} id={column.id as number} name={column.name} />}
        </article>
      ))}
    </section>
  );
}

function Picture({ plans, id, name }: { plans: Plans; id: number; name: string }) {
  const [picture, set_picture] = useState<string | null>(null);
  const [failed, set_failed] = useState(false);
  const measures = plans.measures.get(id);
  const place = plans.bounds.join(",");
  const { theme, data_version, latitude_deg } = plans.view;
  useEffect(() => {
    let wanted = true;
    const style = plan_style({ theme, data_version, latitude_deg }, plan_features(measures ?? []));
    plan_picture(style, place.split(",").map(Number) as Bounds, picture_size, name).then(
      (made) => wanted && set_picture(made),
      () => wanted && set_failed(true),
    );
    return () => {
      wanted = false;
    };
  }, [measures, place, theme, data_version, latitude_deg, name]);
  if (failed) return <p className={ui.quiet}>{m.compare_map_none()}</p>;
  if (!picture) return <div className={css.picture_wait} data-waiting="" />;
  return <img className={css.picture} src={picture} alt={m.report_map_of({ name })} />;
}

/** What only the report has after its tables: sections, what is still open, where all of it comes from. */
export function ReportTail({ comparison, district }: { comparison: Comparison; district: string | null }) {
  const planned = comparison.scenarios.filter((column) => column.id !== null);
  return (
    <>
      <ReportSections columns={planned} district={district} />
      <OpenFindings columns={planned} district={district} />
      <ReportSources comparison={comparison} />
    </>
  );
}

/** Too close, or perhaps: what is unknown is no clash yet. */
const may_clash = (verdict: string): boolean => verdict === "violated" || verdict === "possible";
const is_open = ({ kind, verdict, rule }: Finding): boolean =>
  kind === "conflict" && may_clash(verdict) && rule.topic !== "notify";

/** As many as the column counts; listed are those in the streets of the district. */
function OpenFindings({ columns, district }: { columns: readonly Column[]; district: string | null }) {
  const { locale } = useLocale();
  const ids = columns.map((column) => column.id as number);
  const compared = useQuery({
    queryKey: ["compared_streets", ids.join(","), district],
    queryFn: () => compare_api.streets(ids, district),
  });
  const inside = new Set(compared.data?.streets.map((street) => street.street_id));
  const streets = useQuery({ queryKey: ["streets", "all"], queryFn: () => client.streets({ limit: 1000 }) });
  const lists = useQueries({
    queries: columns.map(({ id }) => ({
      queryKey: ["scenario_findings", id, "report"],
      queryFn: () => draw_api.findings(id as number, null, 500),
    })),
  });
  const street_name = (id: string | null) =>
    streets.data?.streets.find((street) => street.id === id)?.name ?? "";
  return (
    <section className={`${page.block} ${page.long}`}>
      <h2>{m.report_findings_title()}</h2>
      {columns.map((column, place) => {
        const list = lists[place]?.data;
        if (!list || !compared.data) return <Loading key={column.id} rows={4} />;
        const open = list.findings.filter(
          (one) =>
            is_open(one) && (district === null || (one.street_id !== null && inside.has(one.street_id))),
        );
        const total = column.findings
          .filter(({ kind, verdict, notify }) => kind === "conflict" && may_clash(verdict) && !notify)
          .reduce((sum, row) => sum + row.findings, 0);
        const lines = same_said(open, (one) => finding_sentence(one, locale)).slice(0, lines_per_scenario);
        const shown = lines.reduce((sum, { count }) => sum + count, 0);
        return (
          <div key={column.id} className={css.findings}>
            <h3>{column.name}</h3>
            <p className={ui.quiet}>
              {total === 0
                ? m.report_findings_none()
                : m.report_findings_count({ shown: number(shown, locale), total: number(total, locale) })}
            </p>
            <ul>
              {lines.map(({ finding, said, count }) => (
                <li key={finding.id}>
                  <VerdictMark verdict={finding.verdict} size={12} />{" "}
                  <span className="visually_hidden">{verdict_word(finding.verdict)}</span>
                  {said}
                  {finding.street_id && (
                    <span className={ui.quiet}>{` ${street_name(finding.street_id)}`}</span>
                  )}
                  {count > 1 && <strong>{` ${m.report_times({ count: number(count, locale) })}`}</strong>}
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </section>
  );
}
