import type { Feature, Geometry } from "geojson";
import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import { measure_type_by_id } from "../../data/catalog/index.ts";
import type { Theme } from "../ui/theme.ts";
import type { Draft } from "./draft.ts";
import type { Handle } from "./draw_adapter.ts";
import { type DrawSource, put_draw_layers, remove_draw_layers } from "./draw_style.ts";
import { dot_tints, figure_features, figure_of, type Tint, worst_verdict } from "./figure.ts";
import type { Live } from "./live.ts";
import { loops_of } from "./loops_of.ts";
import { stretch_features } from "./stretch_features.ts";

/** An outline that crosses itself is filled loop by loop. */
const filled = (geometry: Geometry): Geometry =>
  geometry.type === "Polygon"
    ? { type: "MultiPolygon", coordinates: loops_of(geometry).map((loop) => [loop]) }
    : geometry;

function active_features({ geometry, parameters, type, tint, dots, crosses }: Painted): Feature[] {
  const { colour, outline } = type.symbol;
  const figure = figure_of({ geometry: crosses ? filled(geometry) : geometry, parameters }, type);
  return figure_features(figure, { colour, outline: outline ?? colour }, tint, dots);
}

/** What of the shape in hand decides how it is drawn; findings only by their tints. */
interface Painted {
  readonly geometry: Geometry;
  readonly parameters: Live["parameters"];
  readonly type: Live["type"];
  readonly tint: Tint;
  readonly dots: readonly (Tint | undefined)[];
  readonly crosses: boolean;
}

const same = (a: Painted | null, b: Painted | null): boolean =>
  a === b ||
  (a !== null &&
    b !== null &&
    a.geometry === b.geometry &&
    a.parameters === b.parameters &&
    a.type === b.type &&
    a.tint === b.tint &&
    a.crosses === b.crosses &&
    a.dots.join() === b.dots.join());

/**
 * What drawing shows on its sheet: the measures at rest, the shape in hand with its handles and verdicts, the
 * free band. A source that stays as it is costs nothing while a shape is dragged.
 */
export class DeskCanvas {
  private frame = 0;
  private readonly shown = new Map<string, { draft: Draft; ids: string[] }>();
  private live: Live | null = null;
  private own_id: number | null = null;
  private handles: () => Handle[] = () => [];
  private handles_changed = false;
  private painted: Painted | null = null;
  private findings: Live["findings"] = null;
  private troubles: Live["troubles"] = [];
  /** How many features each source shows, named by their number. */
  private readonly counts = new Map<DrawSource, number>();

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

  /** Shows the shape in hand. */
  show_live(live: Live | null, own_id: number | null): void {
    this.live = live;
    this.own_id = own_id;
    this.paint_soon();
  }

  /** Shows the points to grab. */
  show_handles(read: () => Handle[]): void {
    this.handles = read;
    this.handles_changed = true;
    this.paint_soon();
  }

  /** Once a frame, however often it changes. */
  private paint_soon(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.paint());
  }

  private paint(): void {
    const { live } = this;
    const next = live?.geometry ? this.to_paint(live, live.geometry) : null;
    if (this.handles_changed || !same(next, this.painted)) {
      this.painted = next;
      this.handles_changed = false;
      this.set_data("draw:active", [...(next ? active_features(next) : []), ...this.handles()]);
    }
    this.show_stretches(next && live ? live.findings : null);
    this.show_troubles(next && live ? live.troubles : []);
  }

  private to_paint(live: Live, geometry: Geometry): Painted {
    const { parameters, type, findings, asked } = live;
    return {
      geometry,
      parameters,
      type,
      tint: live.troubles.length > 0 ? "violated" : findings ? worst_verdict(findings) : "none",
      crosses: live.troubles.some(({ kind }) => kind === "crosses_itself"),
      dots: findings && asked ? dot_tints(findings, asked, this.own_id) : [],
    };
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

  /** Shows just these on a source. As a difference: only the tiles that they lie in, or lay in, are made anew. */
  private set_data(name: DrawSource, features: Feature[]): void {
    const source = this.map.getSource<GeoJSONSource>(name);
    if (!source) return;
    const before = this.counts.get(name) ?? 0;
    this.counts.set(name, features.length);
    const remove = Array.from({ length: Math.max(0, before - features.length) }, (_, i) =>
      String(features.length + i),
    );
    const add = features.map((feature, i) => ({
      ...feature,
      properties: { ...feature.properties, id: String(i) },
    }));
    if (remove.length > 0 || add.length > 0) void source.updateData({ remove, add });
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
