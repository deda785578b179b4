import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import { useLocation } from "wouter";
import { useMayPlan } from "./account/account_api.ts";
import { client, Problem } from "./client.ts";
import { Detail } from "./detail.tsx";
import { LeftTabs } from "./draw/left_tabs.tsx";
import { LayerPanel } from "./layer/layer_panel.tsx";
import { clicked_street, usePlan, useSectionPlace } from "./section/section_place.ts";
import { useSelection } from "./selection.ts";
import * as m from "./text/compiled/messages.js";
import { useLocale } from "./text/locale.tsx";
import { chosen_files, useCell } from "./ui/bus.ts";
import { IconButton } from "./ui/controls.tsx";
import { DropAnywhere } from "./ui/drop_anywhere.tsx";
import { KeySheet } from "./ui/key_sheet.tsx";
import css from "./ui/shell.module.css";
import { Failed, Loading } from "./ui/state_block.tsx";
import { TopBar } from "./ui/top_bar.tsx";
import { narrow_query, useMedia } from "./ui/use_media.ts";
import { useTheme } from "./ui/use_theme.ts";
import { useCamera, useGo, useIs3d, useLayersOff, useOpacity } from "./ui/view_state.ts";
import { over_map_id } from "./underground/over_map.tsx";
import { sketching } from "./underground/sketch_state.ts";
import { useShown } from "./use_shown.ts";

const MapArea = lazy(() => import("./map/map_area.tsx"));
const DrawOverlay = lazy(() => import("./draw/draw_mode.tsx").then((x) => ({ default: x.DrawOverlay })));
const DrawLeft = lazy(() => import("./draw/draw_mode.tsx").then((x) => ({ default: x.DrawLeft })));
const ComparePage = lazy(() => import("./compare/compare_page.tsx"));
const PaysPage = lazy(() => import("./pays/pays_page.tsx"));
const WorkbookPage = lazy(() => import("./workbook/workbook_page.tsx"));
const DigPage = lazy(() => import("./dig/dig_page.tsx"));
const BelowGround3d = lazy(() => import("./map/below_ground.tsx"));
const SectionDrawer = lazy(() => import("./section/section_drawer.tsx"));
const ImportDialog = lazy(() => import("./import/import_dialog.tsx"));

/** The pages that lie over the map: it stays as it is below them. */
const pages = { compare: ComparePage, dig: DigPage, pays: PaysPage, workbook: WorkbookPage } as const;

