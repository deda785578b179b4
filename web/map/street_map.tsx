import type { FeatureCollection } from "geojson";
import {
  type GeoJSONSource,
  Map as MapLibre,
  type MapMouseEvent,
  type PaddingOptions,
  setWorkerUrl,
  type TransformStyleFunction,
} from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import { useEffect, useRef, useState } from "react";
import type { Bounds } from "../client.ts";
import { finding_highlight } from "../finding/highlight.ts";
import { layer_colour } from "../layer/layer_by_id.ts";
import * as m from "../text/compiled/messages.js";
import { flight, hover, useCell } from "../ui/bus.ts";
import type { Camera } from "../ui/view_state.ts";
import { add_missing_image } from "./images.ts";
import { keep_ready } from "./keep_ready.ts";
import { loaded_map, map_handle, map_missing } from "./map_handle.ts";
import { type MapView, map_style } from "./map_style.ts";
import { type Candidate, candidates_at, interactive_state } from "./pick.ts";
import { PickMenu } from "./pick_menu.tsx";
import css from "./street_map.module.css";

setWorkerUrl(workerUrl);

export interface StreetMapProps {
  readonly view: Omit<MapView, "highlight">;
  readonly highlight: FeatureCollection;
  readonly chosen_street: string | null;
  readonly camera: Camera | null;
  readonly home: Bounds | null;
  readonly padding: PaddingOptions;
  readonly on_camera: (camera: Camera) => void;
  /** An address, and where one clicked (longitude, latitude). */
  readonly on_pick: (path: string, at: readonly [number, number]) => void;
  /** Off while one draws: the pointer then belongs to the drawing. */
  readonly picking: boolean;
}

/** Layers and sources that sketches and sections keep on the map for themselves; a new style does not take them away. */
const kept = (id: string) => ["draw:", "section:"].some((prefix) => id.startsWith(prefix));
const with_drawing: TransformStyleFunction = (previous, next) => {
  if (!previous) return next;
  const sources = Object.entries(previous.sources).filter(([id]) => kept(id));
  return {
    ...next,
    sources: { ...next.sources, ...Object.fromEntries(sources) },
    layers: [...next.layers, ...previous.layers.filter(({ id }) => kept(id))],
  };
};

const reduced = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
const belgium: Bounds = [2.5, 50.6, 5.95, 51.5];

const lit_layers = (map: MapLibre) => map.getLayersOrder().filter((id) => id.startsWith("highlight:"));

