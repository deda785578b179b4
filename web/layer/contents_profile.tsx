import { type ReactNode, useState } from "react";
import { Button } from "react-aria-components";
import type { LayerContents } from "../client.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { area, type Locale, length, number } from "../text/number.ts";
import { lights_up } from "../ui/bus.ts";
import ui from "../ui/ui.module.css";
import css from "./contents_profile.module.css";
import { layer_by_id, layer_name } from "./layer_by_id.ts";
import { LayerSymbol } from "./layer_symbol.tsx";

interface ProfileProps {
  readonly rows: readonly LayerContents[];
  /** What a row opens into; without it rows do not open. */
  readonly objects?: (layer: string) => ReactNode;
}

/** What lies somewhere, in numbers: a table on either side of the ground line. */
export function ContentsProfile({ rows, objects }: ProfileProps) {
  const of_group = (group: "above" | "below") =>
    rows.filter((row) => layer_by_id(row.layer)?.group === group);
  const all_synthetic = rows.every((row) => row.synthetic);
  return (
    <div className={ui.stack}>
      {all_synthetic && <p className={ui.caption}>{m.synthetic_long()}</p>}
      <div className={css.profile}>
        <Side {...{ objects, all_synthetic }} rows={of_group("above")} title={m.layers_above()} />
        <div className={css.ground_line} aria-hidden="true" />
        <Side {...{ objects, all_synthetic }} rows={of_group("below")} title={m.layers_below()} below />
      </div>
    </div>
  );
}

interface SideProps extends ProfileProps {
  readonly title: string;
  readonly below?: boolean;
  /** Then it is said once, above, and not in every row. */
  readonly all_synthetic: boolean;
}

function Side({ rows, title, below = false, objects, all_synthetic }: SideProps) {
  const [open, set_open] = useState<string | null>(null);
  const columns = below ? 4 : 3;
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
              <td colSpan={columns} className={ui.quiet}>
                {m.contents_side_empty()}
              </td>
            </tr>
          )}
          {rows.map((row) => (
            <LayerRow
              key={row.layer}
              row={row}
              below={below}
              mark_synthetic={!all_synthetic}
              {...(objects
                ? {
                    open: open === row.layer,
                    on_open: () => set_open(open === row.layer ? null : row.layer),
                    objects: () => objects(row.layer),
                  }
                : {})}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Depth of a layer: "0,8–1,2 m", "?" where nobody gave one. */
function depth_range(row: LayerContents, locale: Locale): string {
  if (row.top_min_m === null || row.top_min_m === undefined) return "?";
  const top = number(row.top_min_m, locale, 1, 1);
  if (row.bottom_max_m === null || row.bottom_max_m === undefined) return `${top}\u00a0m`;
  return `${top}–${number(row.bottom_max_m, locale, 1, 1)}\u00a0m`;
}

interface LayerRowProps {
  readonly row: LayerContents;
  readonly below: boolean;
  readonly mark_synthetic: boolean;
  readonly open?: boolean;
  readonly on_open?: () => void;
  readonly objects?: () => ReactNode;
}

function LayerRow({ row, below, mark_synthetic, open, on_open, objects }: LayerRowProps) {
  const { locale } = useLocale();
  const notes = [
    below && row.unknown_depth_count > 0
      ? m.contents_depth_unknown({ count: row.unknown_depth_count })
      : null,
    below && row.assumed_position_count > 0
      ? m.contents_position_assumed({ count: row.assumed_position_count })
      : null,
    row.synthetic && mark_synthetic ? m.synthetic_short() : null,
  ].filter(Boolean);
  const size = row.length_m ? length(row.length_m, locale) : row.area_m2 ? area(row.area_m2, locale) : "";
  const name = (
    <>
      <LayerSymbol layer={row.layer} />
      <span>
        {layer_name(row.layer, locale)}
        {notes.length > 0 && <span className={css.note}>{notes.join(" · ")}</span>}
      </span>
    </>
  );
  return (
    <>
      <tr className={css.row} {...lights_up({ kind: "layer", layer: row.layer })}>
        <td>
          {on_open ? (
            <Button className={css.layer_button!} aria-expanded={open ?? false} onPress={on_open}>
              {name}
            </Button>
          ) : (
            <span className={css.layer_button}>{name}</span>
          )}
        </td>
        <td className={ui.figure}>{number(row.feature_count, locale)}</td>
        <td className={ui.figure}>{size}</td>
        {below && <td className={ui.figure}>{depth_range(row, locale)}</td>}
      </tr>
      {open && objects && (
        <tr>
          <td colSpan={below ? 4 : 3} className={css.open_cell}>
            {objects()}
          </td>
        </tr>
      )}
    </>
  );
}
