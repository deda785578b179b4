import { useState } from "react";
import { Button, Slider, SliderThumb, SliderTrack } from "react-aria-components";
import { layers } from "../../data/catalog/layers/index.ts";
import type { Layer } from "../../data/catalog/types.ts";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { number } from "../text/number.ts";
import { lights_up } from "../ui/bus.ts";
import { IconButton } from "../ui/controls.tsx";
import { Icon } from "../ui/icon.tsx";
import { useLayersOff, useOpacity } from "../ui/view_state.ts";
import { layer_name } from "./layer_by_id.ts";
import css from "./layer_panel.module.css";
import { LayerSymbol } from "./layer_symbol.tsx";

export interface LayerPanelProps {
  /** Features per layer; null while nobody knows yet. */
  readonly counts: ReadonlyMap<string, number> | null;
  readonly synthetic: boolean;
  readonly on_close: () => void;
}

/** The layers in two groups split by the ground line; each row is legend, count and switch in one. */
export function LayerPanel({ counts, synthetic, on_close }: LayerPanelProps) {
  const [off, set_off] = useLayersOff();
  const toggle = (ids: readonly string[], show: boolean) =>
    set_off((now) => [...now.filter((id) => !ids.includes(id)), ...(show ? [] : ids)]);
  const of_group = (group: Layer["group"]) =>
    layers.filter((l) => l.group === group && (counts === null || (counts.get(l.id) ?? 0) > 0)).reverse();
  const empty = counts === null ? [] : layers.filter((l) => (counts.get(l.id) ?? 0) === 0);
  return (
    <nav className={css.panel} aria-label={m.layers_title()}>
      <div className={css.above}>
        <Group title={m.layers_above()} layers={of_group("above")} {...{ counts, off, toggle }}>
          <IconButton icon="close" label={m.layers_hide()} shortcut="l" on_press={on_close} size={14} />
        </Group>
      </div>
      <div className={css.ground_line}>
        <span>{m.ground_level()}</span>
      </div>
      <div className={css.below}>
        <Group title={m.layers_below()} layers={of_group("below")} {...{ counts, off, toggle }} />
        {empty.length > 0 && <EmptyLayers layers={empty} />}
        {synthetic && <p className={css.note}>{m.layers_synthetic_note()}</p>}
      </div>
    </nav>
  );
}

interface GroupProps {
  readonly title: string;
  readonly layers: readonly Layer[];
  readonly counts: ReadonlyMap<string, number> | null;
  readonly off: readonly string[];
  readonly toggle: (ids: readonly string[], show: boolean) => void;
  readonly children?: React.ReactNode;
}

function Group({ title, layers: shown, counts, off, toggle, children }: GroupProps) {
  const ids = shown.map((l) => l.id);
  const any_on = ids.some((id) => !off.includes(id));
  return (
    <section aria-label={title}>
      <header className={css.group_head}>
        <h2>{title}</h2>
        <IconButton
          icon={any_on ? "eye" : "eye_off"}
          label={any_on ? m.layers_group_hide({ group: title }) : m.layers_group_show({ group: title })}
          on_press={() => toggle(ids, !any_on)}
          size={16}
        />
        {children}
      </header>
      <ul>
        {shown.map((layer) => (
          <Row
            key={layer.id}
            layer={layer}
            count={counts?.get(layer.id) ?? null}
            visible={!off.includes(layer.id)}
            on_toggle={(show) => toggle([layer.id], show)}
          />
        ))}
      </ul>
    </section>
  );
}

function Row(props: {
  layer: Layer;
  count: number | null;
  visible: boolean;
  on_toggle: (show: boolean) => void;
}) {
  const { layer, count, visible, on_toggle } = props;
  const { locale } = useLocale();
  const [open, set_open] = useState(false);
  const [opacity, set_opacity] = useOpacity();
  const name = layer_name(layer.id, locale);
  const pct = opacity[layer.id] ?? 100;
  return (
    <li
      className={css.row}
      data-off={visible ? undefined : ""}
      {...lights_up({ kind: "layer", layer: layer.id })}
    >
      <div className={css.line}>
        <Button
          className={css.name}
          aria-expanded={open}
          aria-label={m.layer_opacity_of({ layer: name })}
          onPress={() => set_open(!open)}
        >
          <LayerSymbol layer={layer.id} />
          <span className={css.text}>{name}</span>
          {pct < 100 && <span className={css.pct}>{pct} %</span>}
        </Button>
        <span className={css.count}>{count === null ? "" : number(count, locale)}</span>
        <Button
          className={css.eye}
          aria-pressed={visible}
          aria-label={m.layer_show({ layer: name })}
          onPress={() => on_toggle(!visible)}
        >
          <Icon name={visible ? "eye" : "eye_off"} size={16} />
        </Button>
      </div>
      {open && (
        <Slider
          className={css.slider}
          value={pct}
          minValue={10}
          maxValue={100}
          step={5}
          aria-label={m.layer_opacity_of({ layer: name })}
          onChange={(value) => {
            const { [layer.id]: _, ...rest } = opacity;
            void set_opacity(value === 100 ? rest : { ...rest, [layer.id]: value });
          }}
        >
          <span className={css.slider_label}>{m.layer_opacity()}</span>
          <SliderTrack className={css.track}>
            {({ state }) => (
              <>
                <span className={css.fill} style={{ width: `${state.getThumbPercent(0) * 100}%` }} />
                <SliderThumb className={css.thumb} />
              </>
            )}
          </SliderTrack>
          <span className={css.slider_label}>{pct} %</span>
        </Slider>
      )}
    </li>
  );
}

function EmptyLayers({ layers: empty }: { layers: readonly Layer[] }) {
  const { locale } = useLocale();
  const [open, set_open] = useState(false);
  return (
    <div className={css.empty}>
      <Button className={css.empty_button} aria-expanded={open} onPress={() => set_open(!open)}>
        <Icon name="chevron" size={14} />
        {m.layers_empty({ count: empty.length })}
      </Button>
      {open && (
        <ul>
          {empty.map((layer) => (
            <li key={layer.id}>
              <LayerSymbol layer={layer.id} />
              {layer_name(layer.id, locale)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
