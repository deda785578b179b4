import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { measure_type_by_id } from "../../data/catalog/index.ts";
import { useMayPlan } from "../account/account_api.ts";
import { Lessons, LessonsBelow } from "../lesson/lessons.tsx";
import { bounds_of } from "../map/bounds.ts";
import { map_missing } from "../map/map_handle.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { fly_to, useCell } from "../ui/bus.ts";
import { IconButton } from "../ui/controls.tsx";
import { Panel } from "../ui/panel.tsx";
import { Empty, Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import { useTab } from "../ui/view_state.ts";
import { desk, maybe, open_drawing } from "./draw_state.ts";
import { EffectsTab } from "./effects_tab.tsx";
import css from "./form.module.css";
import { MeasureFacts } from "./measure_facts.tsx";
import { NameField, PeriodFields } from "./measure_fields.tsx";
import { MeasureFindings } from "./measure_findings.tsx";
import { MeasureHead } from "./measure_head.tsx";
import { MeasureWithoutMap } from "./measure_without_map.tsx";
import { measure_name, type_name } from "./measure_words.ts";
import { ParameterForm } from "./parameter_form.tsx";
import { PhaseField } from "./phase_field.tsx";
import { ShapeTools } from "./shape_tools.tsx";

const tabs = ["findings", "parameters", "shape", "effects"] as const;
type Tabbed = (typeof tabs)[number];
/** Whoever reads has nothing to shape. */
const tabs_to_read: readonly Tabbed[] = ["findings", "parameters", "effects"];

/** A drawn measure: its numbers, findings with ways out, parameters, shape, effects and costs. */
export function MeasurePanel({ measure_key, on_back }: { measure_key: string | null; on_back: () => void }) {
  const { locale } = useLocale();
  const may_plan = useMayPlan();
  const session = useCell(open_drawing);
  const book = useCell(maybe(session?.book));
  const load = useCell(maybe(session?.load));
  const table = useCell(desk);
  const no_map = useCell(map_missing);
  const shown: readonly Tabbed[] = may_plan ? tabs : tabs_to_read;
  const [asked, set_tab] = useTab(tabs, "findings");
  const tab = shown.includes(asked) ? asked : "findings";
  const draft = measure_key ? book?.wanted.get(measure_key) : undefined;
  const waiting = may_plan === null || (!table && !no_map);
  if (!session || !book || load?.kind === "loading" || waiting) {
    return (
      <Panel of="measure" on_back={on_back} kicker={m.measure_word()} title="…">
        <Loading rows={8} />
      </Panel>
    );
  }
  const type = draft && measure_type_by_id(draft.measure_type);
  if (!measure_key || !draft || !type) {
    return (
      <Panel of="measure-gone" on_back={on_back} kicker={m.measure_word()} title={m.measure_gone_title()}>
        <Empty icon="trash" title={m.measure_gone_title()}>
          <p>{m.measure_gone_text()}</p>
        </Empty>
      </Panel>
    );
  }
  const bounds = bounds_of([draft.geometry]);
  const stored_id = book.stored.get(measure_key)?.id;
  const words = {
    findings: m.tab_findings(),
    parameters: m.tab_parameters(),
    shape: m.tab_shape(),
    effects: m.tab_effects(),
  };
  return (
    <Panel
      of={`measure-${measure_key}`}
      on_back={on_back}
      kicker={`${m.measure_word()} · ${type_name(draft.measure_type, locale)}`}
      title={measure_name(draft, locale)}
      actions={
        <>
          {bounds && (
            <IconButton icon="fit" label={m.action_show_on_map()} on_press={() => fly_to(bounds, 20.5)} />
          )}
          {may_plan && table && (
            <IconButton
              icon="trash"
              label={m.measure_delete()}
              shortcut="Del"
              on_press={() => table.chosen.remove()}
            />
          )}
        </>
      }
    >
      {table && <MeasureHead table={table} measure_key={measure_key} />}
      {stored_id !== undefined && <LessonsBelow about="measure" about_id={String(stored_id)} />}
      {!table && (
        <MeasureWithoutMap
          scenario_id={session.scenario_id}
          stored_id={stored_id}
          draft={draft}
          type={type}
        />
      )}
      {table && (
        <Tabs selectedKey={tab} onSelectionChange={(key) => void set_tab(key as Tabbed)}>
          <TabList className={ui.tabs!} aria-label={m.measure_word()}>
            {shown.map((id) => (
              <Tab key={id} id={id} className={ui.tab!}>
                {words[id]}
              </Tab>
            ))}
          </TabList>
          <TabPanel id="findings" className={ui.tab_panel!}>
            <MeasureFindings table={table} measure_key={measure_key} draft={draft} may_plan={may_plan} />
          </TabPanel>
          <TabPanel id="parameters" className={ui.tab_panel!}>
            {may_plan ? (
              <div className={css.form}>
                <NameField
                  key={measure_key}
                  name={draft.name}
                  placeholder={type_name(draft.measure_type, locale)}
                  on_change={(name) => table.chosen.change({ ...draft, name }, "rename")}
                />
                <ParameterForm
                  type={type}
                  parameters={draft.parameters}
                  on_change={(parameters) => table.chosen.change({ ...draft, parameters }, "change")}
                />
                <PhaseField
                  scenario_id={session.scenario_id}
                  draft={draft}
                  on_change={(after) => table.chosen.change(after, "change")}
                />
                <PeriodFields draft={draft} on_change={(after) => table.chosen.change(after, "change")} />
              </div>
            ) : (
              <MeasureFacts scenario_id={session.scenario_id} draft={draft} type={type} />
            )}
          </TabPanel>
          {may_plan && (
            <TabPanel id="shape" className={ui.tab_panel!}>
              <ShapeTools table={table} draft={draft} />
            </TabPanel>
          )}
          <TabPanel id="effects" className={ui.tab_panel!}>
            <EffectsTab draft={draft} type={type} />
          </TabPanel>
        </Tabs>
      )}
      {stored_id !== undefined && <Lessons about="measure" about_id={String(stored_id)} />}
    </Panel>
  );
}
