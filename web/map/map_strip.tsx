import { useEffect, useState } from "react";
import * as m from "../text/compiled/messages.js";
import { useLocale } from "../text/locale.tsx";
import { number } from "../text/number.ts";
import { useCell } from "../ui/bus.ts";
import { Go, IconButton } from "../ui/controls.tsx";
import { useIs3d } from "../ui/view_state.ts";
import { px_per_m } from "./layer_style.ts";
import { map_handle } from "./map_handle.ts";
import css from "./map_strip.module.css";

/** The longest round length that fits in `most_px`, and its width. */
export function scale_bar(
  zoom: number,
  latitude_deg: number,
  most_px = 110,
): { length_m: number; width_px: number } {
  const per_m = px_per_m(zoom, latitude_deg);
  const most_m = most_px / per_m;
  const power = 10 ** Math.floor(Math.log10(most_m));
  const length_m = [5, 2, 1].map((n) => n * power).find((n) => n <= most_m) ?? power;
  return { length_m, width_px: length_m * per_m };
}

/** Scale, source line and the mark of synthetic data at the foot of the map; zoom and north at its side. */
export function MapStrip({ synthetic, attribution }: { synthetic: boolean; attribution: string }) {
  const { locale } = useLocale();
  const map = useCell(map_handle);
  const [is_3d, set_3d] = useIs3d();
  const [camera, set_camera] = useState<{ zoom: number; lat: number; bearing: number } | null>(null);
  useEffect(() => {
    if (!map) return;
    const read = () =>
      set_camera({ zoom: map.getZoom(), lat: map.getCenter().lat, bearing: map.getBearing() });
    read();
    map.on("move", read);
    return () => void map.off("move", read);
  }, [map]);
  const bar = camera ? scale_bar(camera.zoom, camera.lat) : null;
  return (
    <>
      <div className={css.tools}>
        {camera && Math.abs(camera.bearing) > 0.5 && (
          <span style={{ transform: `rotate(${-camera.bearing}deg)` }}>
            <IconButton icon="north" label={m.map_north()} on_press={() => map?.easeTo({ bearing: 0 })} />
          </span>
        )}
        {map && (
          <IconButton
            icon="cube"
            label={m.below_ground_3d()}
            pressed={is_3d}
            on_press={() => void set_3d(!is_3d)}
          />
        )}
        <IconButton icon="plus" label={m.map_zoom_in()} shortcut="+" on_press={() => map?.zoomIn()} />
        <IconButton icon="minus" label={m.map_zoom_out()} shortcut="−" on_press={() => map?.zoomOut()} />
      </div>
      <footer className={css.strip}>
        {bar && (
          <span className={css.scale} style={{ width: bar.width_px }}>
            {bar.length_m >= 1000
              ? `${number(bar.length_m / 1000, locale)} km`
              : bar.length_m >= 1
                ? `${number(bar.length_m, locale)} m`
                : `${number(bar.length_m * 100, locale)} cm`}
          </span>
        )}
        {synthetic && (
          <Go to="/datasets" className={css.synthetic}>
            {m.strip_synthetic()}
          </Go>
        )}
        <span className={css.source}>{attribution}</span>
      </footer>
    </>
  );
}
