import { useQuery } from "@tanstack/react-query";
import { region_name } from "../../data/catalog/region_names.ts";
import { client } from "../client.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { date } from "../text/number.ts";
import page from "../ui/page.module.css";
import type { Comparison } from "./compare_api.ts";

/** Where the figures come from, and what was assumed where no source says it. */
export function ReportSources({ comparison }: { comparison: Comparison }) {
  const { locale } = useLocale();
  const datasets = useQuery({ queryKey: ["datasets"], queryFn: client.datasets });
  const costs = new Map(
    comparison.scenarios.flatMap((column) => column.costs.items.map((item) => [item.item, item])),
  );
  const targets = [...new Set(comparison.targets.map((target) => target.source_url))];
  return (
    <section className={`${page.block} ${page.long}`}>
      <h2>{m.report_sources_title()}</h2>
      <h3>{m.report_data()}</h3>
      <ul>
        {(datasets.data?.datasets ?? []).map((dataset) => (
          <li key={dataset.id}>
            {[
              dataset.name,
              dataset.owner,
              dataset.dated && date(dataset.dated, locale),
              dataset.licence,
              dataset.synthetic && m.report_synthetic(),
            ]
              .filter(Boolean)
              .join(", ")}
          </li>
        ))}
      </ul>
      <h3>{m.compare_targets_title()}</h3>
      <ul>
        {targets.map((address) => (
          <li key={address}>{address}</li>
        ))}
      </ul>
      {costs.size > 0 && <h3>{m.compare_cost_title()}</h3>}
      <ul>
        {[...costs.values()].map((item) => (
          <li key={item.item}>
            {`${item.name[locale]}: ${item.source_title}, ${region_name(item.region, locale)}, ${item.price_year ?? "?"}. ${item.source_url}`}
          </li>
        ))}
      </ul>
      <h3>{m.report_assumptions()}</h3>
      <ul>
        {[
          m.report_assume_net(),
          m.report_assume_accuracy(),
          m.report_assume_canopy(),
          m.report_assume_parking(),
          m.report_assume_heat(),
          m.report_assume_openings(),
          m.report_assume_cost(),
          m.report_assume_guidance(),
        ].map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  );
}
