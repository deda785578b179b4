import { lazy, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { useLocation } from "wouter";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { hover, useCell } from "../ui/bus.ts";
import { IconButton } from "../ui/controls.tsx";
import { Failed, Loading } from "../ui/state_block.tsx";
import type { Theme } from "../ui/theme.ts";
import { useGo } from "../ui/view_state.ts";
import { sketching } from "../underground/sketch_state.ts";
import { is_long } from "./export_section.tsx";
import { LongSectionDrawing } from "./long_section_drawing.tsx";
import css from "./section.module.css";
import { SectionControls } from "./section_controls.tsx";
import { type SectionObject, thing_key, useSection } from "./section_data.ts";
import { SectionDrawing } from "./section_drawing.tsx";
import { useCuttingLine } from "./section_on_map.ts";
import { useAsTable, useClearances, useExaggeration, usePlan, useSectionPlace } from "./section_place.ts";
import { SectionTable } from "./section_table.tsx";
import { section_title } from "./section_words.ts";
import { ThingLine } from "./thing_line.tsx";
import { useDrawerHeight } from "./use_drawer_height.ts";

const OwnLine = lazy(() => import("./own_line.tsx"));

/** The bottom drawer with the section that the address names. */
export default function SectionDrawer(props: {
  theme: Theme;
  frame: { left: number; right: number };
  scenario_id: number | null;
  data_version: string;
  on_height: (height: number) => void;
}) {
  const { theme, frame } = props;
  const { locale } = useLocale();
  const go = useGo();
  const [place, set_place] = useSectionPlace();
  const [deep] = useExaggeration();
  const [clearances] = useClearances();
  const [as_table] = useAsTable();
  const [plan] = usePlan();
  const scenario_id = props.scenario_id ?? plan;
  const query = useSection(place, scenario_id, props.data_version);
  const section = query.data ?? null;
  const [height, grip] = useDrawerHeight(props.on_height);
  const box = useRef<HTMLDivElement>(null);
  const [size, set_size] = useState({ width: 0, height: 0 });
  const [pointed, set_pointed] = useState<string | null>(null);
  useCuttingLine(section?.line ?? null, theme);
  // An own line is drawn on the map of one page: another page may draw there itself.
  const [location] = useLocation();
  const [drawn_at, set_drawn_at] = useState<string | null>(null);
  const drawing_line = drawn_at === location;
  const others_draw = useCell(sketching) && !drawing_line;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the box comes with the section
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new ResizeObserver(() =>
      set_size({ width: element.clientWidth, height: element.clientHeight }),
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, [section === null, as_table]);

  // A place on the street becomes metres along it, so that the slider and the address agree.
  const at_m = section?.at_m ?? null;
  useEffect(() => {
    if (place?.kind !== "street" || query.isPlaceholderData || at_m === null) return;
    if (place.at_m === null) void set_place({ ...place, at_m, near: null });
  }, [place, at_m, query.isPlaceholderData, set_place]);

  // What the map or a list points at lights up here too.
  const lit = useCell(hover);
  const from_map =
    lit?.kind === "feature"
      ? section?.objects.find(
          ({ kind, layer, id }) => kind === "feature" && layer === lit.layer && String(id) === lit.id,
        )
      : undefined;
  const lit_key = from_map ? thing_key(from_map) : pointed;
  const lit_object = section?.objects.find((object) => thing_key(object) === lit_key) ?? null;
  const point_at = (object: SectionObject | null) => {
    set_pointed((last) => (object ? thing_key(object) : last));
    hover.set(
      object?.kind === "feature" ? { kind: "feature", layer: object.layer, id: String(object.id) } : null,
    );
  };
  const open = (object: SectionObject) => {
    if (object.kind === "feature") go(`/features/${object.layer}/${object.id}`);
  };

  const drawn_frame = useMemo(
    () => ({
      width: Math.max(320, size.width),
      height: Math.max(180, size.height),
      exaggeration: Number(deep),
    }),
    [size, deep],
  );
  if (!place) return null;
  const long = section !== null && (place.kind === "long" || place.kind === "feature" || is_long(section));
  const Drawing = long ? LongSectionDrawing : SectionDrawing;
  const title = section ? section_title(section, locale, place) : m.section_word();
  return (
    <section
      className={css.drawer}
      style={{ left: frame.left, right: frame.right, height }}
      aria-label={m.section_word()}
      data-testid="section"
      data-busy={query.isFetching ? "" : undefined}
    >
      <div {...grip} className={css.grip} />
      <header className={css.head}>
        <h2 className={css.title}>{title}</h2>
        {section && (
          <SectionControls
            {...{ place, set_place, section, long, scenario_id }}
            plan_fixed={props.scenario_id !== null}
            drawing_line={drawing_line}
            on_own_line={
              others_draw || props.scenario_id !== null
                ? null
                : () => set_drawn_at(drawing_line ? null : location)
            }
          />
        )}
        <IconButton icon="close" label={m.section_close()} on_press={() => void set_place(null)} size={16} />
      </header>
      {drawing_line && (
        <Suspense fallback={null}>
          <OwnLine
            on_end={(line) => {
              set_drawn_at(null);
              if (line) void set_place(line);
              box.current?.focus({ preventScroll: true });
            }}
          />
        </Suspense>
      )}
      {query.isError && <Failed error={query.error} retry={() => query.refetch()} />}
      {!section && !query.isError && <Loading rows={5} />}
      {section && (
        <>
          <div ref={box} className={css.body} tabIndex={-1}>
            {as_table ? (
              <SectionTable section={section} locale={locale} title={title} />
            ) : (
              size.width > 0 && (
                <Drawing
                  frame={drawn_frame}
                  lit={lit_key}
                  on_lit={point_at}
                  on_open={open}
                  {...{ section, theme, locale, clearances }}
                />
              )
            )}
          </div>
          <ThingLine section={section} object={lit_object} locale={locale} />
        </>
      )}
    </section>
  );
}
