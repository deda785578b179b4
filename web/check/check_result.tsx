import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { bounds_of } from "../map/bounds.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { area, number } from "../text/number.ts";
import { fly_to } from "../ui/bus.ts";
import { IconButton } from "../ui/controls.tsx";
import { Icon } from "../ui/icon.tsx";
import { Numbers, Panel } from "../ui/panel.tsx";
import { Empty, Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import { VerdictMark } from "../ui/verdict.tsx";
import { useGo, useTab } from "../ui/view_state.ts";
import css from "./check.module.css";
import { check_api, type OverlapCheck } from "./check_api.ts";
import { CheckFindings } from "./check_findings.tsx";
import { question_title } from "./check_words.ts";
import { NotifyList } from "./notify_list.tsx";
import { OwnerList } from "./owner_list.tsx";
import { PitPlaces } from "./pit_places.tsx";
import { useCheckMap } from "./use_check_map.ts";

const tabs = ["owners", "findings", "pits"] as const;
const formats = ["pdf", "csv", "geojson", "gpkg", "dxf"] as const;
const format_names: Readonly<Record<(typeof formats)[number], string>> = {
  pdf: "PDF",
  csv: "CSV",
  geojson: "GeoJSON",
  gpkg: "GeoPackage",
  dxf: "DXF",
};

/** The answer of an overlap check: numbers, per operator and layer, findings, where to dig, files to take along. */
export function CheckResult({ id }: { id: string }) {
  const { locale } = useLocale();
  const go = useGo();
  const query = useQuery({ queryKey: ["overlap_check", id], queryFn: () => check_api.read(id) });
  const check = query.data;
  useCheckMap(check);
  const bounds = check?.zone ? bounds_of([check.zone]) : null;
  return (
    <Panel
      of={`check-${id}`}
      on_back={() => go("/underground/check")}
      kicker={[m.underground_check(), check ? area(check.zone_area_m2, locale) : ""]
        .filter(Boolean)
        .join(" · ")}
      title={check ? question_title(check, locale) : "…"}
      actions={
        bounds && <IconButton icon="fit" label={m.action_show_on_map()} on_press={() => fly_to(bounds, 20)} />
      }
    >
      {query.isError && <Failed error={query.error} retry={() => query.refetch()} />}
      {query.isPending && <Loading rows={12} />}
      {check && <Answer check={check} />}
    </Panel>
  );
}

function Answer({ check }: { check: OverlapCheck }) {
  const { locale } = useLocale();
  const [tab, set_tab] = useTab(tabs, "owners");
  const figure = (verdict: "violated" | "possible" | "unknown", count: number) => (
    <>
      <VerdictMark verdict={verdict} size={16} />
      {number(count, locale)}
    </>
  );
  // A scenario digs where its measures say: its clashes are its findings.
  const counts = check.scenario_id === null ? check.dig : check.conflicts;
  return (
    <>
      <Numbers
        items={[
          { label: m.check_certain(), value: figure("violated", counts.violated) },
          { label: m.check_possible(), value: figure("possible", counts.possible) },
          { label: m.check_unknown(), value: figure("unknown", check.unknown_depth) },
        ]}
      />
      <NotifyList notify={check.notify} />
      {check.objects_total === 0 ? (
        <Empty icon="check" title={m.check_none_title()}>
          <p>{m.check_none_text()}</p>
        </Empty>
      ) : (
        <Tabs selectedKey={tab} onSelectionChange={(key) => set_tab(key as (typeof tabs)[number])}>
          <TabList className={ui.tabs!} aria-label={m.underground_check()}>
            <Tab id="owners" className={ui.tab!}>
              {m.check_tab_owners()}
            </Tab>
            <Tab id="findings" className={ui.tab!}>
              {m.tab_findings()}
            </Tab>
            <Tab id="pits" className={ui.tab!}>
              {m.check_tab_pits()}
            </Tab>
          </TabList>
          <TabPanel id="owners" className={ui.tab_panel!}>
            <OwnerList check={check} />
          </TabPanel>
          <TabPanel id="findings" className={ui.tab_panel!}>
            <CheckFindings check={check} />
          </TabPanel>
          <TabPanel id="pits" className={ui.tab_panel!}>
            <PitPlaces check={check} />
          </TabPanel>
        </Tabs>
      )}
      <p className={ui.guidance}>
        <Icon name="info" size={16} />
        <span>{m.check_warning()}</span>
      </p>
      <Take check={check} />
    </>
  );
}

function Take({ check }: { check: OverlapCheck }) {
  const { locale } = useLocale();
  const go = useGo();
  const cache = useQueryClient();
  const forget = useMutation({
    mutationFn: () => check_api.remove(check.id),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: ["overlap_checks"] });
      go("/underground/check");
    },
  });
  return (
    <section className={ui.stack} aria-label={m.check_files()}>
      <h2>{m.check_files()}</h2>
      <div className={ui.row}>
        {formats.map((format) => (
          <a
            key={format}
            className={css.file}
            href={`/api/v1/overlap_checks/${check.id}/export?format=${format}&language=${locale}`}
            download
          >
            <Icon name="import" size={13} />
            {format_names[format]}
          </a>
        ))}
      </div>
      <div className={ui.row}>
        <Button className={ui.button!} onPress={() => go("/underground/check")}>
          <Icon name="plus" size={16} />
          {m.check_new()}
        </Button>
        <Button className={ui.button!} isDisabled={forget.isPending} onPress={() => forget.mutate()}>
          <Icon name="trash" size={16} />
          {m.check_delete()}
        </Button>
      </div>
    </section>
  );
}