/** The map under the panels. Its look is {@link map_style} of the props; picks and moves go out as calls. */
export default function StreetMap(props: StreetMapProps) {
  const box = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const [map, set_map] = useState<MapLibre | null>(null);
  const [failed, set_failed] = useState(false);
  const [menu, set_menu] = useState<{
    x: number;
    y: number;
    at: readonly [number, number];
    candidates: Candidate[];
  } | null>(null);
  const [tip, set_tip] = useState<{ x: number; y: number; label: string } | null>(null);
  const lit = useCell(hover);
  const wanted_flight = useCell(flight);

  useEffect(() => {
    if (!box.current) return;
    const { view, highlight, camera, home, padding } = latest.current;
    let created: MapLibre;
    try {
      created = new MapLibre({
        container: box.current,
        style: map_style({ ...view, highlight }),
        attributionControl: false,
        locale: { "Map.Title": m.map_label() },
        maxPitch: 0,
        minZoom: 7,
        maxZoom: 23.5,
        // Labels that fade in are motion too.
        ...(reduced() ? { fadeDuration: 0 } : {}),
        // The panels cover the sides: what is fitted must be fitted between them.
        ...(camera
          ? { center: [camera.lon, camera.lat], zoom: camera.zoom, bearing: camera.bearing }
          : { bounds: home ?? belgium, fitBoundsOptions: { padding: 24 } }),
      });
    } catch (error) {
      // Without WebGL there is no map; lists, sections and tables go on.
      console.warn(error);
      set_failed(true);
      map_missing.set(true);
      return;
    }
    created.setMissingStyleImageResolver((id) => add_missing_image(created, id));
    created.setPadding(padding);
    if (!camera && home) created.fitBounds(home, { padding: 24, animate: false });
    created.keyboard.enable();
    created.touchZoomRotate.enableRotation();
    created.on("moveend", () => {
      const { lng, lat } = created.getCenter();
      latest.current.on_camera({ zoom: created.getZoom(), lat, lon: lng, bearing: created.getBearing() });
    });
    // Tests read what is really drawn as lit up.
    created.on("idle", () => {
      const lit = created.queryRenderedFeatures({ layers: lit_layers(created) });
      const parts = [...new Set(lit.map((f) => String(f.properties.part)))].sort();
      box.current?.setAttribute("data-lit", parts.join(" "));
    });
    const stop_saying = keep_ready(created);
    created.once("load", () => {
      set_map(created);
      loaded_map.set(created);
    });
    map_handle.set(created);
    return () => {
      map_handle.set(null);
      loaded_map.set(null);
      stop_saying();
      created.remove();
    };
  }, []);

  // One value in, one style out; MapLibre finds the difference.
  const style_key = JSON.stringify([
    props.view.theme,
    props.view.off,
    props.view.opacity_pct,
    props.view.data_version,
    props.view.synthetic_mark,
    props.view.latitude_deg,
    props.view.drawing,
    props.highlight.features.length > 0,
  ]);
  const applied = useRef(style_key);
  useEffect(() => {
    if (!map || applied.current === style_key) return;
    applied.current = style_key;
    const { view, highlight } = latest.current;
    map.setStyle(map_style({ ...view, highlight }), { diff: true, transformStyle: with_drawing });
  }, [map, style_key]);

  // The pointer's finding goes before the chosen one; when the pointer leaves, the chosen one is back.
  const pointed =
    lit?.kind === "finding" && lit.finding ? finding_highlight(lit.finding, layer_colour) : null;
  const shown = pointed ?? props.highlight;
  const drawn = useRef(props.highlight);
  useEffect(() => {
    if (!map || drawn.current === shown) return;
    drawn.current = shown;
    map.getSource<GeoJSONSource>("highlight")?.setData(shown);
  }, [map, shown]);

  useEffect(() => {
    if (!map || !lit) return;
    const target = interactive_state(lit);
    if (!target) return;
    map.setFeatureState(target, { lit: true });
    return () => {
      if (map.getSource(target.source)) map.setFeatureState(target, { lit: false });
    };
  }, [map, lit]);

  // A layer named in a list: its neighbours step back.
  const lit_layer = lit?.kind === "layer" ? lit.layer : null;
  useEffect(() => {
    if (!map || !lit_layer) return;
    const faded = map
      .getStyle()
      .layers.filter((l) => "source" in l && l.source === "below" && !l.id.startsWith(`${lit_layer}:`))
      .filter((l) => l.type === "line");
    const before = faded.map((l) => [l.id, map.getPaintProperty(l.id, "line-opacity")] as const);
    for (const [id] of before) map.setPaintProperty(id, "line-opacity", 0.18);
    return () => {
      for (const [id, value] of before) if (map.getLayer(id)) map.setPaintProperty(id, "line-opacity", value);
    };
  }, [map, lit_layer]);

  const { chosen_street } = props;
  useEffect(() => {
    if (!map || !chosen_street) return;
    const target = { source: "street", sourceLayer: "street_zone", id: chosen_street };
    map.setFeatureState(target, { chosen: true });
    return () => {
      if (map.getSource("street")) map.setFeatureState(target, { chosen: false });
    };
  }, [map, chosen_street]);

  const { top = 0, right = 0, bottom = 0, left = 0 } = props.padding;
  // Before the flight: setting the padding ends one that has just begun.
  useEffect(() => {
    map?.easeTo({ padding: { top, right, bottom, left }, animate: false });
  }, [map, top, right, bottom, left]);

  useEffect(() => {
    if (!map || !wanted_flight) return;
    const { bounds, max_zoom } = wanted_flight;
    flight.set(null);
    map.fitBounds(bounds, {
      padding: 48,
      maxZoom: max_zoom ?? 20,
      animate: !reduced(),
      duration: 700,
      bearing: map.getBearing(),
    });
  }, [map, wanted_flight]);

  const { picking } = props;
  useEffect(() => {
    if (!map || !picking) return;
    let frame = 0;
    const move = (event: MapMouseEvent) => {
      // Once a frame: asking what is under the pointer costs more than a mouse event.
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const found = candidates_at(map, event.point);
        map.getCanvas().style.cursor = found.length > 0 ? "pointer" : "";
        if (found[0]?.key !== last_key) hover.set(found[0]?.hover ?? null);
        last_key = found[0]?.key;
        set_tip(found[0] ? { x: event.point.x, y: event.point.y, label: found[0].label } : null);
      });
    };
    let last_key: string | undefined;
    const leave = () => {
      cancelAnimationFrame(frame);
      last_key = undefined;
      hover.set(null);
      set_tip(null);
    };
    const click = (event: MapMouseEvent) => {
      const found = candidates_at(map, event.point);
      const things = found.filter((c) => c.hover.kind !== "street");
      if (things.length > 1)
        set_menu({ x: event.point.x, y: event.point.y, at: event.lngLat.toArray(), candidates: found });
      else if (found[0]) latest.current.on_pick(found[0].path, event.lngLat.toArray());
    };
    map.on("mousemove", move);
    map.on("mouseout", leave);
    map.on("click", click);
    return () => {
      map.off("mousemove", move);
      map.off("mouseout", leave);
      map.off("click", click);
      leave();
    };
  }, [map, picking]);

  return (
    <div className={css.map}>
      <div ref={box} className={css.canvas} data-testid="map" />
      {failed && (
        <p className={css.failed} role="status">
          {m.map_unavailable()}
        </p>
      )}
      {tip && !menu && (
        <div className={css.tip} style={{ left: tip.x, top: tip.y }} aria-hidden="true">
          {tip.label}
        </div>
      )}
      {menu && (
        <PickMenu
          x={menu.x}
          y={menu.y}
          candidates={menu.candidates}
          on_close={() => set_menu(null)}
          on_pick={(path) => {
            set_menu(null);
            props.on_pick(path, menu.at);
          }}
        />
      )}
    </div>
  );
}
