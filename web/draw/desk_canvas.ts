import type { Feature, Geometry } from "geojson";
import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import { measure_type_by_id } from "../../data/catalog/index.ts";
import type { Theme } from "../ui/theme.ts";
import type { Draft } from "./draft.ts";
import { put_draw_layers, remove_draw_layers } from "./draw_style.ts";
import { dot_tints, figure_features, figure_of, worst_verdict } from "./figure.ts";
import type { Live } from "./live.ts";
import { Overlay } from "./overlay.ts";
import { figure_marks, stretch_marks, trouble_marks } from "./shape_marks.ts";
import { stretch_features } from "./stretch_features.ts";

/** What drawing shows on the map: the measures at rest, the shape in hand with its verdicts, the free band. */
export class DeskCanvas {
  /** Everything that moves with the pointer. */
  readonly overlay: Overlay;
  private frame = 0;
  private readonly shown = new Map<string, { draft: Draft; ids: string[] }>();
  /** What is shown now; stretches stay as they are until other findings come. */
  private live: Live | null = null;
  private own_id: number | null = null;
  private findings: Live["findings"] = null;

  constructor(
    private readonly map: MapLibre,
    private theme: Theme,
  ) {
    put_draw_layers(map, theme, map.getCenter().lat);
    this.overlay = new Overlay(map);
  }

  /** Repaints for another theme. */
  repaint(theme: Theme): void {
    if (this.theme === theme) return;
    this.theme = theme;
    put_draw_layers(this.map, theme, this.map.getCenter().lat);
    this.findings = null;
    this.paint_live();
  }

  /** Shows the shape in hand, once a frame however often it changes. */
  show_live(live: Live | null, own_id: number | null): void {
    this.live = live;
    this.own_id = own_id;
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.paint_live());
  }

  private paint_live(): void {
    const { live, theme } = this;
    if (!live?.geometry) {
      this.overlay.show("shape", []);
      this.overlay.show("trouble", []);
      this.show_stretches(null);
      return;
    }
    const figure = figure_of({ geometry: live.geometry, parameters: live.parameters }, live.type);
    const { colour, outline } = live.type.symbol;
    const tint =
      live.troubles.length > 0 ? "violated" : live.findings ? worst_verdict(live.findings) : "none";
    const dots = live.findings && live.asked ? dot_tints(live.findings, live.asked, this.own_id) : [];
    const features = figure_features(figure, { colour, outline: outline ?? colour }, tint, dots);
    this.overlay.show("shape", figure_marks(features, theme));
    this.show_stretches(live.findings);
    const places = live.troubles.map(({ at }) => at);
    this.overlay.show("trouble", trouble_marks(places, theme));
  }

  private show_stretches(findings: Live["findings"]): void {
    if (findings === this.findings) return;
    this.findings = findings;
    this.overlay.show("stretch", stretch_marks(stretch_features(findings ?? []), this.theme));
  }

  show_band(band: Geometry | null): void {
    const features: Feature[] = band ? [{ type: "Feature", geometry: band, properties: {} }] : [];
    this.map.getSource<GeoJSONSource>("draw:room")?.setData({ type: "FeatureCollection", features });
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
      .filter((id) => id.startsWith("draw:measures:") && !id.endsWith("zone"));
    const [other] = this.map.queryRenderedFeatures(
      [
        [x - 6, y - 6],
        [x + 6, y + 6],
      ],
      { layers },
    );
    if (other?.properties.key) return { key: String(other.properties.key) };
    return this.overlay.hit("shape", x, y) ? "in_hand" : null;
  }

  stop(): void {
    cancelAnimationFrame(this.frame);
    this.overlay.stop();
    try {
      remove_draw_layers(this.map);
    } catch {
      // The map went first: there is nothing left to take away.
    }
  }
}
