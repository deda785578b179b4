import type { FeatureCollection } from "geojson";
import type {
  ExpressionSpecification,
  FontFacesSpecification,
  LayerSpecification,
  StyleSpecification,
} from "maplibre-gl";
import type { Layer } from "../../data/catalog/types.ts";
import { map_palette, type Theme } from "../ui/theme.ts";
import { layer_style } from "./layer_style.ts";

export interface MapView {
  readonly layers: readonly Layer[];
  readonly theme: Theme;
  readonly off: readonly string[];
  /** Percent per layer; a layer that is not named is at 100. */
  readonly opacity_pct: Readonly<Record<string, number>>;
  /** `https://host`, since MapLibre wants absolute addresses. */
  readonly origin: string;
  /** Raises with every change of the data, so that tiles are fetched anew. */
  readonly data_version: string;
  readonly latitude_deg: number;
  readonly fonts: FontFacesSpecification;
  readonly synthetic_mark: string;
  /** The chosen finding's things and stretch; properties `part` = a | b | stretch. */
  readonly highlight: FeatureCollection;
}

export const tile_groups = ["above", "below", "street", "finding"] as const;
/** From here on the layers speak for themselves and the street's tint withdraws. */
const tint_gone_zoom = 16.6;

/** The whole map as one value: state in, style out. MapLibre applies the difference. */
export function map_style(view: MapView): StyleSpecification {
  const palette = map_palette[view.theme];
  const of_group = (group: "above" | "below"): LayerSpecification[] =>
    view.layers
      .filter((layer) => layer.group === group)
      .flatMap((layer) =>
        layer_style(layer, {
          theme: view.theme,
          visible: !view.off.includes(layer.id),
          opacity: (view.opacity_pct[layer.id] ?? 100) / 100,
          latitude_deg: view.latitude_deg,
          synthetic_mark: view.synthetic_mark,
        }),
      );
  const above = of_group("above");
  const below = of_group("below");
  const surfaces = (l: LayerSpecification) => l.type === "fill" || l.id.endsWith(":outline");
  return {
    version: 8,
    name: "Straatlagen",
    "font-faces": view.fonts,
    sources: {
      ...Object.fromEntries(
        tile_groups.map((group) => [
          group,
          {
            type: "vector" as const,
            url: `${view.origin}/api/v1/tiles.json?group=${group}&v=${encodeURIComponent(view.data_version)}`,
            ...(group === "street" ? { promoteId: "street" } : {}),
            ...(group === "finding" ? { promoteId: "finding" } : {}),
          },
        ]),
      ),
      highlight: { type: "geojson", data: view.highlight },
    },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": palette.ground } },
      ...above.filter(surfaces),
      ...street_layers(view.theme),
      ...below.filter(surfaces),
      ...below.filter((l) => !surfaces(l) && l.type !== "symbol"),
      ...above.filter((l) => !surfaces(l)),
      ...finding_layers(view.theme, view.highlight.features.length > 0),
      ...highlight_layers(view.theme),
      ...below.filter((l) => l.type === "symbol"),
      ...name_layers(view.theme),
    ],
  };
}

const worst_colour = (theme: Theme): ExpressionSpecification => {
  const p = map_palette[theme];
  return [
    "match",
    ["coalesce", ["get", "worst"], "none"],
    "violated",
    p.violated,
    "possible",
    p.possible,
    "unknown",
    p.unknown,
    "clear",
    p.clear,
    p.street,
  ];
};
const verdict_colour = (theme: Theme): ExpressionSpecification => {
  const p = map_palette[theme];
  return [
    "match",
    ["get", "verdict"],
    "violated",
    p.violated,
    "possible",
    p.possible,
    "clear",
    p.clear,
    p.unknown,
  ];
};
const state = (name: string): ExpressionSpecification => ["boolean", ["feature-state", name], false];

function street_layers(theme: Theme): LayerSpecification[] {
  const p = map_palette[theme];
  return [
    {
      id: "street_zone",
      type: "fill",
      source: "street",
      "source-layer": "street_zone",
      paint: {
        "fill-color": ["case", ["any", state("lit"), state("chosen")], p.accent, worst_colour(theme)],
        "fill-opacity": [
          "interpolate",
          ["linear"],
          ["zoom"],
          13,
          ["case", state("lit"), 0.35, 0.3],
          tint_gone_zoom,
          ["case", state("lit"), 0.14, 0],
        ],
      },
    },
    {
      id: "street_axis",
      type: "line",
      source: "street",
      "source-layer": "street_axis",
      maxzoom: tint_gone_zoom,
      layout: { "line-cap": "round", "line-join": "round" },
      paint: {
        "line-color": ["case", state("lit"), p.accent, worst_colour(theme)],
        "line-width": ["interpolate", ["exponential", 1.5], ["zoom"], 11, 1.5, 14, 3.5, 16, 6],
        "line-opacity": ["interpolate", ["linear"], ["zoom"], 14.5, 0.9, tint_gone_zoom, 0],
      },
    },
    {
      id: "street_outline",
      type: "line",
      source: "street",
      "source-layer": "street_zone",
      layout: { "line-join": "round" },
      paint: {
        "line-color": p.accent,
        "line-width": ["case", state("chosen"), 2.5, 0],
        "line-opacity": ["case", state("chosen"), 1, 0],
      },
    },
    {
      id: "district",
      type: "line",
      source: "street",
      "source-layer": "district",
      paint: { "line-color": p.quiet, "line-width": 1.2, "line-dasharray": [6, 4], "line-opacity": 0.6 },
    },
  ];
}