/** Explore, Draw, Underground, Compare and Workbook: layers or palette, map and detail around one address. */
export function App() {
  const { locale } = useLocale();
  const [theme, set_theme] = useTheme();
  const narrow = useMedia(narrow_query);
  const go = useGo();
  const [location] = useLocation();
  const selection = useSelection();
  const [camera, set_camera] = useCamera();
  const [off] = useLayersOff();
  const [opacity_pct] = useOpacity();
  const [section_place, set_section_place] = useSectionPlace();
  const [plan] = usePlan();
  const [is_3d] = useIs3d();
  const [drawer_height, set_drawer_height] = useState(0);
  const [layers_open, set_layers_open] = useState(!narrow);
  const [sheet_open, set_sheet_open] = useState(true);
  const [keys_open, set_keys_open] = useState(false);
  const [left_tab, set_left_tab] = useState<"palette" | "layers">("palette");
  const files = useCell(chosen_files);
  const has_sketch = useCell(sketching);

  const drawing = selection.kind === "draw" ? selection : null;
  const on_table = drawing?.scenario != null;
  const may_plan = useMayPlan();
  const with_palette = on_table && may_plan;
  const Page = selection.kind in pages ? pages[selection.kind as keyof typeof pages] : null;
  const paged = Page !== null;

  const authority = useQuery({ queryKey: ["authority"], queryFn: client.authority });
  const counts = useQuery({ queryKey: ["layers"], queryFn: client.layers });
  const { street_id, highlight, back } = useShown(selection);

  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (target.closest("input, textarea, select, [role=dialog], [role=menu], [role=listbox]")) return;
      if (event.key === "?") set_keys_open(true);
      else if (event.key === "l") set_layers_open((open) => !open);
      else if (event.key === "i") chosen_files.set([]);
      else if (event.key === "d" && !drawing) go("/draw");
      else if (event.key === "v" && selection.kind !== "compare") go("/compare");
      else if (event.key === "b" && selection.kind !== "pays") go("/pays");
      else if (event.key === "w" && selection.kind !== "workbook") go("/workbook");
      else if (event.key === "g" && selection.kind !== "dig") go("/dig");
      else if (event.key === "u" && selection.kind !== "underground") go("/underground");
      else if (event.key === "Escape" && selection.kind !== "home") back();
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", key);
    return () => window.removeEventListener("keydown", key);
  }, [back, go, drawing, selection.kind]);

  const sheet_height = sheet_open ? Math.round(window.innerHeight * 0.46) : 52;
  const padding = narrow
    ? { top: 0, right: 0, left: 0, bottom: Math.max(sheet_height, drawer_height) }
    : { top: 0, right: 380, left: layers_open ? 280 : 0, bottom: Math.max(28, drawer_height) };
  // A click on a street says where to cut it: at once where a section is open, else when one is asked for.
  const pick = useCallback(
    (path: string, at: readonly [number, number]) => {
      const street = /^\/streets\/([^/]+)$/.exec(path)?.[1];
      if (street) {
        const place = { kind: "street", street: decodeURIComponent(street), at_m: null, near: at } as const;
        clicked_street.set(place);
        if (section_place) void set_section_place(place);
      }
      go(path);
    },
    [go, section_place, set_section_place],
  );
  const count_map = counts.data
    ? new Map(counts.data.layers.map((l) => [l.id, Number(l.feature_count)]))
    : null;
  const offline = [authority, counts].some((q) => q.error instanceof Problem && q.error.status === 0);

  return (
    <div className={css.shell} data-narrow={narrow ? "" : undefined}>
      <a className={css.skip} href="#detail">
        {m.skip_to_detail()}
      </a>
      <TopBar
        district={selection.kind === "district" ? selection.id : null}
        drawing={drawing}
        comparing={selection.kind === "compare" || selection.kind === "dig" || selection.kind === "pays"}
        workbook={selection.kind === "workbook"}
        underground={selection.kind === "underground"}
        narrow={narrow}
        on_layers={() => set_layers_open(!layers_open)}
        on_keys={() => set_keys_open(true)}
        {...{ theme, set_theme }}
      />
      {offline && (
        <div className={css.offline} role="alert">
          {m.state_offline_text()}
        </div>
      )}
      <main className={css.stage}>
        {Page && (
          <Suspense fallback={<Loading rows={12} />}>
            <Page key={`${selection.kind}${locale}`} />
          </Suspense>
        )}
        <div className={css.map} inert={paged}>
          <Suspense fallback={<div className={css.map_wait} aria-hidden="true" />}>
            {authority.data && (
              <MapArea
                key="map"
                view={{
                  theme,
                  off,
                  opacity_pct,
                  data_version: String(authority.data.data_version),
                  latitude_deg: authority.data.bounds_wgs84?.[1] ?? 51,
                  synthetic_mark: m.synthetic_mark(),
                  drawing: on_table,
                }}
                highlight={highlight}
                chosen_street={street_id}
                camera={camera}
                home={authority.data.bounds_wgs84}
                padding={padding}
                on_camera={set_camera}
                on_pick={pick}
                picking={drawing === null && !has_sketch}
                synthetic={authority.data.synthetic}
                frame={padding}
              />
            )}
          </Suspense>
        </div>
        <div id={over_map_id} />
        {drawing && on_table && (
          <Suspense fallback={null}>
            <DrawOverlay
              address={drawing}
              theme={theme}
              frame={padding}
              on_palette={layers_open ? null : () => set_layers_open(true)}
            />
          </Suspense>
        )}
        {layers_open ? (
          <aside className={css.left} inert={paged}>
            {with_palette && (
              <LeftTabs shown={left_tab} show={set_left_tab} on_close={() => set_layers_open(false)} />
            )}
            {with_palette && left_tab === "palette" ? (
              <Suspense fallback={<Loading rows={12} />}>
                <DrawLeft on_taken={() => narrow && set_layers_open(false)} />
              </Suspense>
            ) : (
              <LayerPanel
                counts={count_map}
                synthetic={authority.data?.synthetic ?? false}
                on_close={() => set_layers_open(false)}
              />
            )}
          </aside>
        ) : (
          !narrow &&
          !with_palette && (
            <div className={css.left_closed}>
              <IconButton
                icon="layers"
                label={m.layers_title()}
                shortcut="l"
                on_press={() => set_layers_open(true)}
              />
            </div>
          )
        )}
        {is_3d && (
          <Suspense fallback={null}>
            <BelowGround3d theme={theme} scenario_id={drawing?.scenario ?? plan} />
          </Suspense>
        )}
        {section_place && authority.data && (
          <Suspense fallback={null}>
            <SectionDrawer
              theme={theme}
              frame={narrow ? { left: 0, right: 0 } : { left: padding.left, right: padding.right }}
              scenario_id={drawing?.scenario ?? null}
              data_version={String(authority.data.data_version)}
              on_height={set_drawer_height}
            />
          </Suspense>
        )}
        <section
          id="detail"
          tabIndex={-1}
          inert={paged}
          className={css.right}
          data-closed={narrow && !sheet_open ? "" : undefined}
          aria-label={m.detail_label()}
        >
          {narrow && (
            <button
              type="button"
              className={css.grip}
              aria-expanded={sheet_open}
              onClick={() => set_sheet_open(!sheet_open)}
            >
              <span aria-hidden="true" />
              <span className="visually_hidden">{m.detail_label()}</span>
            </button>
          )}
          <div className={css.scroll} key={drawing ? `draw${locale}` : `${location}${locale}`}>
            {authority.isError && !offline ? (
              <Failed error={authority.error} retry={() => authority.refetch()} />
            ) : null}
            <Suspense
              fallback={
                <div className={css.waiting}>
                  <Loading rows={10} />
                </div>
              }
            >
              <Detail selection={selection} back={back} />
            </Suspense>
          </div>
        </section>
      </main>
      <DropAnywhere />
      <KeySheet open={keys_open} on_close={() => set_keys_open(false)} />
      {files !== null && (
        <Suspense fallback={null}>
          <ImportDialog />
        </Suspense>
      )}
    </div>
  );
}
