import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import * as m from "../text/compiled/messages.js";
import { Panel } from "../ui/panel.tsx";
import ui from "../ui/ui.module.css";
import { useGo } from "../ui/view_state.ts";
import { CorridorTool } from "./corridor_tool.tsx";
import { HeatTool } from "./heat_tool.tsx";

/** Room for a new pipe; `id` names the tab: `heat` for a heat network. */
export function CorridorPanel({ id, on_back }: { id: string | null; on_back: () => void }) {
  const go = useGo();
  const heat = id === "heat";
  return (
    <Panel of="room" on_back={on_back} kicker={m.mode_underground()} title={m.underground_room()}>
      <Tabs
        selectedKey={heat ? "heat" : "pipe"}
        onSelectionChange={(key) => go(key === "heat" ? "/underground/room/heat" : "/underground/room")}
      >
        <TabList className={ui.tabs!} aria-label={m.underground_room()}>
          <Tab id="pipe" className={ui.tab!}>
            {m.corridor_tab()}
          </Tab>
          <Tab id="heat" className={ui.tab!}>
            {m.heat_tab()}
          </Tab>
        </TabList>
        <TabPanel id="pipe" className={ui.tab_panel!}>
          <CorridorTool />
        </TabPanel>
        <TabPanel id="heat" className={ui.tab_panel!}>
          <HeatTool />
        </TabPanel>
      </Tabs>
    </Panel>
  );
}
