import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { map_palette, type Theme } from "../ui/theme.ts";
import { verdict_colour } from "./verdict_colour.ts";

const verdict = (theme: Theme): ExpressionSpecification =>
  verdict_colour(theme, ["get", "verdict"], map_palette[theme].unknown);
const state = (name: string): ExpressionSpecification => ["boolean", ["feature-state", name], false];

/** Stretches and marks of the state today; they step back while one finding is open. */
export function finding_layers(theme: Theme, step_back: boolean): LayerSpecification[] {
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
        "line-color": verdict(theme),
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

/** The open or pointed-at finding: both things in their own colours with a rim, and the stretch between them. */
export function highlight_layers(theme: Theme): LayerSpecification[] {
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
      paint: { "line-color": verdict(theme), "line-width": 18, "line-opacity": 0.32 },
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
        "circle-color": verdict(theme),
        "circle-opacity": 0.28,
        "circle-stroke-color": verdict(theme),
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
