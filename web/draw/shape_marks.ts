import type { Feature, Position } from "geojson";
import { map_palette, type Theme } from "../ui/theme.ts";
import { lines_of } from "./lines_of.ts";
import { by_zoom, type Mark, metres_wide, px } from "./mark.ts";

const verdict_tone = (theme: Theme, verdict: unknown, otherwise: string): string => {
  const palette = map_palette[theme];
  return verdict === "violated" || verdict === "possible" || verdict === "unknown" || verdict === "clear"
    ? palette[verdict]
    : otherwise;
};

const place_of = ({ geometry }: Feature): [Position[]] | null =>
  geometry.type === "Point" ? [[geometry.coordinates]] : null;

/** The features of a figure (`figure_features`) as marks, tinted by verdict: areas, zones, lines, then dots. */
export function figure_marks(features: readonly Feature[], theme: Theme): Mark[] {
  const { halo, accent } = map_palette[theme];
  const [areas, zones, lines, dots]: [Mark[], Mark[], Mark[], Mark[]] = [[], [], [], []];
  for (const feature of features) {
    const { colour, outline, verdict, zone_m, band_m } = feature.properties ?? {};
    const tone = verdict_tone(theme, verdict, colour ?? accent);
    const rim = verdict_tone(theme, verdict, outline ?? colour ?? accent);
    const at = place_of(feature);
    if (at) {
      if (zone_m > 0)
        zones.push({
          kind: "spot",
          lines: at,
          radius: metres_wide(zone_m),
          fill: tone,
          fill_opacity: 0.2,
          stroke: rim,
          stroke_opacity: 0.65,
          stroke_width: px(1.2),
          inert: true,
        });
      dots.push({
        kind: "spot",
        lines: at,
        radius: by_zoom([14, 2.25], [18, 7.75], [22, 12.75]),
        fill: halo,
        stroke: rim,
        stroke_width: by_zoom([15, 0.5], [18, 3.5]),
      });
      continue;
    }
    const shape = lines_of(feature.geometry);
    if (/Polygon$/.test(feature.geometry.type)) {
      areas.push({
        kind: "area",
        lines: shape,
        fill: tone,
        fill_opacity: 0.34,
        stroke: rim,
        stroke_width: px(3),
      });
      continue;
    }
    const line = { kind: "line", lines: shape } as const;
    if (band_m > 0)
      lines.push({ ...line, stroke: tone, stroke_opacity: 0.3, stroke_width: metres_wide(band_m) });
    lines.push({ ...line, stroke: halo, stroke_opacity: 0.85, stroke_width: px(9) });
    lines.push({ ...line, stroke: rim, stroke_width: px(5) });
  }
  return [...areas, ...zones, ...lines, ...dots];
}

/** The stretches in conflict (`stretch_features`) as marks. */
export function stretch_marks(features: readonly Feature[], theme: Theme): Mark[] {
  const { halo, unknown } = map_palette[theme];
  const tone = ({ properties }: Feature) => verdict_tone(theme, properties?.verdict, unknown);
  const lines = features.flatMap((feature): Mark[] =>
    place_of(feature)
      ? []
      : [
          {
            kind: "line",
            lines: lines_of(feature.geometry),
            stroke: tone(feature),
            stroke_opacity: 0.45,
            stroke_width: px(8),
          },
        ],
  );
  const spots = features.flatMap((feature): Mark[] => {
    const at = place_of(feature);
    return at
      ? [
          {
            kind: "spot",
            lines: at,
            radius: by_zoom([16, 2.8], [19, 5.3], [22, 9.8]),
            fill: tone(feature),
            fill_opacity: 0.9,
            stroke: halo,
            stroke_width: px(1.5),
          },
        ]
      : [];
  });
  return [...lines, ...spots];
}

/** Where a shape crosses itself or is too thin. */
export const trouble_marks = (places: readonly Position[], theme: Theme): Mark[] =>
  places.map((at) => ({
    kind: "spot",
    lines: [[at]],
    radius: px(10.5),
    fill: map_palette[theme].violated,
    fill_opacity: 0.25,
    stroke: map_palette[theme].violated,
    stroke_width: px(3),
  }));
