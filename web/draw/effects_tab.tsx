import { type MeasureEffects, measure_effects } from "../../data/catalog/measure_effects.ts";
import type { MeasureType } from "../../data/catalog/types.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { Empty } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import { CostList } from "./cost_list.tsx";
import type { Draft } from "./draft.ts";
import { figure_of } from "./figure.ts";
import { indicator_name, quantity, unit_text } from "./measure_words.ts";
import { amounts_of } from "./measuring.ts";
import { surface_word } from "./surface_word.ts";

/** What the measure does and takes: indicators of the pact, surface, money. */
export function EffectsTab({ draft, type }: { draft: Draft; type: MeasureType }) {
  const dots = figure_of(draft, type).dots.length;
  const amounts = { ...amounts_of(draft.geometry), point_count: dots > 0 ? dots : null };
  return (
    <div className={ui.stack}>
      <Effects {...measure_effects(type, draft.parameters, amounts)} />
      <CostList type={type} parameters={draft.parameters} amounts={amounts} />
    </div>
  );
}

function Effects({ effects, surfaces }: Pick<MeasureEffects, "effects" | "surfaces">) {
  const { locale } = useLocale();
  if (effects.length === 0 && surfaces.length === 0) {
    return (
      <Empty icon="info" title={m.effects_none_title()}>
        <p>{m.effects_none_text()}</p>
      </Empty>
    );
  }
  const signed = (value: number, unit: string) =>
    `${value > 0 ? "+" : value < 0 ? "−" : ""}${quantity(Math.abs(value), unit, locale)}`;
  return (
    <>
      <Changes
        title={m.effects_title()}
        rows={effects.map(({ indicator, value, unit }) => [
          indicator_name(indicator, locale),
          signed(value, unit_text(unit)),
        ])}
      />
      <Changes
        title={m.effects_surface()}
        rows={surfaces.map(({ surface, area_m2 }) => [surface_word(surface), signed(area_m2, "m²")])}
      />
      <p className={ui.caption}>{m.effects_note()}</p>
    </>
  );
}

/** Names with how much each changes; nothing where there are none. */
function Changes({ title, rows }: { title: string; rows: readonly (readonly [string, string])[] }) {
  if (rows.length === 0) return null;
  return (
    <table className={ui.table}>
      <caption className="visually_hidden">{title}</caption>
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col" className={ui.figure}>
            {m.effects_amount()}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, change]) => (
          <tr key={name}>
            <td>{name}</td>
            <td className={ui.figure}>{change}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