function finding_layers(theme: Theme, step_back: boolean): LayerSpecification[] {
  const common = { source: "finding", "source-layer": "finding" };
  return [
    {
      id: "finding:stretch",
      type: "line",
      ...common,
      minzoom: 16,
      filter: ["!=", ["geometry-type"], "Point"],
      layout: { "line-cap": "round", "line-join": "round" },
      paint: {
        "line-color": verdict_colour(theme),
        "line-width": [
          "interpolate",
          ["linear"],
          ["zoom"],
          16,
          ["case", state("lit"), 6, 3],
          20,
          ["case", state("lit"), 14, 9],
        ],
        // One finding is open: the others step back.
        "line-opacity": ["case", state("lit"), 0.75, step_back ? 0.1 : 0.3],
      },
    },
    {
      id: "finding:mark",
      type: "symbol",
      ...common,
      minzoom: 16.5,
      filter: ["in", ["get", "verdict"], ["literal", ["violated", "possible"]]],
      layout: {
        "icon-image": ["concat", "verdict:", ["get", "verdict"], `:${theme}`],
        "icon-size": ["interpolate", ["linear"], ["zoom"], 16.5, 0.55, 19, 1],
        "icon-padding": 4,
        "symbol-sort-key": ["match", ["get", "verdict"], "violated", 0, "possible", 1, 2],
        "symbol-placement": "point",
      },
      paint: { "icon-opacity": step_back ? 0.25 : 1 },
    },
  ];
}

function highlight_layers(theme: Theme): LayerSpecification[] {
  const p = map_palette[theme];
  const part = (name: string): ExpressionSpecification => ["==", ["get", "part"], name];
  const is_thing: ExpressionSpecification = ["!", part("stretch")];
  return [
    {
      id: "highlight:area",
      type: "fill",
      source: "highlight",
      filter: ["all", ["==", ["geometry-type"], "Polygon"], is_thing],
      paint: { "fill-color": p.accent, "fill-opacity": 0.22 },
    },
    {
      id: "highlight:stretch",
      type: "line",
      source: "highlight",
      filter: ["all", part("stretch"), ["!=", ["geometry-type"], "Point"]],
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": verdict_colour(theme), "line-width": 18, "line-opacity": 0.32 },
    },
    {
      id: "highlight:halo",
      type: "line",
      source: "highlight",
      filter: ["all", is_thing, ["!=", ["geometry-type"], "Point"]],
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": p.ink, "line-width": 11 },
    },
    {
      id: "highlight:rim",
      type: "line",
      source: "highlight",
      filter: ["all", is_thing, ["!=", ["geometry-type"], "Point"]],
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": p.halo, "line-width": 8 },
    },
    {
      id: "highlight:line",
      type: "line",
      source: "highlight",
      filter: ["all", is_thing, ["!=", ["geometry-type"], "Point"]],
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": ["coalesce", ["get", "colour"], p.accent], "line-width": 5 },
    },
    {
      id: "highlight:dot",
      type: "circle",
      source: "highlight",
      filter: ["all", is_thing, ["==", ["geometry-type"], "Point"]],
      paint: {
        "circle-radius": 8,
        "circle-color": ["coalesce", ["get", "colour"], p.accent],
        "circle-stroke-color": p.halo,
        "circle-stroke-width": 3,
      },
    },
    {
      id: "highlight:ring",
      type: "circle",
      source: "highlight",
      filter: ["all", ["==", ["geometry-type"], "Point"], is_thing],
      paint: {
        "circle-radius": 11,
        "circle-opacity": 0,
        "circle-stroke-color": p.ink,
        "circle-stroke-width": 2,
      },
    },
    {
      id: "highlight:spot",
      type: "circle",
      source: "highlight",
      filter: ["all", part("stretch"), ["==", ["geometry-type"], "Point"]],
      paint: {
        "circle-radius": 18,
        "circle-color": verdict_colour(theme),
        "circle-opacity": 0.28,
        "circle-stroke-color": verdict_colour(theme),
        "circle-stroke-width": 2,
      },
    },
    {
      id: "highlight:name",
      type: "symbol",
      source: "highlight",
      filter: ["has", "name"],
      layout: {
        "text-field": ["get", "name"],
        "text-font": ["Source Sans 3 Semibold"],
        "text-size": 13,
        "text-offset": [0, 1.3],
        "text-anchor": "top",
        "text-optional": true,
      },
      paint: { "text-color": p.ink, "text-halo-color": p.halo, "text-halo-width": 2 },
    },
  ];
}

function name_layers(theme: Theme): LayerSpecification[] {
  const p = map_palette[theme];
  return [
    {
      id: "street_name",
      type: "symbol",
      source: "street",
      "source-layer": "street_axis",
      minzoom: 14,
      layout: {
        "symbol-placement": "line",
        "symbol-spacing": 320,
        "text-field": ["get", "name"],
        "text-font": ["Source Sans 3 Semibold"],
        "text-size": ["interpolate", ["linear"], ["zoom"], 14, 11, 18, 14, 21, 17],
        "text-letter-spacing": 0.02,
        "text-max-angle": 38,
      },
      paint: { "text-color": p.ink, "text-halo-color": p.halo, "text-halo-width": 1.8 },
    },
  ];
}
