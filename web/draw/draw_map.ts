import type { Geometry, Position } from "geojson";
import type { LngLat, Map as MapLibre } from "maplibre-gl";
import { type GeoJSONStoreFeatures, TerraDraw, TerraDrawModeUndoRedo } from "terra-draw";
import type { CommandKind } from "./command_stack.ts";
import { DrawAdapter, type Handle } from "./draw_adapter.ts";
import { close_px, draw_modes, finish_key, type ModeColours } from "./draw_modes.ts";
import { type Part, parts, together } from "./parts.ts";
import type { Hand } from "./pens.ts";
import { plane_at } from "./plane.ts";
import { positions_of } from "./shape_edit.ts";

export type Brush = "point" | "line" | "polygon" | "rectangle";

const mode_of: Readonly<Record<Brush, string>> = {
  point: "point",
  line: "linestring",
  polygon: "polygon",
  rectangle: "angled-rectangle",
};

export interface DrawMapEvents {
  /** Where the pointer snaps to, if anywhere. */
  snap(x: number, y: number): Position | undefined;
  /** A stroke by hand goes on: nothing is snapped to. */
  loose(): void;
  /** The shape under the pointer changed; `points` are those set so far. */
  live(geometry: Geometry, points: number): void;
  /** The points to grab may have changed; `read` makes them as they are when it is called. */
  handles(read: () => Handle[]): void;
  /** The shape being drawn is gone: taken back to nothing or cancelled. */
  gone(): void;
  drawn(geometry: Geometry): void;
  edited(geometry: Geometry, what: CommandKind): void;
}

/** A stroke may leave the line it drew by this much: a hand shakes by about a pixel, and no kerb is finer. */
const shake_px = 1.5;
const least_tolerance_m = 0.1;

/**
 * terra-draw inside a loaded map: one shape at a time, being drawn or edited. Everything else on the map is
 * drawn elsewhere, so that thousands of measures cost nothing here.
 */
export class DrawMap {
  /** Pressing and moving draws by hand; else it moves the map. */
  hand_free = false;
  private readonly draw: TerraDraw;
  private editing: Edited | null = null;
  private drawing: Brush | null = null;
  private pressed = { x: 0, y: 0 };
  /** Where the hand was when a stroke began the shape, before it snapped; null where a point began it. */
  private begun: LngLat | null = null;
  /** Corners of a stroke are being set: nobody is told of each. */
  private adding = false;
  /** Points of the shape before and after each stroke: one is taken back as a whole. */
  private strokes: { from: number; to: number }[] = [];
  private readonly stop_listening: () => void;

  constructor(
    private readonly map: MapLibre,
    private readonly events: DrawMapEvents,
    colours: ModeColours,
  ) {
    this.draw = new TerraDraw({
      adapter: new DrawAdapter(map, { coordinatePrecision: 9, minPixelDragDistanceDrawing: 6 }, (read) =>
        this.events.handles(read),
      ),
      modes: draw_modes(
        (event) => (this.adding ? undefined : this.events.snap(event.containerX, event.containerY)),
        this.hand(),
        colours,
      ),
      undoRedo: { modeLevel: new TerraDrawModeUndoRedo() },
    });
    const canvas = map.getCanvas();
    const press = (event: PointerEvent) => {
      const { left, top } = canvas.getBoundingClientRect();
      this.pressed = { x: event.clientX - left, y: event.clientY - top };
      // terra-draw gives the map back when the pointer is lifted.
      if (this.drawing && this.hand_free) map.dragPan.disable();
    };
    canvas.addEventListener("pointerdown", press, true);
    this.stop_listening = () => canvas.removeEventListener("pointerdown", press, true);
    this.draw.start();
    this.draw.on("change", (ids, type, context) => {
      if (this.adding || type === "styling") return;
      if (context && "origin" in context && context.origin === "api") return;
      const current = this.current();
      if (current?.ids.some((id) => ids.includes(id))) this.tell();
      else if (type === "delete" && this.drawing && !current) this.events.gone();
    });
    this.draw.on("finish", (id, { action }) => {
      const feature = this.draw.getSnapshotFeature(id);
      if (!feature) return;
      const { geometry } = this.editing ? this.current()! : plain(feature.geometry, false);
      // terra-draw is still inside its own event: what follows may change its mode and its store.
      queueMicrotask(() => {
        if (action === "draw") {
          if (this.draw.hasFeature(id)) this.draw.removeFeatures([id]);
          this.events.drawn(geometry);
        } else this.events.edited(geometry, action === "dragFeature" ? "move" : "reshape");
      });
    });
  }

  /** The one shape that is being drawn or edited, of one part or several. */
  private current(): { ids: readonly (string | number)[]; geometry: Geometry; points: number } | null {
    if (this.editing) {
      const { ids, type } = this.editing;
      const now = ids.flatMap((id) => this.draw.getSnapshotFeature(id)?.geometry ?? []);
      return now.length === ids.length ? { ids, ...plain(together(type, now as Part[]), false) } : null;
    }
    const drawn = this.draw.getSnapshot().find((f) => f.properties.currentlyDrawing === true);
    return drawn ? { ids: [drawn.id!], ...plain(drawn.geometry, true) } : null;
  }

  private tell(): void {
    const current = this.current();
    if (current) this.events.live(current.geometry, current.points);
  }

