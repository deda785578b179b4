import type { FeatureCollection } from "geojson";
import type { LayerSpecification, StyleSpecification } from "maplibre-gl";
import { measure_type_by_id } from "../../data/catalog/index.ts";
import { layers } from "../../data/catalog/layers/index.ts";
import type { StoredMeasure } from "../draw/draw_api.ts";
import { draw_layers } from "../draw/draw_style.ts";
import { figure_features, figure_of } from "../draw/figure.ts";
import { map_fonts } from "../map/fonts.ts";
import { map_style } from "../map/map_style.ts";
import type { Theme } from "../ui/theme.ts";

/** What the plain map under a plan follows from. */
export interface PlanView {
  readonly theme: Theme;
  readonly data_version: string;
  readonly latitude_deg: number;
}

/** Measures as they look while drawing, in their type's colours or all in one. */
export function plan_features(measures: readonly StoredMeasure[], one_colour?: string): FeatureCollection {
  return {
    type: "FeatureCollection",
    features: measures.flatMap((measure) => {
      const type = measure_type_by_id(measure.measure_type);
      if (!type) return [];
      const colour = one_colour ?? type.symbol.colour;
      const outline = one_colour ?? type.symbol.outline ?? colour;
      return figure_features(figure_of(measure, type), { colour, outline, key: String(measure.id) });
    }),
  };
}

/** What the street is, without findings, today's verdicts and what lies below: the measures carry the colour. */
export function plan_style(view: PlanView, plan: FeatureCollection): StyleSpecification {
  const origin = window.location.origin;
  const style = map_style({
    layers: layers.filter((layer) => layer.group === "above"),
    theme: view.theme,
    off: [],
    opacity_pct: {},
    origin,
    data_version: view.data_version,
    latitude_deg: view.latitude_deg,
    fonts: map_fonts(origin),
    synthetic_mark: "",
    highlight: { type: "FeatureCollection", features: [] },
  });
  const { above, street } = style.sources as Record<string, StyleSpecification["sources"][string]>;
  const base = style.layers.filter(
    (layer) =>
      !["street_zone", "street_axis"].includes(layer.id) &&
      (!("source" in layer) || layer.source === "above" || layer.source === "street"),
  );
  const drawn = draw_layers(view.theme, view.latitude_deg).filter(
    (layer): layer is LayerSpecification => "source" in layer && layer.source === "draw:measures",
  );
  return {
    ...style,
    sources: { above: above!, street: street!, "draw:measures": { type: "geojson", data: plan } },
    layers: [...base, ...drawn],
  };
}

const same_as = ({ measure_type, geometry, parameters, period, phase_id: _phase }: StoredMeasure): string =>
  JSON.stringify([measure_type, geometry, Object.entries(parameters).sort(), period]);

/** The measures that only one of two scenarios has, and those that are the same in both. */
export function plan_difference(a: readonly StoredMeasure[], b: readonly StoredMeasure[]) {
  const of_a = new Set(a.map(same_as));
  const of_b = new Set(b.map(same_as));
  return {
    only_a: a.filter((measure) => !of_b.has(same_as(measure))),
    only_b: b.filter((measure) => !of_a.has(same_as(measure))),
    both: a.filter((measure) => of_b.has(same_as(measure))),
  };
}
