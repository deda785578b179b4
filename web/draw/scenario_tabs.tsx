import type { ReactNode } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import * as m from "../text/compiled/messages.js";
import ui from "../ui/ui.module.css";
import { useTab } from "../ui/view_state.ts";
import type { Scenario } from "./draw_api.ts";
import { HistoryList } from "./history_list.tsx";
import { ParentChangeList } from "./parent_changes.tsx";
import { PhaseList } from "./phase_list.tsx";

const all = ["measures", "phases", "parent", "history"] as const;

/** What a scenario holds, behind tabs: its measures, phases, what its parent changed, its history. */
export function ScenarioTabs({ scenario, children }: { scenario: Scenario; children: ReactNode }) {
  const [tab, set_tab] = useTab(all, "measures");
  const shown = all.filter((id) => id !== "parent" || scenario.is_branch);
  const words = {
    measures: m.measures_title(),
    phases: m.phases_title(),
    parent: m.tab_parent(),
    history: m.tab_history(),
  };
  return (
    <Tabs
      selectedKey={shown.includes(tab) ? tab : "measures"}
      onSelectionChange={(key) => void set_tab(key as (typeof all)[number])}
    >
      <TabList className={ui.tabs!} aria-label={m.scenario_word()}>
        {shown.map((id) => (
          <Tab key={id} id={id} className={ui.tab!}>
            {words[id]}
          </Tab>
        ))}
      </TabList>
      <TabPanel id="measures" className={ui.tab_panel!}>
        {children}
      </TabPanel>
      <TabPanel id="phases" className={ui.tab_panel!}>
        <PhaseList scenario_id={scenario.id} />
      </TabPanel>
      {scenario.is_branch && (
        <TabPanel id="parent" className={ui.tab_panel!}>
          <ParentChangeList scenario_id={scenario.id} />
        </TabPanel>
      )}
      <TabPanel id="history" className={ui.tab_panel!}>
        <HistoryList scenario_id={scenario.id} />
      </TabPanel>
    </Tabs>
  );
}
