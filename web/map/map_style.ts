import type { FeatureCollection } from "geojson";
import type {
  ExpressionSpecification,
  FontFacesSpecification,
  LayerSpecification,
  StyleSpecification,
} from "maplibre-gl";
import type { Layer } from "../../data/catalog/types.ts";
import { map_palette, type Theme } from "../ui/theme.ts";
import { finding_layers, highlight_layers } from "./finding_style.ts";
import { layer_style } from "./layer_style.ts";
import { verdict_colour } from "./verdict_colour.ts";

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
  /** While one draws, the findings of today step back for those of the drawing. */
  readonly drawing?: boolean;
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
      ...finding_layers(view.theme, view.drawing === true || view.highlight.features.length > 0),
      ...highlight_layers(view.theme),
      ...below.filter((l) => l.type === "symbol"),
      ...name_layers(view.theme),
    ],
  };
}

const worst_colour = (theme: Theme): ExpressionSpecification =>
  verdict_colour(theme, ["coalesce", ["get", "worst"], "none"], map_palette[theme].street);
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
