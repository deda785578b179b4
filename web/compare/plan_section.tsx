import type { Map as MapLibre } from "maplibre-gl";
import { useEffect, useMemo, useRef, useState } from "react";
import { Label, Slider, SliderThumb, SliderTrack, ToggleButton } from "react-aria-components";
import * as m from "../text/compiled/messages.js";
import { Choose } from "../ui/controls.tsx";
import page from "../ui/page.module.css";
import { Loading } from "../ui/state_block.tsx";
import ui from "../ui/ui.module.css";
import { useTheme } from "../ui/use_theme.ts";
import css from "./compare.module.css";
import type { Column } from "./compare_api.ts";
import { plan_map } from "./plan_canvas.ts";
import { PlanList } from "./plan_list.tsx";
import { plan_difference, plan_features, plan_style } from "./plan_map.ts";
import { type Plans, usePlans } from "./use_plans.ts";

/** Colours of what only the first has, only the second, and both; told apart on the map's own ground. */
export const difference_colours = { only_a: "#1F6F5C", only_b: "#B96A00", both: "#6B6F76" } as const;

/** The place of today among the ids of scenarios; not 0, which is the key of a list's first section. */
const today = -1;

/** Two scenarios on the map, or today and one: one wiped over the other, or only what differs. */
export default function PlanSection({
  columns,
  district,
}: {
  columns: readonly Column[];
  district: string | null;
}) {
  const [theme] = useTheme();
  const planned = columns.filter((column) => column.id !== null);
  const ids = planned.map((column) => column.id as number);
  const plans = usePlans(ids, district, theme);
  const [pair, set_pair] = useState<readonly [number, number] | null>(null);
  const [difference, set_difference] = useState(false);
  const choices = [today, ...ids];
  const first = ids.length > 1 ? [ids[0]!, ids[1]!] : [today, ids[0]!];
  const [a, b] = pair?.every((id) => choices.includes(id)) ? pair : (first as [number, number]);
  const name = (id: number) =>
    id === today ? m.compare_today() : (planned.find((column) => column.id === id)?.name ?? "");
  const choose = (label: string, value: number, other: number, set: (id: number) => void) => (
    <Choose
      label={label}
      value={String(value)}
      on_change={(id) => set(Number(id))}
      sections={[
        { choices: choices.filter((id) => id !== other).map((id) => ({ id: String(id), name: name(id) })) },
      ]}
    />
  );
  return (
    <section className={`${page.block} ${page.screen_only}`}>
      <h2>{m.compare_map_title()}</h2>
      <div className={page.choices}>
        {choose(m.compare_map_left(), a, b, (id) => set_pair([id, b]))}
        {choose(m.compare_map_right(), b, a, (id) => set_pair([a, id]))}
        <ToggleButton className={page.chip!} isSelected={difference} onChange={set_difference}>
          {m.compare_map_difference()}
        </ToggleButton>
      </div>
      {!plans ? (
        <Loading rows={8} />
      ) : difference ? (
        <DifferenceMap key={`${a} ${b} ${district}`} plans={plans} a={a} b={b} names={[name(a), name(b)]} />
      ) : (
        <SwipeMap key={`${a} ${b} ${district}`} plans={plans} a={a} b={b} names={[name(a), name(b)]} />
      )}
      {plans && <PlanList plans={plans} a={a} b={b} names={[name(a), name(b)]} />}
    </section>
  );
}

interface PairProps {
  readonly plans: Plans;
  readonly a: number;
  readonly b: number;
  readonly names: readonly [string, string];
}

/** Keeps two maps on the same place, whichever is moved. */
function keep_together(one: MapLibre, other: MapLibre): void {
  let following = false;
  const follow = (from: MapLibre, to: MapLibre) => () => {
    if (following) return;
    following = true;
    to.jumpTo({ center: from.getCenter(), zoom: from.getZoom(), bearing: from.getBearing() });
    following = false;
  };
  one.on("move", follow(one, other));
  other.on("move", follow(other, one));
}

