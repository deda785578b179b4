import type { Geometry, Position } from "geojson";
import type { Map as MapLibre } from "maplibre-gl";
import type { HexColor } from "terra-draw";
import { DeskPointer } from "../draw/desk_pointer.ts";
import { DrawMap } from "../draw/draw_map.ts";
import { last_set, least_points } from "../draw/tool.ts";
import { type Cell, cell } from "../ui/bus.ts";
import { map_palette, type Theme } from "../ui/theme.ts";
import { SketchLayer } from "./sketch_layer.ts";

/** What is sketched: an area, a line, or some points in their order. */
export type SketchKind = "area" | "line" | "points";

/** The sketch in hand. Geometries are GeoJSON in WGS 84; points come as a MultiPoint. */
export interface SketchState {
  /** Null while nothing is being drawn. */
  readonly drawing: SketchKind | null;
  /** The shape in the making, with its last corner under the pointer. */
  readonly live: Geometry | null;
  /** Points of it that are really set. */
  readonly points: number;
  /** The shape as it was last ended, reshaped or given from outside. */
  readonly shape: Geometry | null;
}

const blank: SketchState = { drawing: null, live: null, points: 0, shape: null };
const brush_of = { area: "polygon", line: "line", points: "point" } as const;

/**
 * One shape drawn on a loaded map by mouse, touch, keyboard or typed places, then reshaped by its corners.
 * It belongs to no scenario: what it is for, its panel knows.
 */
export class Sketch {
  readonly state: Cell<SketchState> = cell(blank);
  readonly pointer: DeskPointer;
  private readonly draw_map: DrawMap;
  private readonly layer: SketchLayer;
  private set_points: Position[] = [];
  private most_points = 2;

  constructor(map: MapLibre, theme: Theme) {
    const palette = map_palette[theme];
    this.layer = new SketchLayer(map, theme);
    this.draw_map = new DrawMap(
      map,
      {
        snap: (x, y) => this.pointer.snap_at(x, y)?.position,
        live: (live, points) => this.change({ live, points }),
        loose: () => this.pointer.snapped.set(null),
        handles: (read) => this.layer.show_handles(read),
        gone: () => this.change({ live: null, points: 0 }),
        drawn: (geometry) => this.drawn(geometry),
        edited: (shape) => this.change({ shape, live: null }),
      },
      { accent: palette.accent as HexColor, paper: palette.halo as HexColor },
    );
    this.pointer = new DeskPointer(
      map,
      [map],
      (x, y) => this.pointed(x, y),
      () => this.state.get().drawing !== null,
    );
  }

  /** Starts drawing; what was drawn before goes. `most_points` ends a row of points by itself. */
  start(kind: SketchKind, most_points = 2): void {
    this.set_points = [];
    this.most_points = most_points;
    this.draw_map.start(brush_of[kind]);
    this.change({ drawing: kind, live: null, points: 0, shape: null });
  }

  /** Takes a shape from outside: uploaded, or read from an address. Null: none. */
  put(shape: Geometry | null): void {
    this.rest(shape);
  }

  /** Sets a point at an exact place, whatever lies near it. */
  place(position: Position): void {
    this.pointer.press_on(position, this.last_point());
  }

  /** The point set before; null before the first. */
  last_point(): Position | null {
    const { drawing, live, points } = this.state.get();
    if (drawing === "points") return this.set_points.at(-1) ?? null;
    return live && points > 0 ? last_set(live) : null;
  }

  /** Takes the last point back; nothing happens before the first. */
  undo_point(): void {
    if (this.state.get().drawing !== "points") {
      this.draw_map.undo_point();
      return;
    }
    this.set_points.pop();
    this.change({ points: this.set_points.length, live: points_of(this.set_points) });
  }

  can_finish(): boolean {
    const { drawing, points } = this.state.get();
    return drawing !== null && points >= this.least(drawing);
  }

  private least(drawing: SketchKind): number {
    return drawing === "points" ? Math.min(2, this.most_points) : least_points[brush_of[drawing]];
  }

  finish(): void {
    if (!this.can_finish()) return;
    if (this.state.get().drawing === "points") this.rest(points_of(this.set_points));
    else this.draw_map.finish();
  }

  /** Lays the pen down; a shape not ended is dropped. */
  cancel(): void {
    this.rest(null);
  }

  /** The width that a line stands for is shown as a band of so many metres; 0: none. */
  show_band(band_m: number): void {
    this.layer.set_band(band_m);
  }

  /** Repaints for another theme. */
  repaint(theme: Theme): void {
    this.layer.repaint(theme);
  }

  stop(): void {
    this.pointer.stop();
    this.draw_map.stop();
    this.layer.stop();
  }

  private change(part: Partial<SketchState>): void {
    const next = { ...this.state.get(), ...part };
    this.state.set(next);
    this.layer.show(next.live ?? next.shape);
  }

  private rest(shape: Geometry | null): void {
    this.draw_map.idle();
    this.pointer.snapped.set(null);
    // Shapes of several parts are shown, not reshaped.
    if (shape) this.draw_map.edit(shape);
    this.change({ drawing: null, live: null, points: 0, shape });
  }

  private drawn(geometry: Geometry): void {
    if (this.state.get().drawing !== "points" || geometry.type !== "Point") {
      this.rest(geometry);
      return;
    }
    this.set_points.push(this.pointer.snapped.get()?.position ?? geometry.coordinates);
    if (this.set_points.length >= this.most_points) this.rest(points_of(this.set_points));
    else this.change({ points: this.set_points.length, live: points_of(this.set_points) });
  }

  /** terra-draw shows no point before the click: what it would snap to is shown all the same. */
  private pointed(x: number, y: number): void {
    if (this.state.get().drawing === "points") this.pointer.snap_at(x, y);
  }
}

const points_of = (points: readonly Position[]): Geometry | null =>
  points.length > 0 ? { type: "MultiPoint", coordinates: [...points] } : null;
