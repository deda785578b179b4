import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { useLocation } from "wouter";
import { client, Problem } from "./client.ts";
import { OverviewPanel } from "./district/overview_panel.tsx";
import { feature_highlight, finding_highlight, nothing } from "./finding/highlight.ts";
import { layer_colour } from "./layer/layer_by_id.ts";
import { LayerPanel } from "./layer/layer_panel.tsx";
import { bounds_of } from "./map/bounds.ts";
import { pointing } from "./section/own_line.ts";
import { clicked_street, usePlan, useSectionPlace } from "./section/section_place.ts";
import { type Selection, useSelection } from "./selection.ts";
import * as m from "./text/compiled/messages.js";
import { useLocale } from "./text/locale.tsx";
import { chosen_files, fly_to, useCell } from "./ui/bus.ts";
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

const MapArea = lazy(() => import("./map/map_area.tsx"));
const StreetPanel = lazy(() => import("./street/street_panel.tsx").then((x) => ({ default: x.StreetPanel })));
const FindingPanel = lazy(() =>
  import("./finding/finding_panel.tsx").then((x) => ({ default: x.FindingPanel })),
);
const FeaturePanel = lazy(() =>
  import("./feature/feature_panel.tsx").then((x) => ({ default: x.FeaturePanel })),
);
const DatasetsPanel = lazy(() =>
  import("./dataset/dataset_panel.tsx").then((x) => ({ default: x.DatasetsPanel })),
);
const DatasetPanel = lazy(() =>
  import("./dataset/dataset_panel.tsx").then((x) => ({ default: x.DatasetPanel })),
);
const ImportPanel = lazy(() => import("./import/import_panel.tsx").then((x) => ({ default: x.ImportPanel })));
const ImportsPanel = lazy(() =>
  import("./import/import_panel.tsx").then((x) => ({ default: x.ImportsPanel })),
);
const DrawOverlay = lazy(() => import("./draw/draw_mode.tsx").then((x) => ({ default: x.DrawOverlay })));
const DrawLeft = lazy(() => import("./draw/draw_mode.tsx").then((x) => ({ default: x.DrawLeft })));
const DrawDetail = lazy(() => import("./draw/draw_mode.tsx").then((x) => ({ default: x.DrawDetail })));
const ComparePage = lazy(() => import("./compare/compare_page.tsx"));
const BelowGround3d = lazy(() => import("./map/below_ground.tsx"));
const SectionDrawer = lazy(() => import("./section/section_drawer.tsx"));
const UndergroundPanel = lazy(() =>
  import("./underground/underground_panel.tsx").then((x) => ({ default: x.UndergroundPanel })),
);
const ImportDialog = lazy(() => import("./import/import_dialog.tsx"));

