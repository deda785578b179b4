import { useState } from "react";
import { Input, Label, Tab, TabList, TabPanel, Tabs, TextField } from "react-aria-components";
import { measure_effects } from "../../data/catalog/measure_effects.ts";
import { bounds_of } from "../map/bounds.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { metres } from "../text/number.ts";
import { fly_to, useCell } from "../ui/bus.ts";
import { IconButton } from "../ui/controls.tsx";
import { Panel } from "../ui/panel.tsx";
import { Empty, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import { useTab } from "../ui/view_state.ts";
import type { Draft } from "./draft.ts";
import css from "./draw.module.css";
import { desk, maybe, open_drawing } from "./draw_state.ts";
import { figure_of } from "./figure.ts";
import { LiveFindings } from "./live_findings.tsx";
import { LiveNumbers, SpokenFindings } from "./live_panel.tsx";
import { indicator_name, quantity, type_name, unit_text } from "./measure_words.ts";
import { amounts_of } from "./measuring.ts";
import { ParameterForm } from "./parameter_form.tsx";
import { RoomTool } from "./room_tool.tsx";
import { ShapeTools } from "./shape_tools.tsx";
import { surface_word } from "./surface_word.ts";
import { take_way_out } from "./take_way_out.ts";
import { TroubleNotice } from "./trouble_notice.tsx";

const tabs = ["findings", "parameters", "shape", "effects"] as const;

/** A drawn measure: its numbers, findings with ways out, parameters, shape, effects. */
export function MeasurePanel({ measure_key, on_back }: { measure_key: string | null; on_back: () => void }) {
  const { locale } = useLocale();
  const session = useCell(open_drawing);
  const book = useCell(maybe(session?.book));
  const load = useCell(maybe(session?.load));
  const table = useCell(desk);
  const live = useCell(maybe(table?.live));
  const [tab, set_tab] = useTab(tabs, "findings");
  const draft = measure_key ? book?.wanted.get(measure_key) : undefined;
  if (!session || !book || load?.kind === "loading" || !table) {
    return (
      <Panel of="measure" on_back={on_back} kicker={m.measure_word()} title="…">
        <Loading rows={8} />
      </Panel>
    );
  }
  if (!measure_key || !draft) {
    return (
      <Panel of="measure-gone" on_back={on_back} kicker={m.measure_word()} title={m.measure_gone_title()}>
        <Empty icon="trash" title={m.measure_gone_title()}>
          <p>{m.measure_gone_text()}</p>
        </Empty>
      </Panel>
    );
  }
  const own_id = book.stored.get(measure_key)?.id ?? null;
  const here = live?.key === measure_key ? live : null;
  const bounds = bounds_of([draft.geometry]);
  return (
    <Panel
      of={`measure-${measure_key}`}
      on_back={on_back}
      kicker={`${m.measure_word()} · ${type_name(draft.measure_type, locale)}`}
      title={draft.name.trim() || type_name(draft.measure_type, locale)}
      actions={
        <>
          {bounds && (
            <IconButton icon="fit" label={m.action_show_on_map()} on_press={() => fly_to(bounds, 20.5)} />
          )}
          <IconButton
            icon="trash"
            label={m.measure_delete()}
            shortcut="Del"
            on_press={() => table.chosen.remove()}
          />
        </>
      }
    >
      {here ? <LiveNumbers live={here} /> : <Loading rows={2} />}
      {here && <SpokenFindings live={here} />}
      {here && <TroubleNotice table={table} live={here} />}
      {here?.failed && <p className={ui.guidance}>{m.live_failed()}</p>}
      <Tabs selectedKey={tab} onSelectionChange={(key) => void set_tab(key as (typeof tabs)[number])}>
        <TabList className={ui.tabs!} aria-label={m.measure_word()}>
          <Tab id="findings" className={ui.tab!}>
            {m.tab_findings()}
          </Tab>
          <Tab id="parameters" className={ui.tab!}>
            {m.tab_parameters()}
          </Tab>
          <Tab id="shape" className={ui.tab!}>
            {m.tab_shape()}
          </Tab>
          <Tab id="effects" className={ui.tab!}>
            {m.tab_effects()}
          </Tab>
        </TabList>
        <TabPanel id="findings" className={ui.tab_panel!}>
          {here?.findings ? (
            <div className={ui.stack}>
              <LiveFindings
                findings={here.findings}
                type={here.type}
                own_id={own_id}
                on_way_out={(way, finding) =>
                  take_way_out(table, draft, way, finding, own_id).then(
                    (outcome) =>
                      outcome.kind === "moved"
                        ? m.way_out_moved({ distance: metres(outcome.length_m, locale) })
                        : outcome.kind === "no_room"
                          ? m.way_out_no_room()
                          : "",
                    () => m.live_failed(),
                  )
                }
              />
              {draft.geometry.type === "Point" && <RoomTool table={table} draft={draft} />}
            </div>
          ) : (
            !here?.failed && <Loading rows={5} />
          )}
        </TabPanel>
        <TabPanel id="parameters" className={ui.tab_panel!}>
          <div className={css.form}>
            <NameField
              key={measure_key}
              name={draft.name}
              placeholder={type_name(draft.measure_type, locale)}
              on_change={(name) => table.chosen.change({ ...draft, name }, "rename")}
            />
            {here && (
              <ParameterForm
                type={here.type}
                parameters={draft.parameters}
                on_change={(parameters) => table.chosen.change({ ...draft, parameters }, "change")}
              />
            )}
            <PeriodFields draft={draft} on_change={(after) => table.chosen.change(after, "change")} />
          </div>
        </TabPanel>
        <TabPanel id="shape" className={ui.tab_panel!}>
          <ShapeTools table={table} draft={draft} />
        </TabPanel>
        <TabPanel id="effects" className={ui.tab_panel!}>
          <Effects draft={draft} />
        </TabPanel>
      </Tabs>
    </Panel>
  );
}

function NameField(props: { name: string; placeholder: string; on_change: (name: string) => void }) {
  const [text, set_text] = useState(props.name);
  const [shown, set_shown] = useState(props.name);
  // Undo and other people change the name as well.
  if (props.name !== shown) {
    set_shown(props.name);
    set_text(props.name);
  }
  const take = () => text !== props.name && props.on_change(text.trim());
  return (
    <TextField className={css.number!} value={text} onChange={set_text} maxLength={200}>
      <Label className={css.label!}>{m.measure_name()}</Label>
      <Input
        className={`${css.input} ${css.bordered}`}
        placeholder={props.placeholder}
        onBlur={take}
        onKeyDown={(event) => event.key === "Enter" && take()}
      />
    </TextField>
  );
}

function PeriodFields({ draft, on_change }: { draft: Draft; on_change: (draft: Draft) => void }) {
  const set = (part: "from" | "until", value: string) => {
    const next = { ...draft, [part]: value || null };
    // Half a period is kept as one day: the server wants both ends, the first not after the last.
    const from = next.from ?? next.until;
    const until = next.until ?? next.from;
    const period = !value
      ? { from: null, until: null }
      : from && until && from > until
        ? { from: value, until: value }
        : { from, until };
    on_change({ ...draft, ...period });
  };
  return (
    <fieldset className={css.period}>
      <legend>{m.measure_period()}</legend>
      {(["from", "until"] as const).map((part) => (
        <label key={part}>
          <span className={css.label}>{part === "from" ? m.period_from() : m.period_until()}</span>
          <input
            type="date"
            className={`${css.input} ${css.bordered}`}
            value={draft[part] ?? ""}
            onChange={(event) => set(part, event.target.value)}
          />
        </label>
      ))}
    </fieldset>
  );
}

/** What the measure does: indicators of the pact, and surface taken or freed. */
function Effects({ draft }: { draft: Draft }) {
  const { locale } = useLocale();
  const table = useCell(desk);
  const live = useCell(maybe(table?.live));
  if (!live) return null;
  const amounts = amounts_of(draft.geometry);
  const dots = figure_of(draft, live.type).dots.length;
  const { effects, surfaces } = measure_effects(live.type, draft.parameters, {
    ...amounts,
    point_count: dots > 0 ? dots : null,
  });
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
    <div className={ui.stack}>
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
    </div>
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
