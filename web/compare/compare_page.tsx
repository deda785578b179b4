import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { parseAsArrayOf, parseAsBoolean, parseAsInteger, parseAsString, useQueryState } from "nuqs";
import { lazy, Suspense, useState } from "react";
import { Button, ToggleButton } from "react-aria-components";
import { useSession } from "../account/account_api.ts";
import { draw_api } from "../draw/draw_api.ts";
import { NoScenario } from "../draw/no_scenario.tsx";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { Choose, Go } from "../ui/controls.tsx";
import { Icon } from "../ui/icon.tsx";
import page from "../ui/page.module.css";
import { Empty, Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import css from "./compare.module.css";
import { type Comparison, compare_api, type PactVersion, sheet_address } from "./compare_api.ts";
import { DecidesSection } from "./decides.tsx";
import { DistrictTable } from "./district_table.tsx";
import { IndicatorBars } from "./indicator_bars.tsx";
import { OpenedNumber } from "./opened_number.tsx";
import { CostSection, FindingSection, SpaceSection } from "./other_figures.tsx";
import { ReportHead, ReportTail } from "./report.tsx";
import { StreetSection } from "./street_section.tsx";
import { type Opened, TargetTable } from "./target_table.tsx";

const PlanSection = lazy(() => import("./plan_section.tsx"));

const most = 4;

/** One to four scenarios and today, side by side; the address says which and where. */
export default function ComparePage() {
  const scenarios = useQuery({ queryKey: ["scenarios"], queryFn: draw_api.scenarios });
  const [asked, set_asked] = useQueryState("scenarios", parseAsArrayOf(parseAsInteger));
  const [district, set_district] = useQueryState("district", parseAsString);
  const [is_report, set_report] = useQueryState("report", parseAsBoolean.withDefault(false));
  const list = scenarios.data?.scenarios ?? [];
  // Without a choice: the two newest.
  const chosen = asked ?? list.slice(0, 2).map(({ id }) => id);
  const enough = chosen.length >= 1;
  const comparison = useQuery({
    queryKey: ["comparison", chosen.join(","), district],
    queryFn: () => compare_api.comparison(chosen, district),
    enabled: enough && scenarios.data !== undefined,
    placeholderData: (before) => before,
  });
  const toggle = (id: number) =>
    void set_asked(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <div className={page.page} data-report={is_report ? "" : undefined}>
      <header className={page.head}>
        <div className={page.title}>
          <h1>{is_report ? m.report_title() : m.compare_title()}</h1>
          <Go to="/dig" className={`${ui.button} ${page.screen_only}`}>
            {m.dig_title()}
          </Go>
        </div>
        <fieldset className={page.chooser}>
          <legend className={ui.caption}>{m.compare_choose()}</legend>
          {list.map(({ id, name }) => (
            <ToggleButton
              key={id}
              className={page.chip!}
              isSelected={chosen.includes(id)}
              isDisabled={!chosen.includes(id) && chosen.length >= most}
              onChange={() => toggle(id)}
            >
              {name}
            </ToggleButton>
          ))}
        </fieldset>
        {comparison.data && enough && (
          <Choices
            comparison={comparison.data}
            district={district}
            choose={(id) => void set_district(id)}
            scenarios={chosen}
            is_report={is_report}
            set_report={(on) => void set_report(on)}
          />
        )}
      </header>
      {scenarios.isError && <Failed error={scenarios.error} retry={() => void scenarios.refetch()} />}
      {comparison.isError && <Failed error={comparison.error} retry={() => void comparison.refetch()} />}
      {scenarios.data && !enough && (
        <div className={page.none}>
          {scenarios.data.scenarios.length === 0 ? (
            <NoScenario title={m.compare_none_title()} text={m.compare_none_text()} />
          ) : (
            <Empty icon="layers" title={m.compare_none_title()}>
              <p>{m.compare_choose_text()}</p>
            </Empty>
          )}
        </div>
      )}
      {scenarios.data?.scenarios.length === 1 && enough && !is_report && (
        <div className={`${page.head} ${page.screen_only}`}>
          <p className={ui.guidance}>{m.compare_only_one()}</p>
        </div>
      )}
      {enough && comparison.isPending && <Loading rows={12} />}
      {comparison.data && enough && !comparison.isError && (
        <Sections comparison={comparison.data} district={district} is_report={is_report} />
      )}
    </div>
  );
}

function Choices(props: {
  comparison: Comparison;
  district: string | null;
  choose: (id: string | null) => void;
  scenarios: readonly number[];
  is_report: boolean;
  set_report: (on: boolean) => void;
}) {
  const { locale } = useLocale();
  const cache = useQueryClient();
  const pact = useMutation({
    mutationFn: (version: PactVersion) => compare_api.choose_pact(version),
    onSuccess: () => cache.invalidateQueries({ queryKey: ["comparison"] }),
  });
  const { districts, pact_version } = props.comparison;
  // One for the whole authority: whoever runs the installation says which was signed.
  const chooses_pact = useSession()?.role === "administrator";
  return (
    <div className={page.choices}>
      <Choose
        label={m.compare_district()}
        value={props.district ?? ""}
        on_change={(id) => props.choose(id === "" ? null : id)}
        sections={[
          {
            choices: [
              { id: "", name: m.compare_whole_town() },
              ...districts.map(({ id, name }) => ({ id, name })),
            ],
          },
        ]}
      />
      {chooses_pact ? (
        <Choose
          label={m.compare_pact()}
          value={pact_version}
          on_change={(version) => pact.mutate(version as PactVersion)}
          sections={[{ choices: ["1.0", "2.0", "2.1"].map((id) => ({ id, name: id })) }]}
        />
      ) : (
        <p className={css.pact}>
          {m.compare_pact()} <strong>{pact_version}</strong>
        </p>
      )}
      <Go to="/pays" className={ui.button}>
        {m.pays_title()}
      </Go>
      {(["csv", "xlsx"] as const).map((format) => (
        <a
          key={format}
          className={ui.button}
          href={sheet_address(props.scenarios, props.district, locale, format)}
          download
        >
          <Icon name="dataset" size={16} />
          {format === "csv" ? m.compare_csv() : m.compare_xlsx()}
        </a>
      ))}
      <Button className={ui.button!} onPress={() => props.set_report(!props.is_report)}>
        {props.is_report ? m.report_close() : m.report_open()}
      </Button>
      <Button className={ui.button!} onPress={() => window.print()}>
        {m.compare_print()}
      </Button>
      {pact.isError && <Failed error={pact.error} />}
    </div>
  );
}

function Sections(props: { comparison: Comparison; district: string | null; is_report: boolean }) {
  const { comparison, district, is_report } = props;
  const [opened, open] = useState<Opened | null>(null);
  const columns = comparison.scenarios;
  const of = columns.find((column) => column.id === opened?.scenario);
  return (
    <>
      {is_report && <ReportHead comparison={comparison} district={district} />}
      <section className={`${page.block} ${page.long}`}>
        <h2>{m.compare_targets_title()}</h2>
        <p className={ui.quiet}>
          {m.compare_targets_net()} <span className={page.screen_only}>{m.compare_targets_hint()}</span>
        </p>
        <TargetTable comparison={comparison} opened={opened} open={open} />
        {opened && of && (
          <OpenedNumber
            opened={opened}
            scenario_name={of.name}
            district={district}
            close={() => open(null)}
          />
        )}
      </section>
      <section className={`${page.block} ${page.long}`}>
        <h2>{m.compare_bars_title()}</h2>
        <IndicatorBars comparison={comparison} />
      </section>
      {!is_report && (
        <Suspense fallback={<Loading rows={8} />}>
          <PlanSection columns={columns} district={district} />
        </Suspense>
      )}
      {district === null && <DistrictTable comparison={comparison} whole={is_report} />}
      {columns.length > 2 && <DecidesSection columns={columns} district={district} />}
      <CostSection columns={columns} />
      <SpaceSection columns={columns} district={district} />
      <FindingSection columns={columns} />
      <StreetSection columns={columns} district={district} whole={is_report} />
      {is_report && <ReportTail comparison={comparison} district={district} />}
    </>
  );
}