  private hand(): Hand {
    return {
      free: () => this.drawing !== null && this.hand_free,
      pressed: () => this.pressed,
      place_at: (x, y) => {
        const { lng, lat } = this.map.unproject([x, y]);
        return round9(this.events.snap(x, y) ?? [lng, lat]) as Position;
      },
      tolerance_m: () => {
        const { x, y } = this.pressed;
        const [a, b] = [this.map.unproject([x, y]), this.map.unproject([x + 1, y])];
        const px_m = Math.abs(plane_at([a.lng, a.lat]).to([b.lng, b.lat])[0]);
        return Math.max(least_tolerance_m, shake_px * px_m);
      },
      stroke: (points) => {
        this.events.loose();
        const before = this.set_points();
        const line = [...before, ...points];
        this.events.live(
          this.drawing === "line"
            ? { type: "LineString", coordinates: line }
            : { type: "Polygon", coordinates: [[...line, line[0]!]] },
          line.length,
        );
      },
      ended: (corners, lifted, add) => this.add_stroke(corners, lifted, add),
    };
  }

  /** The points of the shape in the making that were really set. */
  private set_points(): Position[] {
    const current = this.current();
    return current ? positions_of(current.geometry).slice(0, current.points) : [];
  }

  private add_stroke(corners: readonly Position[], lifted: { x: number; y: number }, add: () => void): void {
    const from = this.set_points().length;
    if (from === 0) this.begun = this.map.unproject([this.pressed.x, this.pressed.y]);
    this.adding = true;
    add();
    this.adding = false;
    const points = this.set_points();
    this.strokes.push({ from, to: points.length });
    const px = (position: Position) => this.map.project(position as [number, number]);
    const begun = this.begun && this.map.project(this.begun);
    // The ends may have snapped away from each other: back where the hand began counts as well.
    const round =
      px(points[0]!).dist(px(corners.at(-1)!)) < close_px ||
      (begun !== null && Math.hypot(begun.x - lifted.x, begun.y - lifted.y) < close_px);
    if (this.drawing === "polygon" && points.length > 3 && round) {
      // The outline is round, and its last point is its first.
      this.draw.undo();
      this.finish();
    } else this.tell();
  }

  /** Starts drawing a new shape; what was edited before is let go. */
  start(brush: Brush): void {
    this.idle();
    this.drawing = brush;
    this.draw.setMode(mode_of[brush]);
  }

  /** Takes one shape up to be moved and reshaped; of one in several parts each by itself. False where it cannot. */
  edit(geometry: Geometry): boolean {
    this.idle();
    const features = parts(rounded(geometry)).map((part) => ({
      type: "Feature" as const,
      id: crypto.randomUUID(),
      geometry: part,
      properties: { mode: { Point: "point", LineString: "linestring", Polygon: "polygon" }[part.type] },
    }));
    if (features.length === 0) return false;
    const added = this.draw.addFeatures(features as GeoJSONStoreFeatures[]);
    if (!added.every(({ valid }) => valid)) {
      this.draw.clear();
      return false;
    }
    this.editing = { ids: features.map(({ id }) => id), type: geometry.type };
    this.draw.setMode("select");
    this.draw.selectFeature(features[0]!.id);
    return true;
  }

  /** Lets go of everything. */
  idle(): void {
    if (this.draw.getMode() !== "static") this.draw.setMode("static");
    this.draw.clear();
    this.editing = null;
    this.drawing = null;
    this.begun = null;
    this.strokes = [];
  }

  /** Ends the shape being drawn with the points set so far. */
  finish(): void {
    this.press(finish_key);
  }

  /** Takes the last point back, or the last stroke as a whole; false where there is none. */
  undo_point(): boolean {
    if (this.drawing === null || !this.draw.canUndo()) return false;
    const stroke = this.strokes.at(-1);
    if (stroke?.to !== this.set_points().length) return this.draw.undo();
    this.strokes.pop();
    if (stroke.from === 0) this.begun = null;
    for (let left = stroke.to; left > stroke.from; left -= 1) this.draw.undo();
    return true;
  }

  private press(key: string): void {
    this.map.getCanvas().dispatchEvent(new KeyboardEvent("keyup", { key }));
  }

  stop(): void {
    this.stop_listening();
    try {
      this.draw.stop();
    } catch {
      // The map was removed first: there is nothing left to take away.
    }
  }
}

const round9 = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(round9) : Math.round((value as number) * 1e9) / 1e9;
const rounded = (geometry: Geometry): Geometry =>
  geometry.type === "GeometryCollection"
    ? geometry
    : ({ ...geometry, coordinates: round9(geometry.coordinates) } as Geometry);

/** The shape in hand as terra-draw holds it: its parts, and what they are parts of. */
interface Edited {
  readonly ids: readonly string[];
  readonly type: Geometry["type"];
}

/** A geometry, and how many points it has that were really set: one in the making ends under the pointer. */
function plain(geometry: Geometry, drawing: boolean): { geometry: Geometry; points: number } {
  const pending = drawing ? 1 : 0;
  if (geometry.type === "LineString")
    return { geometry, points: Math.max(0, geometry.coordinates.length - pending) };
  if (geometry.type === "Polygon")
    return { geometry, points: Math.max(0, geometry.coordinates[0]!.length - 1 - pending) };
  return { geometry, points: 1 };
}
