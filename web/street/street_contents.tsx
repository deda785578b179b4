import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "react-aria-components";
import { client, type Feature, type Street, type StreetLayer } from "../client.ts";
import { layer_by_id, layer_name } from "../layer/layer_by_id.ts";
import { LayerSymbol } from "../layer/layer_symbol.tsx";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { area, diameter, type Locale, length, metres, number } from "../text/number.ts";
import { lights_up } from "../ui/bus.ts";
import { Go } from "../ui/controls.tsx";
import { Empty, Failed, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import css from "./street.module.css";

/** What lies in and under the street: a table per side of the ground line; a row opens into its objects. */
export function StreetContents({ street }: { street: Street }) {
  const of_group = (group: "above" | "below") =>
    street.layers.filter((row) => layer_by_id(row.layer)?.group === group);
  if (street.layers.length === 0) {
    return (
      <Empty icon="layers" title={m.contents_none_title()}>
        <p>{m.contents_none_text()}</p>
      </Empty>
    );
  }
  return (
    <div className={ui.stack}>
      {street.layers.every((row) => row.synthetic) && <p className={ui.caption}>{m.synthetic_long()}</p>}
      <div className={css.profile}>
        <Side street={street} rows={of_group("above")} title={m.layers_above()} />
        <div className={css.ground_line} aria-hidden="true" />
        <Side street={street} rows={of_group("below")} title={m.layers_below()} below />
      </div>
    </div>
  );
}

interface SideProps {
  readonly street: Street;
  readonly rows: readonly StreetLayer[];
  readonly title: string;
  readonly below?: boolean;
}

function Side({ street, rows, title, below }: SideProps) {
  const [open, set_open] = useState<string | null>(null);
  return (
    <div className={below ? css.below : css.above}>
      <table className={ui.table}>
        <caption className={css.caption}>{title}</caption>
        <thead>
          <tr>
            <th>{m.column_layer()}</th>
            <th className={ui.figure}>{m.column_count()}</th>
            <th className={ui.figure}>{m.column_size()}</th>
            {below && <th className={ui.figure}>{m.column_depth()}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.length === 0 && (
            <tr>
              <td colSpan={below ? 4 : 3} className={ui.quiet}>
                {m.contents_side_empty()}
              </td>
            </tr>
          )}
          {rows.map((row) => (
            <LayerRow
              key={row.layer}
              {...{ street, row }}
              below={below ?? false}
              open={open === row.layer}
              on_open={() => set_open(open === row.layer ? null : row.layer)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Depth of a layer in the street: "0,8–1,2 m", "?" where nobody gave one. */
export function depth_range(row: StreetLayer, locale: Locale): string {
  if (row.top_min_m === null || row.top_min_m === undefined) return "?";
  const top = number(row.top_min_m, locale, 1, 1);
  if (row.bottom_max_m === null || row.bottom_max_m === undefined) return `${top}\u00a0m`;
  return `${top}–${number(row.bottom_max_m, locale, 1, 1)}\u00a0m`;
}

interface LayerRowProps {
  readonly street: Street;
  readonly row: StreetLayer;
  readonly below: boolean;
  readonly open: boolean;
  readonly on_open: () => void;
}

function LayerRow({ street, row, below, open, on_open }: LayerRowProps) {
  const { locale } = useLocale();
  const notes = [
    below && Number(row.unknown_depth_count) > 0
      ? m.contents_depth_unknown({ count: Number(row.unknown_depth_count) })
      : null,
    below && Number(row.assumed_position_count) > 0
      ? m.contents_position_assumed({ count: Number(row.assumed_position_count) })
      : null,
    row.synthetic && !street.layers.every((l) => l.synthetic) ? m.synthetic_short() : null,
  ].filter(Boolean);
  const size = row.length_m ? length(row.length_m, locale) : row.area_m2 ? area(row.area_m2, locale) : "";
  return (
    <>
      <tr className={css.row} {...lights_up({ kind: "layer", layer: row.layer })}>
        <td>
          <Button className={css.layer_button!} aria-expanded={open} onPress={on_open}>
            <LayerSymbol layer={row.layer} />
            <span>
              {layer_name(row.layer, locale)}
              {notes.length > 0 && <span className={css.note}>{notes.join(" · ")}</span>}
            </span>
          </Button>
        </td>
        <td className={ui.figure}>{number(Number(row.feature_count), locale)}</td>
        <td className={ui.figure}>{size}</td>
        {below && <td className={ui.figure}>{depth_range(row, locale)}</td>}
      </tr>
      {open && (
        <tr>
          <td colSpan={below ? 4 : 3} className={css.open_cell}>
            <Features street={street} layer={row.layer} />
          </td>
        </tr>
      )}
    </>
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
