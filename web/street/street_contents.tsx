import { useQuery } from "@tanstack/react-query";
import { client, type Feature, type Street } from "../client.ts";
import { ContentsProfile } from "../layer/contents_profile.tsx";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { diameter, type Locale, length, metres, number } from "../text/number.ts";
import { lights_up } from "../ui/bus.ts";
import { Go } from "../ui/controls.tsx";
import { Empty, Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import css from "./street.module.css";

/** What lies in and under the street: a table per side of the ground line; a row opens into its objects. */
export function StreetContents({ street }: { street: Street }) {
  if (street.layers.length === 0) {
    return (
      <Empty icon="layers" title={m.contents_none_title()}>
        <p>{m.contents_none_text()}</p>
      </Empty>
    );
  }
  return (
    <ContentsProfile rows={street.layers} objects={(layer) => <Features street={street} layer={layer} />} />
  );
}

function Features({ street, layer }: { street: Street; layer: string }) {
  const { locale } = useLocale();
  const query = useQuery({
    queryKey: ["street_features", street.id, layer],
    queryFn: () => client.street_features(street.id, layer),
  });
  if (query.isError) return <Failed error={query.error} retry={() => query.refetch()} />;
  if (!query.data) return <Loading rows={3} />;
  const { features, total } = query.data;
  return (
    <>
      <ul className={css.features}>
        {features.map((feature) => (
          <li key={feature.id}>
            <Go
              to={`/features/${layer}/${feature.id}`}
              lights={lights_up({ kind: "feature", layer, id: String(feature.id) })}
            >
              {feature_line(feature, locale)}
            </Go>
          </li>
        ))}
      </ul>
      {total > features.length && (
        <p className={ui.caption}>{m.list_more({ shown: features.length, total: number(total, locale) })}</p>
      )}
    </>
  );
}

function feature_line(feature: Feature, locale: Locale): string {
  const { name, species, material, year_built } = feature.attributes ?? {};
  return [
    name ??
      species ??
      (feature.diameter_m ? diameter(feature.diameter_m) : null) ??
      `${m.feature_word()} ${feature.id}`,
    material,
    year_built,
    feature.length_in_street_m ? length(feature.length_in_street_m, locale) : null,
    feature.top_m === null ? null : m.depth_at({ depth: metres(feature.top_m, locale) }),
  ]
    .filter(Boolean)
    .join(" · ");
}
