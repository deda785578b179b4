import type {
  DataDrivenPropertyValueSpecification,
  ExpressionSpecification,
  LayerSpecification,
} from "maplibre-gl";
import type { Layer } from "../../data/catalog/types.ts";
import type { Theme } from "../ui/theme.ts";
import { map_palette } from "../ui/theme.ts";
import { luminance, mix, standing_out } from "./colour.ts";

export interface LayerView {
  readonly theme: Theme;
  readonly visible: boolean;
  /** 0 to 1, the reader's own choice. */
  readonly opacity: number;
  /** Decides how many pixels a metre takes. */
  readonly latitude_deg: number;
  /** The text put behind labels of generated data, in the reader's language. */
  readonly synthetic_mark: string;
}

type Width = DataDrivenPropertyValueSpecification<number>;

/** Before this zoom the street's tint speaks for its cables and pipes; only transport lines are drawn. */
export const buried_zoom = 15.7;

/** CSS pixels a metre takes at a zoom and latitude (512-pixel tiles). */
export const px_per_m = (zoom: number, latitude_deg: number): number =>
  (512 * 2 ** zoom) / (40_075_016.686 * Math.cos((latitude_deg * Math.PI) / 180));

const given: ExpressionSpecification = ["coalesce", ["get", "diameter_m"], 0];
/** Hovered and chosen things get wider; the map sets these states. */
const lit: ExpressionSpecification = [
  "any",
  ["boolean", ["feature-state", "lit"], false],
  ["boolean", ["feature-state", "chosen"], false],
];

/**
 * Width of a line with its casing: a readable minimum when far, the true outer diameter as soon as
 * that is wider. Between the stops the exponent 2 follows the map's own scale.
 */
function line_width(width_px: number, usual_m: number, latitude_deg: number, casing_px: number): Width {
  const at = (zoom: number, least_px: number, casing: number): ExpressionSpecification => [
    "+",
    ["max", least_px, ["*", ["case", [">", given, 0], given, usual_m], px_per_m(zoom, latitude_deg)]],
    ["case", lit, casing + 3, casing],
  ];
  // Far away the lines of a street lie within a few pixels: hair lines without casing keep them apart.
  return [
    "interpolate",
    ["exponential", 2],
    ["zoom"],
    14,
    at(14, width_px * 0.12, 0),
    16,
    at(16, width_px * 0.28, casing_px * 0.1),
    18,
    at(18, width_px * 0.85, casing_px),
    20,
    at(20, width_px * 1.5, casing_px * 1.2),
    22,
    at(22, width_px * 1.9, casing_px * 1.4),
    24,
    at(24, width_px * 2.2, casing_px * 1.4),
  ];
}

/** Crowns at their true size, under the trunk's dot. */
function crown(
  layer: Layer,
  common: { source: string; "source-layer": string; minzoom: number },
  visibility: "visible" | "none",
  opacity: number,
  { latitude_deg, theme }: LayerView,
): LayerSpecification {
  const at = (zoom: number): ExpressionSpecification => [
    "*",
    ["coalesce", ["get", "crown_m"], 0],
    px_per_m(zoom, latitude_deg) / 2,
  ];
  return {
    id: `${layer.id}:crown`,
    type: "circle",
    ...common,
    minzoom: Math.max(15, layer.min_zoom),
    filter: ["all", of_type("Point"), ["has", "crown_m"]],
    layout: { visibility },
    paint: {
      "circle-color": layer.draw.colour,
      "circle-opacity": opacity * (theme === "dark" ? 0.28 : 0.22),
      "circle-radius": ["interpolate", ["exponential", 2], ["zoom"], 15, at(15), 24, at(24)],
      "circle-stroke-color": layer.draw.colour,
      "circle-stroke-width": 0.8,
      "circle-stroke-opacity": opacity * 0.6,
    },
  };
}

/** A tone for the dark theme: light fills of the base map would glare on a dark ground. */
const fill_tone = (colour: string, theme: Theme): string => {
  if (theme === "light") return colour;
  const ground = map_palette.dark.ground;
  return luminance(colour) > 0.25 ? mix(ground, colour, 0.13) : mix(ground, colour, 0.45);
};

const of_type = (type: "Point" | "LineString" | "Polygon"): ExpressionSpecification => [
  "==",
  ["geometry-type"],
  type,
];
const of_status = (statuses: readonly string[]): ExpressionSpecification => [
  "in",
  ["coalesce", ["get", "status"], "in_use"],
  ["literal", statuses as string[]],
];

/**
 * The MapLibre layers of one catalogue layer, lowest first. Ids start with the layer's id and a
 * colon. Lines: casing, then one layer a status (in use solid, disused dotted, projected and under
 * construction dashed). Tiles of `group` must have a source layer of the same id.
 */
