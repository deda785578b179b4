import {
  createParser,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
  useQueryState,
} from "nuqs";
import { useCallback } from "react";
import { useLocation } from "wouter";

/** Where the map looks: zoom / latitude / longitude, and bearing when turned. */
export interface Camera {
  zoom: number;
  lat: number;
  lon: number;
  bearing: number;
}

const number_in = (text: string | undefined, min: number, max: number): number | null => {
  const value = Number(text);
  return text !== undefined && text !== "" && Number.isFinite(value) && value >= min && value <= max
    ? value
    : null;
};

/** `17.20/51.31234/4.81234` with an optional bearing. Anything else reads as no camera. */
export const parse_camera = (text: string): Camera | null => {
  const [zoom_text, lat_text, lon_text, bearing_text] = text.split("/");
  const zoom = number_in(zoom_text, 0, 24);
  const lat = number_in(lat_text, -85, 85);
  const lon = number_in(lon_text, -180, 180);
  if (zoom === null || lat === null || lon === null) return null;
  return { zoom, lat, lon, bearing: number_in(bearing_text, -360, 360) ?? 0 };
};

export const write_camera = ({ zoom, lat, lon, bearing }: Camera): string =>
  `${zoom.toFixed(2)}/${lat.toFixed(5)}/${lon.toFixed(5)}${Math.abs(bearing) < 0.5 ? "" : `/${bearing.toFixed(0)}`}`;

const camera_parser = createParser<Camera>({
  parse: parse_camera,
  serialize: write_camera,
  eq: (a, b) => write_camera(a) === write_camera(b),
});

const first = typeof window === "undefined" ? null : new URL(window.location.href);

/**
 * Did the address that the page was opened with say where the map looks? Null once one went elsewhere. The address
 * of the moment does not tell: the map writes its own place there as soon as it stands.
 */
export const opened_with_place = (): boolean | null =>
  first !== null && window.location.pathname === first.pathname
    ? parse_camera(first.searchParams.get("at") ?? "") !== null
    : null;

/** Opacity per layer in percent, `water_main:40,tree:70`. */
export const parse_opacity = (text: string): Record<string, number> => {
  const out: Record<string, number> = {};
  for (const item of text.split(",")) {
    const [layer, value] = item.split(":");
    const pct = number_in(value, 0, 100);
    if (layer && pct !== null) out[layer] = pct;
  }
  return out;
};
export const write_opacity = (opacity: Readonly<Record<string, number>>): string =>
  Object.entries(opacity)
    .map(([layer, pct]) => `${layer}:${Math.round(pct)}`)
    .join(",");

const opacity_parser = createParser<Record<string, number>>({
  parse: parse_opacity,
  serialize: write_opacity,
  eq: (a, b) => write_opacity(a) === write_opacity(b),
});

export const useCamera = () => useQueryState("at", camera_parser.withOptions({ history: "replace" }));
export const useLayersOff = () => useQueryState("off", parseAsArrayOf(parseAsString).withDefault([]));
export const useOpacity = () => useQueryState("opacity", opacity_parser.withDefault({}));
/** The tab that the address names; `values` are always the same ones: what was read once is not read anew with others. */
export const useTab = <T extends string>(values: readonly T[], first: T) =>
  useQueryState("tab", parseAsStringLiteral(values).withDefault(first));

/** Whether the map is pitched, with the pipes as tubes below it. */
export const useIs3d = () => useQueryState("3d", parseAsBoolean.withDefault(false));

/** Moves to another path and keeps the view (map, layers, language, theme) in the address. */
export function useGo(): (path: string, options?: { replace?: boolean }) => void {
  const [, navigate] = useLocation();
  return useCallback(
    (path: string, options?: { replace?: boolean }) => navigate(with_view(path), options),
    [navigate],
  );
}

/** What an address says of one page only: left behind with it. */
const of_page: Readonly<Record<string, readonly string[]>> = {
  "/compare": ["scenarios", "district"],
  "/pays": ["scenario", "sheet"],
  "/workbook": ["q", "theme", "status", "kind", "district", "authority"],
  "/dig": ["scenario", "street"],
};

/** The address of a path within the present view; a path may set values of its own. What an address says of one page only, and the tab, belong to the page that is left. */
export function with_view(path: string): string {
  const [place = "", own = ""] = path.split("?");
  const search = new URLSearchParams(window.location.search);
  search.delete("tab");
  for (const [page, names] of Object.entries(of_page))
    if (!place.startsWith(page)) for (const name of names) search.delete(name);
  for (const [name, value] of new URLSearchParams(own)) search.set(name, value);
  // Slashes, colons and commas are legal in a query and far easier to read than their codes.
  const text = search.toString().replaceAll("%2F", "/").replaceAll("%3A", ":").replaceAll("%2C", ",");
  return text ? `${place}?${text}` : place;
}