function SwipeMap({ plans, a, b, names }: PairProps) {
  const left = useRef<HTMLDivElement>(null);
  const right = useRef<HTMLDivElement>(null);
  const [share_pct, set_share] = useState(50);
  const [failed, set_failed] = useState(false);
  const [ready, set_ready] = useState(0);
  useEffect(() => {
    if (!left.current || !right.current) return;
    const made: MapLibre[] = [];
    try {
      for (const [box, id, label] of [
        [left.current, a, names[0]],
        [right.current, b, names[1]],
      ] as const) {
        const style = plan_style(plans.view, plan_features(plans.measures.get(id) ?? []));
        const map = plan_map(box, style, plans.bounds, { label, interactive: true });
        map.once("idle", () => set_ready((count) => count + 1));
        made.push(map);
      }
      keep_together(made[0]!, made[1]!);
    } catch (error) {
      console.warn(error);
      set_failed(true);
    }
    return () => {
      for (const map of made) map.remove();
    };
    // The key of this component names the pair; measures that come anew draw it anew.
  }, [plans.measures, plans.view, plans.bounds, a, b, names[0], names[1]]);
  if (failed) return <p className={ui.quiet}>{m.compare_map_none()}</p>;
  return (
    <div className={css.swipe} data-ready={ready >= 2 ? "" : undefined}>
      <div ref={left} className={css.swipe_map} />
      <div ref={right} className={css.swipe_map} style={{ clipPath: `inset(0 0 0 ${share_pct}%)` }} />
      <span className={css.swipe_edge} style={{ left: `${share_pct}%` }} aria-hidden="true" />
      <span className={css.swipe_name} style={{ left: 8 }}>
        {names[0]}
      </span>
      <span className={css.swipe_name} style={{ right: 8 }}>
        {names[1]}
      </span>
      <Slider
        className={css.swipe_slider!}
        value={share_pct}
        onChange={set_share}
        minValue={0}
        maxValue={100}
      >
        <Label className="visually_hidden">{m.compare_map_wipe()}</Label>
        <SliderTrack className={css.swipe_track!}>
          <SliderThumb className={css.swipe_thumb!} />
        </SliderTrack>
      </Slider>
    </div>
  );
}

function DifferenceMap({ plans, a, b, names }: PairProps) {
  const box = useRef<HTMLDivElement>(null);
  const [failed, set_failed] = useState(false);
  const [ready, set_ready] = useState(false);
  const parts = useMemo(
    () => plan_difference(plans.measures.get(a) ?? [], plans.measures.get(b) ?? []),
    [plans.measures, a, b],
  );
  useEffect(() => {
    if (!box.current) return;
    const features = (["both", "only_a", "only_b"] as const).flatMap(
      (part) => plan_features(parts[part], difference_colours[part]).features,
    );
    try {
      const style = plan_style(plans.view, { type: "FeatureCollection", features });
      const map = plan_map(box.current, style, plans.bounds, {
        label: m.compare_map_difference(),
        interactive: true,
      });
      map.once("idle", () => set_ready(true));
      return () => map.remove();
    } catch (error) {
      console.warn(error);
      set_failed(true);
    }
  }, [parts, plans.view, plans.bounds]);
  if (failed) return <p className={ui.quiet}>{m.compare_map_none()}</p>;
  const legend = [
    ["only_a", m.compare_map_only({ name: names[0] })],
    ["only_b", m.compare_map_only({ name: names[1] })],
    ["both", m.compare_map_both()],
  ] as const;
  return (
    <>
      <div className={css.swipe} data-ready={ready ? "" : undefined}>
        <div ref={box} className={css.swipe_map} />
      </div>
      <ul className={css.legend}>
        {legend.map(([part, word]) => (
          <li key={part}>
            <span className={css.dot} style={{ background: difference_colours[part] }} aria-hidden="true" />
            {`${word} (${parts[part].length})`}
          </li>
        ))}
      </ul>
    </>
  );
}
