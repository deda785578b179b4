import { useQuery } from "@tanstack/react-query";
import { client, type Street } from "../client.ts";
import { useFindings } from "../finding/use_findings.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { date } from "../text/number.ts";
import { Go } from "../ui/controls.tsx";
import { Icon } from "../ui/icon.tsx";
import { Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import { findings_of_street } from "./street_findings.tsx";

/** Where a street's facts and figures come from: deliveries, the rules' sources, and how its outline was made. */
export function StreetSources({ street }: { street: Street }) {
  const { locale } = useLocale();
  const datasets = useQuery({ queryKey: ["datasets"], queryFn: client.datasets });
  const { findings } = useFindings(findings_of_street(street));
  const sources = new Map(findings.map(({ rule }) => [`${rule.source_title}|${rule.source_url}`, rule]));
  const zone_words = {
    building: m.zone_building(),
    parcel: m.zone_parcel(),
    default_width: m.zone_default_width(),
  };
  return (
    <div className={ui.stack}>
      <h3>{m.sources_data()}</h3>
      {datasets.isError && <Failed error={datasets.error} retry={() => datasets.refetch()} />}
      {datasets.isPending && <Loading rows={3} />}
      <ul className={ui.stack}>
        {datasets.data?.datasets.map((dataset) => (
          <li key={dataset.id}>
            <Go to={`/datasets/${dataset.id}`}>{dataset.name}</Go>
            <div className={ui.caption}>
              {[
                dataset.owner,
                dataset.licence,
                dataset.dated ? date(dataset.dated, locale) : null,
                dataset.synthetic ? m.synthetic_short() : null,
              ]
                .filter(Boolean)
                .join(" · ")}
            </div>
          </li>
        ))}
      </ul>
      <h3>{m.sources_rules()}</h3>
      {sources.size === 0 && <p className={ui.quiet}>{m.sources_rules_none()}</p>}
      <ul className={ui.stack}>
        {[...sources.values()].map((rule) => (
          <li key={rule.id}>
            {/^https?:/.test(rule.source_url) ? (
              <a href={rule.source_url} target="_blank" rel="noreferrer">
                {rule.source_title} <Icon name="external" size={12} />
              </a>
            ) : (
              rule.source_title
            )}
            <div className={ui.caption}>
              {[rule.jurisdiction, rule.guidance ? m.rule_guidance_short() : null]
                .filter(Boolean)
                .join(" · ")}
            </div>
          </li>
        ))}
      </ul>
      <h3>{m.sources_outline()}</h3>
      <p>{zone_words[street.zone_source]}</p>
    </div>
  );
}
