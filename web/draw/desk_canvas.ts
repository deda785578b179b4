import type { Feature, Geometry } from "geojson";
import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import { measure_type_by_id } from "../../data/catalog/index.ts";
import type { Theme } from "../ui/theme.ts";
import type { Draft } from "./draft.ts";
import { type DrawSource, put_draw_layers, remove_draw_layers } from "./draw_style.ts";
import { dot_tints, figure_features, figure_of, worst_verdict } from "./figure.ts";
import type { Live } from "./live.ts";
import { stretch_features } from "./stretch_features.ts";

/** What drawing shows on the map: the measures at rest, the shape in hand with its verdicts, the free band. */
export class DeskCanvas {
  private frame = 0;
  private readonly shown = new Map<string, { draft: Draft; ids: string[] }>();
  /** What the map shows now: a source that stays as it is costs nothing while a shape is dragged. */
  private findings: Live["findings"] = null;
  private troubles: Live["troubles"] = [];

  constructor(
    private readonly map: MapLibre,
    private theme: Theme,
  ) {
    put_draw_layers(map, theme, map.getCenter().lat);
  }

  /** Repaints for another theme. */
  repaint(theme: Theme): void {
    if (this.theme === theme) return;
    this.theme = theme;
    put_draw_layers(this.map, theme, this.map.getCenter().lat);
  }

  /** Shows the shape in hand, once a frame however often it changes. */
  show_live(live: Live | null, own_id: number | null): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.paint_live(live, own_id));
  }

  private paint_live(live: Live | null, own_id: number | null): void {
    if (!live?.geometry) {
      this.set_data("draw:active", []);
      this.show_stretches(null);
      this.show_troubles([]);
      return;
    }
    const figure = figure_of({ geometry: live.geometry, parameters: live.parameters }, live.type);
    const { colour, outline } = live.type.symbol;
    const tint =
      live.troubles.length > 0 ? "violated" : live.findings ? worst_verdict(live.findings) : "none";
    const dots = live.findings && live.asked ? dot_tints(live.findings, live.asked, own_id) : [];
    this.set_data("draw:active", figure_features(figure, { colour, outline: outline ?? colour }, tint, dots));
    this.show_stretches(live.findings);
    this.show_troubles(live.troubles);
  }

  private show_stretches(findings: Live["findings"]): void {
    if (findings === this.findings) return;
    this.findings = findings;
    this.set_data("draw:stretch", stretch_features(findings ?? []));
  }

  private show_troubles(troubles: Live["troubles"]): void {
    if (troubles.length === 0 && this.troubles.length === 0) return;
    this.troubles = troubles;
    this.set_data(
      "draw:trouble",
      troubles.map(({ at }) => ({
        type: "Feature",
        geometry: { type: "Point", coordinates: at },
        properties: {},
      })),
    );
  }

  show_band(band: Geometry | null): void {
    this.set_data("draw:room", band ? [{ type: "Feature", geometry: band, properties: {} }] : []);
  }

  private set_data(source: DrawSource, features: Feature[]): void {
    this.map.getSource<GeoJSONSource>(source)?.setData({ type: "FeatureCollection", features });
  }

  /** The measures but for the one in hand, as one source; only what changed is sent to the map. */
  show_measures(wanted: ReadonlyMap<string, Draft>, in_hand: string | null): void {
    const source = this.map.getSource<GeoJSONSource>("draw:measures");
    if (!source) return;
    const add: Feature[] = [];
    const remove: string[] = [];
    for (const [key, { draft, ids }] of this.shown) {
      if (wanted.get(key) === draft && key !== in_hand) continue;
      remove.push(...ids);
      this.shown.delete(key);
    }
    for (const [key, draft] of wanted) {
      if (key === in_hand || this.shown.has(key)) continue;
      const type = measure_type_by_id(draft.measure_type);
      if (!type) continue;
      const { colour, outline } = type.symbol;
      const features = figure_features(figure_of(draft, type), { colour, outline: outline ?? colour, key });
      const named = features.map((feature, i) => ({
        ...feature,
        properties: { ...feature.properties, id: `${key}/${i}` },
      }));
      add.push(...named);
      this.shown.set(key, { draft, ids: named.map(({ properties }) => properties.id) });
    }
    if (remove.length > 0 || add.length > 0) void source.updateData({ remove, add });
  }

  /** What a click hits: another measure by its key, the shape in hand, or nothing. */
  hit({ x, y }: { x: number; y: number }): { key: string } | "in_hand" | null {
    const layers = this.map
      .getLayersOrder()
      .filter((id) => /^draw:(measures|active):/.test(id) && !id.endsWith("zone"));
    const found = this.map.queryRenderedFeatures(
      [
        [x - 6, y - 6],
        [x + 6, y + 6],
      ],
      { layers },
    );
    const other = found.find(({ source }) => source === "draw:measures");
    if (other?.properties.key) return { key: String(other.properties.key) };
    return found.length > 0 ? "in_hand" : null;
  }

  stop(): void {
    cancelAnimationFrame(this.frame);
    try {
      remove_draw_layers(this.map);
    } catch {
      // The map went first: there is nothing left to take away.
    }
  }
}
