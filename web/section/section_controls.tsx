import { useQuery } from "@tanstack/react-query";
import {
  Button,
  Menu,
  MenuItem,
  MenuTrigger,
  Popover,
  Slider,
  SliderThumb,
  SliderTrack,
  ToggleButton,
} from "react-aria-components";
import { send } from "../client.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { Choose, IconButton } from "../ui/controls.tsx";
import { Icon } from "../ui/icon.tsx";
import ui from "../ui/ui.module.css";
import { save_file, section_pdf, section_png, section_svg } from "./export_section.tsx";
import css from "./section.module.css";
import type { Section } from "./section_data.ts";
import {
  exaggerations,
  type SectionPlace,
  useAsTable,
  useClearances,
  useExaggeration,
  usePlan,
} from "./section_place.ts";

interface ControlProps {
  readonly place: SectionPlace;
  readonly set_place: (place: SectionPlace | null) => unknown;
  readonly section: Section;
  readonly long: boolean;
  readonly scenario_id: number | null;
  /** The page itself is about a scenario: there is nothing to choose. */
  readonly plan_fixed: boolean;
  readonly drawing_line: boolean;
  /** Begins or stops drawing a line of one's own; null where the page draws on the map itself. */
  readonly on_own_line: (() => void) | null;
}

/** Where the street is cut, how it is drawn, and what one can take along. */
export function SectionControls(props: ControlProps) {
  const { place, set_place, section, long } = props;
  const { locale } = useLocale();
  const [deep, set_deep] = useExaggeration();
  const [clearances, set_clearances] = useClearances();
  const [as_table, set_as_table] = useAsTable();
  const street = place.kind === "street" || place.kind === "long" ? place.street : null;
  return (
    <div className={css.controls}>
      {place.kind === "street" && section.street_length_m !== null && (
        <Slider
          className={css.slider!}
          aria-label={m.section_along_street()}
          minValue={0}
          maxValue={Math.max(1, Math.floor(section.street_length_m))}
          step={1}
          value={Math.round(place.at_m ?? section.at_m ?? 0)}
          formatOptions={{ style: "unit", unit: "meter" }}
          onChange={(at_m) => void set_place({ ...place, at_m: Number(at_m), near: null })}
        >
          <SliderTrack className={css.track!}>
            <SliderThumb className={css.thumb!} />
          </SliderTrack>
        </Slider>
      )}
      {!props.plan_fixed && <PlanChoice />}
      <Choose
        label={m.section_vertical()}
        hidden_label
        className={css.choice!}
        value={deep}
        on_change={(id) => void set_deep(exaggerations.find((one) => one === id) ?? "1")}
        sections={[
          { choices: exaggerations.map((id) => ({ id, name: m.section_depth_times({ times: id }) })) },
        ]}
      />
      {street !== null && (
        <ToggleButton
          className={css.toggle!}
          isSelected={place.kind === "long"}
          onChange={(on) =>
            void set_place(on ? { kind: "long", street } : { kind: "street", street, at_m: null, near: null })
          }
        >
          {m.section_long()}
        </ToggleButton>
      )}
      {props.on_own_line && (
        <IconButton
          icon="pen"
          label={m.section_own_line()}
          pressed={props.drawing_line}
          on_press={props.on_own_line}
          size={14}
        />
      )}
      {!long && (
        <ToggleButton
          className={css.toggle!}
          isSelected={clearances}
          onChange={(on) => void set_clearances(on)}
        >
          {m.section_clearances()}
        </ToggleButton>
      )}
      <ToggleButton className={css.toggle!} isSelected={as_table} onChange={(on) => void set_as_table(on)}>
        {m.section_as_table()}
      </ToggleButton>
      <SaveMenu to_save={{ section, exaggeration: Number(deep), clearances, locale }} />
    </div>
  );
}

function PlanChoice() {
  const [plan, set_plan] = usePlan();
  const scenarios = useQuery({
    queryKey: ["scenarios"],
    queryFn: () => send<{ scenarios: { id: number; name: string }[] }>("GET", "/scenarios"),
  });
  const all = scenarios.data?.scenarios ?? [];
  if (all.length === 0) return null;
  return (
    <Choose
      label={m.section_plan()}
      hidden_label
      className={css.choice!}
      value={plan === null ? "today" : String(plan)}
      on_change={(id) => void set_plan(id === "today" ? null : Number(id))}
      sections={[
        {
          choices: [
            { id: "today", name: m.section_today() },
            ...all.map(({ id, name }) => ({ id: String(id), name })),
          ],
        },
      ]}
    />
  );
}

function SaveMenu({ to_save }: { to_save: Parameters<typeof section_svg>[0] }) {
  const { section } = to_save;
  const name = `${section.street_id ?? "section"}${section.at_m === null ? "" : `_${Math.round(section.at_m)}m`}`;
  const save = async (kind: string) => {
    if (kind === "svg") save_file(section_svg(to_save), `${name}.svg`, "image/svg+xml");
    else if (kind === "png") save_file(await section_png(to_save), `${name}.png`, "image/png");
    else save_file(await section_pdf(to_save), `${name}.pdf`, "application/pdf");
  };
  return (
    <MenuTrigger>
      <Button className={css.toggle!} aria-label={m.section_save()}>
        <Icon name="import" size={14} />
      </Button>
      <Popover className={ui.popover!}>
        <Menu className={ui.listbox!} onAction={(key) => void save(String(key))}>
          {["svg", "png", "pdf"].map((kind) => (
            <MenuItem key={kind} id={kind} className={ui.option!}>
              {kind.toUpperCase()}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
