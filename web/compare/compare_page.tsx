import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { parseAsArrayOf, parseAsInteger, parseAsString, useQueryState } from "nuqs";
import { useState } from "react";
import { Button, ToggleButton } from "react-aria-components";
import { draw_api } from "../draw/draw_api.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { Choose, Go } from "../ui/controls.tsx";
import { Icon } from "../ui/icon.tsx";
import { Empty, Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import css from "./compare.module.css";
import { type Comparison, compare_api, type PactVersion, sheet_address } from "./compare_api.ts";
import { DecidesSection } from "./decides.tsx";
import { DistrictTable } from "./district_table.tsx";
import { IndicatorBars } from "./indicator_bars.tsx";
import { OpenedNumber } from "./opened_number.tsx";
import { CostSection, FindingSection, SpaceSection } from "./other_figures.tsx";
import { type Opened, TargetTable } from "./target_table.tsx";

const most = 4;

/** Two to four scenarios and today, side by side; the address says which and where. */
export default function ComparePage() {
  const scenarios = useQuery({ queryKey: ["scenarios"], queryFn: draw_api.scenarios });
  const [asked, set_asked] = useQueryState("scenarios", parseAsArrayOf(parseAsInteger));
  const [district, set_district] = useQueryState("district", parseAsString);
  const list = scenarios.data?.scenarios ?? [];
  // Without a choice: the two newest.
  const chosen = asked ?? list.slice(0, 2).map(({ id }) => id);
  const enough = chosen.length >= 2;
  const comparison = useQuery({
    queryKey: ["comparison", chosen.join(","), district],
    queryFn: () => compare_api.comparison(chosen, district),
    enabled: enough && scenarios.data !== undefined,
    placeholderData: (before) => before,
  });
  const toggle = (id: number) =>
    void set_asked(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <div className={css.page}>
      <header className={css.head}>
        <div className={css.title}>
          <h1>{m.compare_title()}</h1>
          <Go to="/dig" className={css.action}>
            {m.dig_title()}
          </Go>
        </div>
        <fieldset className={css.chooser}>
          <legend className={ui.caption}>{m.compare_choose()}</legend>
          {list.map(({ id, name }) => (
            <ToggleButton
              key={id}
              className={css.chip!}
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
          />
        )}
      </header>
      {scenarios.isError && <Failed error={scenarios.error} retry={() => void scenarios.refetch()} />}
      {comparison.isError && <Failed error={comparison.error} retry={() => void comparison.refetch()} />}
      {scenarios.data && !enough && (
        <Empty icon="layers" title={m.compare_none_title()}>
          <p>{m.compare_none_text()}</p>
        </Empty>
      )}
      {enough && comparison.isPending && <Loading rows={12} />}
      {comparison.data && enough && !comparison.isError && (
        <Sections comparison={comparison.data} district={district} />
      )}
    </div>
  );
}

function Choices(props: {
  comparison: Comparison;
  district: string | null;
  choose: (id: string | null) => void;
  scenarios: readonly number[];
}) {
  const { locale } = useLocale();
  const cache = useQueryClient();
  const pact = useMutation({
    mutationFn: (version: PactVersion) => compare_api.choose_pact(version),
    onSuccess: () => cache.invalidateQueries({ queryKey: ["comparison"] }),
  });
  const { districts, pact_version } = props.comparison;
  return (
    <div className={css.choices}>
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
      <Choose
        label={m.compare_pact()}
        value={pact_version}
        on_change={(version) => pact.mutate(version as PactVersion)}
        sections={[{ choices: ["1.0", "2.0", "2.1"].map((id) => ({ id, name: id })) }]}
      />
      <a className={css.action} href={sheet_address(props.scenarios, props.district, locale)} download>
        <Icon name="dataset" size={16} />
        {m.compare_csv()}
      </a>
      <Button className={ui.button!} onPress={() => window.print()}>
        {m.compare_print()}
      </Button>
      {pact.isError && <Failed error={pact.error} />}
    </div>
  );
}

function Sections({ comparison, district }: { comparison: Comparison; district: string | null }) {
  const [opened, open] = useState<Opened | null>(null);
  const columns = comparison.scenarios;
  const of = columns.find((column) => column.id === opened?.scenario);
  return (
    <>
      <section className={css.block}>
        <h2>{m.compare_targets_title()}</h2>
        <p className={ui.quiet}>{m.compare_targets_hint()}</p>
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
      <section className={css.block}>
        <h2>{m.compare_bars_title()}</h2>
        <IndicatorBars comparison={comparison} />
      </section>
      {district === null && <DistrictTable comparison={comparison} />}
      <DecidesSection columns={columns} district={district} />
      <CostSection columns={columns} />
      <SpaceSection columns={columns} district={district} />
      <FindingSection columns={columns} />
    </>
  );
}
