import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button, Input, Label, TextField } from "react-aria-components";
import { useMayPlan } from "../account/account_api.ts";
import { send } from "../client.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { date, number } from "../text/number.ts";
import { Go } from "../ui/controls.tsx";
import { Icon } from "../ui/icon.tsx";
import { Panel } from "../ui/panel.tsx";
import { Empty, Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import { useGo } from "../ui/view_state.ts";
import { draw_api, type Scenario } from "./draw_api.ts";
import form from "./form.module.css";
import { NoScenario } from "./no_scenario.tsx";
import css from "./rows.module.css";
import { ScenarioFileButton } from "./scenario_file_button.tsx";

/** Where drawing begins: a scenario to go on with, or a new one. */
export function ScenariosPanel({ on_back }: { on_back: () => void }) {
  const go = useGo();
  const cache = useQueryClient();
  const scenarios = useQuery({ queryKey: ["scenarios"], queryFn: draw_api.scenarios });
  const archived = useQuery({
    queryKey: ["scenarios", "archived"],
    queryFn: () => send<{ scenarios: Scenario[] }>("GET", "/scenarios?archived=yes"),
  });
  const put_away = archived.data?.scenarios ?? [];
  const may_plan = useMayPlan();
  const [name, set_name] = useState("");
  const add = useMutation({
    mutationFn: () => draw_api.add_scenario(name.trim() || m.scenario_default_name()),
    onSuccess: (scenario) => {
      void cache.invalidateQueries({ queryKey: ["scenarios"] });
      go(`/draw/${scenario.id}`);
    },
  });
  const list = scenarios.data?.scenarios ?? [];
  return (
    <Panel of="scenarios" on_back={on_back} kicker={m.mode_draw()} title={m.scenarios_title()}>
      {may_plan && (
        <form
          className={form.inline}
          onSubmit={(event) => {
            event.preventDefault();
            add.mutate();
          }}
        >
          <TextField className={form.number!} value={name} onChange={set_name} maxLength={200}>
            <Label className={form.label!}>{m.scenario_name()}</Label>
            <Input className={`${form.input} ${form.bordered}`} placeholder={m.scenario_default_name()} />
          </TextField>
          <Button className={ui.primary!} type="submit" isDisabled={add.isPending}>
            <Icon name="plus" size={16} />
            {m.scenario_add()}
          </Button>
        </form>
      )}
      {add.isError && <Failed error={add.error} />}
      {scenarios.isPending ? (
        <Loading rows={4} />
      ) : scenarios.isError ? (
        <Failed error={scenarios.error} retry={() => void scenarios.refetch()} />
      ) : list.length === 0 ? (
        may_plan ? (
          <Empty icon="pen" title={m.scenarios_none_title()}>
            <p>{m.scenarios_none_text()}</p>
          </Empty>
        ) : (
          <NoScenario title={m.scenarios_none_title()} text={m.scenarios_none_text()} />
        )
      ) : (
        <ScenarioList list={list} />
      )}
      {put_away.length > 0 && (
        <section className={ui.stack}>
          <h3>{m.scenario_archived_title()}</h3>
          <ScenarioList list={put_away} />
        </section>
      )}
      {may_plan && <ScenarioFileButton />}
    </Panel>
  );
}

function ScenarioList({ list }: { list: readonly Scenario[] }) {
  const { locale } = useLocale();
  return (
    <ul className={css.rows}>
      {list.map((scenario) => (
        <li key={scenario.id}>
          <Go to={`/draw/${scenario.id}`} className={css.row}>
            <Icon name="pen" />
            <span className={css.row_text}>
              <strong>{scenario.name}</strong>
              <span className={ui.caption}>
                {m.scenario_facts({
                  count: number(scenario.measure_count, locale),
                  date: date(scenario.created_at, locale),
                })}
              </span>
            </span>
          </Go>
        </li>
      ))}
    </ul>
  );
}
