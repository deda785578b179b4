import { useQuery } from "@tanstack/react-query";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { client } from "../client.ts";
import { count_verdict } from "../finding/count_verdict.ts";
import { FindingGroups } from "../finding/finding_groups.tsx";
import { ContentsProfile } from "../layer/contents_profile.tsx";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { number } from "../text/number.ts";
import { Go } from "../ui/controls.tsx";
import { Numbers } from "../ui/panel.tsx";
import { Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import { VerdictMark } from "../ui/verdict.tsx";

/** What a delivery means: how many things, how many conflicts they have a part in, which, and what it holds per layer. */
export function DatasetMeaning({ id }: { id: string | number }) {
  const { locale } = useLocale();
  const query = useQuery({ queryKey: ["datasets", String(id)], queryFn: () => client.dataset(String(id)) });
  if (query.isError) return <Failed error={query.error} retry={() => query.refetch()} />;
  if (!query.data) return <Loading rows={6} />;
  const { layers, summary, district_count, street_segment_count } = query.data;
  if (layers.length === 0 && district_count + street_segment_count > 0)
    return <Besides districts={district_count} segments={street_segment_count} />;
  const verdict_number = (verdict: "violated" | "possible") => (
    <>
      <VerdictMark verdict={verdict} size={16} />
      {number(count_verdict(summary, verdict), locale)}
    </>
  );
  return (
    <>
      <Numbers
        items={[
          { label: m.number_violated(), value: verdict_number("violated") },
          { label: m.number_possible(), value: verdict_number("possible") },
          {
            label: m.dataset_features(),
            value: number(
              layers.reduce((sum, row) => sum + row.feature_count, 0),
              locale,
            ),
          },
        ]}
      />
      <Tabs>
        <TabList className={ui.tabs!} aria-label={query.data.name}>
          <Tab id="findings" className={ui.tab!}>
            {m.tab_findings()}
          </Tab>
          <Tab id="contents" className={ui.tab!}>
            {m.tab_holds()}
          </Tab>
        </TabList>
        <TabPanel id="findings" className={ui.tab_panel!}>
          <FindingGroups
            source={{
              key: ["dataset", String(id)],
              page: (limit, offset) => client.dataset_findings(id, limit, offset),
              enabled: true,
            }}
          />
        </TabPanel>
        <TabPanel id="contents" className={ui.tab_panel!}>
          <ContentsProfile rows={layers} />
        </TabPanel>
      </Tabs>
    </>
  );
}

/** A delivery without objects: districts and streets are counted by, and clash with nothing. */
function Besides({ districts, segments }: { districts: number; segments: number }) {
  const { locale } = useLocale();
  const items = [
    { label: m.dataset_districts(), value: number(districts, locale), count: districts },
    { label: m.dataset_segments(), value: number(segments, locale), count: segments },
  ].filter(({ count }) => count > 0);
  return (
    <>
      <Numbers items={items} />
      {districts > 0 && (
        <p>
          {m.dataset_districts_text()} <Go to="/compare">{m.compare_title()}</Go>
        </p>
      )}
    </>
  );
}