/** Explore, Draw and Underground: layers or palette, map and detail around one address. */
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
  const is_pointing = useCell(pointing);
  const [drawer_height, set_drawer_height] = useState(0);
  const [layers_open, set_layers_open] = useState(!narrow);
  const [sheet_open, set_sheet_open] = useState(true);
  const [keys_open, set_keys_open] = useState(false);
  const [left_tab, set_left_tab] = useState<"palette" | "layers">("palette");
  const files = useCell(chosen_files);
  const has_sketch = useCell(sketching);

  const drawing = selection.kind === "draw" ? selection : null;
  const with_palette = drawing?.scenario != null;
  const comparing = selection.kind === "compare";

  const authority = useQuery({ queryKey: ["authority"], queryFn: client.authority });
  const counts = useQuery({ queryKey: ["layers"], queryFn: client.layers });
  const finding_id = selection.kind === "finding" ? selection.id : null;
  const finding = useQuery({
    queryKey: ["finding", finding_id],
    queryFn: () => client.finding(finding_id!),
    enabled: finding_id !== null,
  });
  const feature_of = selection.kind === "feature" ? selection : null;
  const feature = useQuery({
    queryKey: ["feature", feature_of?.layer, feature_of?.id],
    queryFn: () => client.feature(feature_of!.layer, feature_of!.id),
    enabled: feature_of !== null,
  });
  const street_id = selection.kind === "street" ? selection.id : (finding.data?.street_id ?? null);
  const street = useQuery({
    queryKey: ["street", street_id],
    queryFn: () => client.street(street_id!),
    enabled: selection.kind === "street" && street_id !== null,
  });

  const finding_data = finding_id === null ? undefined : finding.data;
  const feature_data = feature_of === null ? undefined : feature.data;
  const highlight = useMemo(() => {
    if (finding_data) return finding_highlight(finding_data, layer_colour);
    if (feature_data) return feature_highlight(feature_data, layer_colour);
    return nothing;
  }, [finding_data, feature_data]);

  // A thing opened by link or list is flown to, once, unless the address says where to look.
  const [arrived_with_camera] = useState(camera !== null);
  const [first_location] = useState(location);
  const flown = useRef(arrived_with_camera ? location : "");
  const street_data = selection.kind === "street" ? street.data : undefined;
  useEffect(() => {
    if (flown.current === location) return;
    if (street_data) {
      flown.current = location;
      fly_to(street_data.bounds_wgs84);
    } else if (finding_data) {
      flown.current = location;
      const { a, b, stretch } = finding_data;
      const spots = [a, b].filter((t) => t.geometry?.type === "Point").map((t) => t.geometry);
      fly_to(bounds_of([stretch, ...spots]), 20.5);
    } else {
      flown.current = "";
    }
  }, [location, street_data, finding_data]);

  const back = useCallback(() => {
    // A finding belongs to a street: that is where back leads when one came by link.
    if (window.history.length > 1 && window.history.state !== null && location !== first_location)
      window.history.back();
    else if (finding.data?.street_id) go(`/streets/${encodeURIComponent(finding.data.street_id)}`);
    else go("/");
  }, [go, location, first_location, finding.data?.street_id]);

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
        comparing={comparing}
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
        {comparing && (
          <Suspense fallback={<Loading rows={12} />}>
            <ComparePage key={locale} />
          </Suspense>
        )}
        <div className={css.map} inert={comparing}>
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
                  drawing: with_palette,
                }}
                highlight={highlight}
                chosen_street={street_id}
                camera={camera}
                home={authority.data.bounds_wgs84}
                padding={padding}
                on_camera={set_camera}
                on_pick={pick}
                picking={drawing === null && !is_pointing && !has_sketch}
                synthetic={authority.data.synthetic}
                frame={padding}
              />
            )}
          </Suspense>
        </div>
        <div id={over_map_id} />
        {drawing && with_palette && (
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
          <aside className={css.left} inert={comparing}>
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
          inert={comparing}
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

function LeftTabs(props: {
  shown: "palette" | "layers";
  show: (tab: "palette" | "layers") => void;
  on_close: () => void;
}) {
  return (
    <div className={css.left_tabs}>
      <ToggleButtonGroup
        className={css.left_choice!}
        aria-label={m.left_choice()}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[props.shown]}
        onSelectionChange={(keys) => props.show([...keys][0] as "palette" | "layers")}
      >
        <ToggleButton id="palette" className={css.left_tab!}>
          {m.palette_title()}
        </ToggleButton>
        <ToggleButton id="layers" className={css.left_tab!}>
          {m.layers_title()}
        </ToggleButton>
      </ToggleButtonGroup>
      {props.shown === "palette" && (
        <IconButton icon="close" label={m.layers_hide()} shortcut="l" on_press={props.on_close} size={14} />
      )}
    </div>
  );
}

function Detail({ selection, back }: { selection: Selection; back: () => void }) {
  const go = useGo();
  switch (selection.kind) {
    case "compare":
      return null;
    case "draw":
      return <DrawDetail address={selection} on_home={() => go("/")} />;
    case "underground":
      return <UndergroundPanel address={selection} on_home={() => go("/")} />;
    case "street":
      return <StreetPanel key={selection.id} id={selection.id} on_back={back} />;
    case "finding":
      return <FindingPanel key={selection.id} id={selection.id} on_back={back} />;
    case "feature":
      return <FeaturePanel key={selection.id} layer={selection.layer} id={selection.id} on_back={back} />;
    case "district":
      return <OverviewPanel key={selection.id} district={selection.id} on_back={back} />;
    case "datasets":
      return <DatasetsPanel on_back={back} />;
    case "dataset":
      return <DatasetPanel id={selection.id} on_back={back} />;
    case "imports":
      return <ImportsPanel on_back={back} />;
    case "import":
      return <ImportPanel key={selection.id} id={selection.id} on_back={back} />;
    default:
      return <OverviewPanel district={null} />;
  }
}
