import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { client } from "../client.ts";
import { count_verdict } from "../finding/count_verdict.ts";
import { layer_by_id } from "../layer/layer_by_id.ts";
import { Lessons } from "../lesson/lessons.tsx";
import { SectionButton } from "../section/section_button.tsx";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { length, moment, number } from "../text/number.ts";
import { fly_to } from "../ui/bus.ts";
import { Go, IconButton } from "../ui/controls.tsx";
import { Icon } from "../ui/icon.tsx";
import { Numbers, Panel } from "../ui/panel.tsx";
import { Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import { VerdictMark } from "../ui/verdict.tsx";
import { useTab } from "../ui/view_state.ts";
import { StreetContents } from "./street_contents.tsx";
import { StreetFindings } from "./street_findings.tsx";
import { StreetSources } from "./street_sources.tsx";

const tabs = ["findings", "contents", "sources", "lessons"] as const;

/** A street: the three numbers, what lies in and under it, its findings, and where all that comes from. */
export function StreetPanel({ id, on_back }: { id: string; on_back: () => void }) {
  const { locale } = useLocale();
  const cache = useQueryClient();
  const [tab, set_tab] = useTab(tabs, "findings");
  const query = useQuery({ queryKey: ["street", id], queryFn: () => client.street(id) });
  const street = query.data;
  const check = useMutation({
    mutationFn: () => client.analyse_street(id),
    onSuccess: () => {
      for (const key of ["street", "findings", "streets", "authority"]) {
        void cache.invalidateQueries({ queryKey: [key] });
      }
    },
  });
  if (!street) {
    return (
      <Panel
        kicker={m.street_word()}
        title={query.isError ? m.street_word() : "…"}
        of={`street-${id}`}
        on_back={on_back}
      >
        {query.isError ? <Failed error={query.error} retry={() => query.refetch()} /> : <Loading rows={10} />}
      </Panel>
    );
  }
  const checked = street.analysed_at !== null;
  const buried_m = street.layers
    .filter((row) => layer_by_id(row.layer)?.group === "below")
    .reduce((sum, row) => sum + (row.length_m ?? 0), 0);
  const verdict_number = (verdict: "violated" | "possible") => (
    <>
      <VerdictMark verdict={checked ? verdict : "unknown"} size={16} />
      {checked ? number(count_verdict(street.summary, verdict), locale) : "–"}
    </>
  );
  return (
    <Panel
      of={`street-${id}`}
      on_back={on_back}
      kicker={[
        m.street_word(),
        length(street.length_m, locale),
        street.width_m === null ? null : m.street_width({ width: length(street.width_m, locale) }),
      ]
        .filter(Boolean)
        .join(" · ")}
      title={street.name}
      actions={
        <IconButton icon="fit" label={m.action_show_on_map()} on_press={() => fly_to(street.bounds_wgs84)} />
      }
    >
      <Numbers
        items={[
          { label: m.number_violated(), value: verdict_number("violated") },
          { label: m.number_possible(), value: verdict_number("possible") },
          {
            // Nothing seen is not nothing there: a network may be hidden from the viewer.
            label: buried_m > 0 ? m.number_buried() : m.number_buried_none(),
            value: length(buried_m, locale),
          },
        ]}
      />
      <div className={ui.row}>
        <SectionButton street={id} />
        <Go to={`/dig?street=${encodeURIComponent(id)}`} className={ui.button}>
          {m.dig_axis()}
        </Go>
        <Button className={ui.button!} isDisabled={check.isPending} onPress={() => check.mutate()}>
          <Icon name="check" size={16} />
          {check.isPending ? m.street_checking() : checked ? m.street_check_again() : m.street_check()}
        </Button>
        <span className={ui.caption} role="status">
          {check.isSuccess
            ? m.street_checked_now({ count: check.data.findings })
            : checked
              ? m.street_checked_at({ moment: moment(street.analysed_at!, locale) })
              : m.street_never_checked()}
        </span>
      </div>
      {check.isError && <Failed error={check.error} retry={() => check.mutate()} />}
      <Tabs selectedKey={tab} onSelectionChange={(key) => set_tab(key as (typeof tabs)[number])}>
        <TabList className={ui.tabs!} aria-label={street.name}>
          <Tab id="findings" className={ui.tab!}>
            {m.tab_findings()}
          </Tab>
          <Tab id="contents" className={ui.tab!}>
            {m.tab_contents()}
          </Tab>
          <Tab id="sources" className={ui.tab!}>
            {m.tab_sources()}
          </Tab>
          <Tab id="lessons" className={ui.tab!}>
            {m.tab_lessons()}
          </Tab>
        </TabList>
        <TabPanel id="findings" className={ui.tab_panel!}>
          <StreetFindings street={street} />
        </TabPanel>
        <TabPanel id="contents" className={ui.tab_panel!}>
          <StreetContents street={street} />
        </TabPanel>
        <TabPanel id="sources" className={ui.tab_panel!}>
          <StreetSources street={street} />
        </TabPanel>
        <TabPanel id="lessons" className={ui.tab_panel!}>
          <Lessons about="street" about_id={id} />
        </TabPanel>
      </Tabs>
    </Panel>
  );
}
