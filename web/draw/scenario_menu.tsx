import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button, Input, Label, TextArea, TextField } from "react-aria-components";
import { useMayPlan } from "../account/account_api.ts";
import { send } from "../client.ts";
import * as m from "../text/compiled/messages.js";
import { Icon } from "../ui/icon.tsx";
import { Failed } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import { useGo } from "../ui/view_state.ts";
import type { Scenario } from "./draw_api.ts";
import css from "./form.module.css";

/** What one does with a scenario as a whole: name it, copy it, put it away, save it as a file. */
export function ScenarioMenu({ scenario }: { scenario: Scenario }) {
  const go = useGo();
  const cache = useQueryClient();
  const may_plan = useMayPlan();
  const [editing, set_editing] = useState(false);
  const [name, set_name] = useState(scenario.name);
  const [description, set_description] = useState(scenario.description);
  const renew = () =>
    Promise.all(
      ["scenarios", "scenario", "comparison"].map((key) => cache.invalidateQueries({ queryKey: [key] })),
    );
  const change = useMutation({
    mutationFn: (archived: boolean) =>
      send<Scenario>("PUT", `/scenarios/${scenario.id}`, {
        body: { name: name.trim() || scenario.name, description, archived },
        headers: { "if-match": `"${scenario.version}"` },
      }),
    onSuccess: async () => {
      set_editing(false);
      await renew();
    },
  });
  const copy = useMutation({
    mutationFn: (branch: boolean) => {
      const { name } = scenario;
      const named = branch ? m.scenario_branch_name({ name }) : m.scenario_copy_name({ name });
      return send<Scenario>("POST", `/scenarios/${scenario.id}/copies`, {
        body: { name: named.slice(0, 200), branch },
      });
    },
    onSuccess: async (made) => {
      await renew();
      go(`/draw/${made.id}`);
    },
  });
  return (
    <section className={ui.stack}>
      {scenario.description && !editing && <p className={ui.quiet}>{scenario.description}</p>}
      {editing && (
        <form
          className={ui.stack}
          onSubmit={(event) => {
            event.preventDefault();
            change.mutate(scenario.archived);
          }}
        >
          <TextField value={name} onChange={set_name} maxLength={200}>
            <Label className={css.label!}>{m.column_name()}</Label>
            <Input className={`${css.input} ${css.bordered}`} />
          </TextField>
          <TextField value={description} onChange={set_description} maxLength={10_000}>
            <Label className={css.label!}>{m.scenario_description()}</Label>
            <TextArea
              className={`${css.input} ${css.bordered}`}
              rows={3}
              style={{ font: "inherit", width: "100%" }}
            />
          </TextField>
          <div className={ui.row}>
            <Button className={ui.primary!} type="submit" isDisabled={change.isPending}>
              {m.action_keep()}
            </Button>
            <Button className={ui.button!} onPress={() => set_editing(false)}>
              {m.action_cancel()}
            </Button>
          </div>
        </form>
      )}
      <div className={ui.chips}>
        {may_plan && !editing && (
          <Button className={ui.button!} onPress={() => set_editing(true)}>
            <Icon name="pen" size={16} />
            {m.scenario_rename()}
          </Button>
        )}
        {may_plan && (
          <>
            <Button className={ui.button!} isDisabled={copy.isPending} onPress={() => copy.mutate(false)}>
              <Icon name="copy" size={16} />
              {m.scenario_copy()}
            </Button>
            <Button className={ui.button!} isDisabled={copy.isPending} onPress={() => copy.mutate(true)}>
              {m.scenario_branch()}
            </Button>
            <Button
              className={ui.button!}
              isDisabled={change.isPending}
              onPress={() => change.mutate(!scenario.archived)}
            >
              {scenario.archived ? m.scenario_unarchive() : m.scenario_archive()}
            </Button>
          </>
        )}
        <a className={ui.button} href={`/api/v1/scenarios/${scenario.id}/file`} download>
          {m.scenario_file()}
        </a>
        <Button className={ui.button!} onPress={() => go(`/pays?scenario=${scenario.id}`)}>
          {m.pays_title()}
        </Button>
      </div>
      {change.isError && <Failed error={change.error} />}
      {copy.isError && <Failed error={copy.error} />}
    </section>
  );
}
