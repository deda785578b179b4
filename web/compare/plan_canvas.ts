import { Map as MapLibre, type StyleSpecification, setWorkerUrl } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import type { Bounds } from "../client.ts";
import { add_missing_image } from "../map/images.ts";

setWorkerUrl(workerUrl);

/** A map of a plan in a box; throws where there is no WebGL. */
export function plan_map(
  container: HTMLElement,
  style: StyleSpecification,
  bounds: Bounds,
  options: { readonly label: string; readonly interactive: boolean; readonly keep?: boolean },
): MapLibre {
  const map = new MapLibre({
    container,
    style,
    bounds,
    fitBoundsOptions: { padding: 16 },
    attributionControl: false,
    interactive: options.interactive,
    locale: { "Map.Title": options.label },
    maxPitch: 0,
    pixelRatio: options.keep ? 2 : Math.min(window.devicePixelRatio, 2),
    ...(options.keep ? { canvasContextAttributes: { preserveDrawingBuffer: true } } : {}),
  });
  map.setMissingStyleImageResolver((id) => add_missing_image(map, id));
  return map;
}

let last: Promise<unknown> = Promise.resolve();

/** A picture of a plan (PNG as a data address), one after another: each takes a drawing context of its own. */
export function plan_picture(
  style: StyleSpecification,
  bounds: Bounds,
  size: { readonly width: number; readonly height: number },
  label: string,
): Promise<string> {
  const made = last.then(
    () =>
      new Promise<string>((resolve, reject) => {
        const box = document.createElement("div");
        box.style.cssText = `position:fixed;left:-4000px;top:0;width:${size.width}px;height:${size.height}px`;
        box.inert = true;
        document.body.append(box);
        try {
          const map = plan_map(box, style, bounds, { label, interactive: false, keep: true });
          map.once("idle", () => {
            const picture = map.getCanvas().toDataURL("image/png");
            map.remove();
            box.remove();
            resolve(picture);
          });
        } catch (error) {
          box.remove();
          reject(error);
        }
      }),
  );
  last = made.catch(() => undefined);
  return made;
}