export function layer_style(layer: Layer, view: LayerView): LayerSpecification[] {
  const palette = map_palette[view.theme];
  const common = { source: layer.group, "source-layer": layer.id, minzoom: Math.max(0, layer.min_zoom) };
  const visibility = view.visible ? ("visible" as const) : ("none" as const);
  const { draw } = layer;
  const opacity = (draw.opacity ?? 1) * view.opacity;
  const out: LayerSpecification[] = [];

  if (layer.geometry.includes("area") || draw.symbol === "hatch") {
    const fill = fill_tone(draw.colour, view.theme);
    out.push({
      id: `${layer.id}:fill`,
      type: "fill",
      ...common,
      filter: of_type("Polygon"),
      layout: { visibility },
      paint:
        draw.symbol === "hatch"
          ? { "fill-pattern": `hatch:${draw.colour}`, "fill-opacity": opacity }
          : { "fill-color": fill, "fill-opacity": opacity, "fill-antialias": true },
    });
    out.push({
      id: `${layer.id}:outline`,
      type: "line",
      ...common,
      minzoom: Math.max(layer.min_zoom, 15),
      filter: of_type("Polygon"),
      layout: { visibility, "line-join": "round" },
      paint: {
        "line-color": [
          "case",
          lit,
          palette.accent,
          fill_tone(draw.outline ?? mix(draw.colour, palette.ink, 0.25), view.theme),
        ],
        "line-width": ["case", lit, 3, draw.symbol === "hatch" ? 1.2 : 0.8],
        "line-opacity": ["case", lit, 1, opacity * (draw.symbol === "hatch" ? 0.9 : 0.7)],
        ...(draw.symbol === "hatch" ? { "line-dasharray": [4, 3] } : {}),
      },
    });
  }

  if (layer.geometry.includes("line")) {
    const width_px = draw.width_px ?? 2.5;
    const local = layer.group === "below" && layer.min_zoom > 12;
    const line_minzoom = local ? Math.max(layer.min_zoom, buried_zoom) : layer.min_zoom;
    const line_opacity: Width = local
      ? ["interpolate", ["linear"], ["zoom"], buried_zoom, 0, buried_zoom + 0.7, opacity]
      : opacity;
    const usual_m = layer.typical_diameter_m ?? 0;
    const casing = standing_out(draw.outline ?? draw.colour, palette.ground, 3.2);
    const bare = line_width(width_px, usual_m, view.latitude_deg, 0);
    const line = (
      id: string,
      statuses: string[],
      paint: object,
      cap: "butt" | "round",
    ): LayerSpecification => ({
      id: `${layer.id}:${id}`,
      type: "line",
      ...common,
      minzoom: line_minzoom,
      filter: ["all", of_type("LineString"), of_status(statuses)],
      layout: { visibility, "line-cap": cap, "line-join": "round" },
      paint: { "line-color": draw.colour, "line-width": bare, "line-opacity": line_opacity, ...paint },
    });
    out.push(
      line(
        "casing",
        ["in_use"],
        {
          "line-color": ["case", lit, palette.accent, casing],
          "line-width": line_width(width_px, usual_m, view.latitude_deg, 1.4),
        },
        "round",
      ),
      line("line", ["in_use"], {}, "round"),
      line("disused", ["disused"], { "line-color": casing, "line-dasharray": [0.1, 2] }, "round"),
      line(
        "projected",
        ["projected", "under_construction"],
        { "line-color": casing, "line-dasharray": [2.6, 1.4] },
        "butt",
      ),
    );
    if (layer.group === "below") {
      out.push({
        id: `${layer.id}:label`,
        type: "symbol",
        ...common,
        minzoom: 18.5,
        filter: ["all", of_type("LineString"), ["has", "label"]],
        layout: {
          visibility,
          "symbol-placement": "line",
          "symbol-spacing": 420,
          "text-font": ["Source Sans 3"],
          "text-size": 11,
          "text-offset": [0, -0.85],
          "text-field": [
            "case",
            ["boolean", ["get", "synthetic"], false],
            ["concat", ["get", "label"], ` · ${view.synthetic_mark}`],
            ["get", "label"],
          ],
        },
        paint: {
          "text-color": standing_out(draw.colour, palette.halo, 4.5),
          "text-halo-color": palette.halo,
          "text-halo-width": 1.6,
          "text-opacity": view.opacity,
        },
      });
    }
  }

  if (layer.geometry.includes("point")) {
    const radius_px = draw.radius_px ?? 4;
    if (layer.id === "tree") out.push(crown(layer, common, visibility, opacity, view));
    out.push({
      id: `${layer.id}:dot`,
      type: "circle",
      ...common,
      filter: of_type("Point"),
      layout: { visibility },
      paint: {
        "circle-color": draw.colour,
        "circle-radius": [
          "interpolate",
          ["exponential", 1.6],
          ["zoom"],
          14,
          radius_px * 0.3,
          18,
          ["case", lit, radius_px + 2, radius_px],
          22,
          ["case", lit, radius_px * 2.4 + 3, radius_px * 2.4],
        ],
        "circle-opacity": opacity,
        "circle-stroke-color": [
          "case",
          lit,
          palette.accent,
          standing_out(draw.outline ?? mix(draw.colour, palette.ink, 0.3), palette.ground, 3),
        ],
        "circle-stroke-width": ["interpolate", ["linear"], ["zoom"], 15.5, 0, 18, ["case", lit, 3, 1.2]],
        "circle-stroke-opacity": opacity,
      },
    });
  }
  return out;
}
