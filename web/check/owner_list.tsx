import { useState } from "react";
import { Button } from "react-aria-components";
import { layer_by_id, layer_name } from "../layer/layer_by_id.ts";
import { LayerSymbol } from "../layer/layer_symbol.tsx";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { length, metres, number } from "../text/number.ts";
import { lights_up } from "../ui/bus.ts";
import { Go } from "../ui/controls.tsx";
import { Icon } from "../ui/icon.tsx";
import ui from "../ui/ui.module.css";
import { VerdictMark } from "../ui/verdict.tsx";
import css from "./check.module.css";
import type { LayerRow, OverlapCheck, OverlapObject } from "./check_api.ts";
import { dig_word, inside_text, layer_notes } from "./check_words.ts";

const asked = ["violated", "possible", "unknown"] as const;
const shown_at_once = 25;

/** Per operator and layer: how much, how deep, what is hit; a layer opens into its objects. */
export function OwnerList({ check }: { check: OverlapCheck }) {
  return (
    <div className={ui.stack}>
      {check.owners.map(({ owner, layers }) => (
        <section key={owner} className={css.owner}>
          <h3>{owner}</h3>
          <ul>
            {layers.map((row) => (
              <LayerEntry key={row.layer} row={row} owner={owner} objects={check.objects} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function LayerEntry(props: { row: LayerRow; owner: string; objects: readonly OverlapObject[] }) {
  const { row, owner, objects } = props;
  const { locale } = useLocale();
  const [open, set_open] = useState(false);
  const [most, set_most] = useState(shown_at_once);
  const below = layer_by_id(row.layer)?.group === "below";
  const own = open ? objects.filter((one) => one.layer === row.layer && one.owner === owner) : [];
  const notes = layer_notes(row, below, locale);
  const inside = inside_text(row, locale);
  return (
    <li className={css.layer}>
      <Button className={css.layer_button!} aria-expanded={open} onPress={() => set_open(!open)}>
        <LayerSymbol layer={row.layer} />
        <span className={css.layer_text}>
          <span>
            {layer_name(row.layer, locale)}
            {inside && <span className={ui.quiet}> · {inside}</span>}
          </span>
          {notes.length > 0 && <span className={ui.caption}>{notes.join(" · ")}</span>}
          <span className={css.counts}>
            {asked
              .filter((verdict) => row.dig[verdict] > 0)
              .map((verdict) => (
                <span key={verdict}>
                  <VerdictMark verdict={verdict} size={11} />
                  {number(row.dig[verdict], locale)} {dig_word(verdict)}
                </span>
              ))}
            {asked.some((verdict) => row.findings[verdict] > 0) && (
              <span className={ui.quiet}>
                {m.tab_findings()}: {asked.map((verdict) => row.findings[verdict]).join(" / ")}
              </span>
            )}
          </span>
        </span>
        <Icon name="chevron" size={14} />
      </Button>
      {open && (
        <ul className={css.objects} aria-label={m.check_objects()}>
          {own.slice(0, most).map((one, i) => (
            <li key={one.id ?? `hidden${i}`}>
              <ObjectEntry object={one} />
            </li>
          ))}
          {own.length > most && (
            <li>
              <Button className={ui.button!} onPress={() => set_most(most + 100)}>
                {m.list_show_more({ count: number(own.length - most, locale) })}
              </Button>
            </li>
          )}
        </ul>
      )}
    </li>
  );
}

function ObjectEntry({ object }: { object: OverlapObject }) {
  const { locale } = useLocale();
  const { layer, id, name, visible, dig, length_m, top_m, buried } = object;
  const mark = dig ? (
    <>
      <VerdictMark verdict={dig} size={11} />
      <span className="visually_hidden">{dig_word(dig)}</span>
    </>
  ) : (
    <span />
  );
  if (!visible || id === null) {
    return (
      <span className={css.object}>
        {mark}
        <span className={ui.quiet}>{m.check_object_hidden()}</span>
        <Icon name="lock" size={14} />
      </span>
    );
  }
  return (
    <Go
      to={`/features/${layer}/${id}`}
      className={css.object}
      lights={lights_up({ kind: "feature", layer, id: String(id) })}
    >
      {mark}
      <span>
        {name ?? `${layer_name(layer, locale)} ${id}`}
        {object.trial_pits > 0 && (
          <span className={ui.caption}>
            {" "}
            · {m.pit_title()}: {object.trial_pits}
          </span>
        )}
      </span>
      <span className={ui.caption}>
        {[
          length_m ? length(length_m, locale) : "",
          buried ? (top_m === null ? m.check_unknown() : m.depth_at({ depth: metres(top_m, locale) })) : "",
        ]
          .filter(Boolean)
          .join(", ")}
      </span>
    </Go>
  );
}
