import type { Geometry, Position } from "geojson";
import type { MeasureType } from "../../data/catalog/types.ts";
import { type Cell, cell } from "../ui/bus.ts";
import { cut_by } from "./cut_by.ts";
import type { DeskPointer } from "./desk_pointer.ts";
import type { Brush, DrawMap } from "./draw_map.ts";
import { FollowTool } from "./follow_tool.ts";
import type { LiveShape } from "./live_shape.ts";
import { shape_troubles } from "./mend.ts";
import type { SelectedMeasure } from "./selected_measure.ts";
import { brushes_of, last_set, least_points, type Tool } from "./tool.ts";

/** The drawing table as the tool in hand needs it. */
export interface ToolDesk {
  readonly shape: LiveShape;
  readonly pointer: DeskPointer;
  readonly chosen: SelectedMeasure;
  readonly draw_map: DrawMap;
  pick_up(key: string | null): void;
  show_measures(): void;
}

/** More points than a shape in the making may have: a drawn shape that is only waiting to be mended. */
const all_points = 99;

/** The tool in hand: taking it, drawing with it, laying it down. */
export class ToolInHand {
  readonly now: Cell<Tool | null> = cell<Tool | null>(null);
  private readonly follow = new FollowTool();
  /** Where the pointer was last, in CSS pixels of the map. */
  private pointer_px: readonly [number, number] | null = null;

  constructor(private readonly desk: ToolDesk) {}

  /** Takes a tool in hand; the selected measure is let go. */
  take(type: MeasureType, brush: Brush = brushes_of(type)[0]!, follow: Tool["follow"] = null): void {
    const { shape, chosen, draw_map } = this.desk;
    const before = shape.now.get();
    chosen.selected = null;
    this.follow.drop();
    this.now.set({ type, brush, follow, hand: false });
    draw_map.hand_free = false;
    draw_map.start(follow ? "point" : brush);
    // Another brush for the same measure keeps what was set; another measure starts from its defaults.
    shape.begin(type, before?.key === null && before.type.id === type.id ? before.parameters : {});
    this.desk.show_measures();
  }

  /** Draws by hand from here on, or point by point again; what is begun goes on. */
  set_hand(hand: boolean): void {
    const tool = this.now.get();
    if (!tool) return;
    this.now.set({ ...tool, hand });
    this.desk.draw_map.hand_free = hand;
  }

  /** The distance from the axis that a line along the street keeps; what is begun goes on with it. */
  set_follow_offset(offset_m: number): void {
    const tool = this.now.get();
    if (tool?.follow) this.now.set({ ...tool, follow: { offset_m } });
  }

  /** Draws a line that cuts the selected measure in two. */
  take_knife(key = this.desk.chosen.selected): void {
    const type = this.desk.shape.now.get()?.type;
    if (!key || !type) return;
    this.take(type, "line");
    this.now.set({ type, brush: "line", follow: null, hand: false, cut: key });
    this.desk.chosen.selected = key;
  }

  /** Sets a point of the shape being drawn at an exact place, whatever lies near it. */
  place(position: Position): void {
    this.desk.pointer.press_on(position, this.last_point());
  }

  /** The last point set of the shape being drawn; null before the first. */
  last_point(): Position | null {
    const live = this.desk.shape.now.get();
    return this.follow.from ?? (live?.geometry && live.points > 0 ? last_set(live.geometry) : null);
  }

  /** Lays the tool down; what was not finished is dropped, and the measure chosen before is in hand again. */
  drop(): void {
    if (!this.now.get()) return;
    this.lay_down();
    this.desk.pick_up(this.desk.chosen.selected);
  }

  private lay_down(): void {
    const { shape, draw_map, pointer } = this.desk;
    this.now.set(null);
    this.follow.drop();
    shape.asking.stop();
    draw_map.idle();
    pointer.snapped.set(null);
    shape.set(null);
  }

  /** Drops the shape being drawn; with nothing drawn, lays the tool down. */
  cancel(): void {
    const live = this.desk.shape.now.get();
    const tool = this.now.get();
    if (!tool) return;
    if (!live?.geometry || live.points === 0) this.drop();
    else this.again(tool);
  }

  /** The same tool with an empty hand. */
  again({ type, brush, follow, hand, cut }: Tool): void {
    if (cut) this.take_knife(cut);
    else {
      this.take(type, brush, follow);
      this.set_hand(hand);
    }
  }

  /** Ends the shape with the points set so far, where they are enough. */
  finish(): void {
    const live = this.desk.shape.now.get();
    const tool = this.now.get();
    if (tool && live && live.points >= least_points[tool.brush]) this.desk.draw_map.finish();
  }

  /** Takes back the last point of the shape being drawn; false where there is none. */
  undo_point(): boolean {
    if (!this.now.get()) return false;
    if (!this.follow.from) return this.desk.draw_map.undo_point();
    this.follow.drop();
    this.emptied();
    return true;
  }

  /** Nothing is left of the shape being drawn. */
  emptied(): void {
    const live = this.desk.shape.now.get();
    const tool = this.now.get();
    if (live && tool) this.desk.shape.begin(tool.type, live.parameters);
  }

  /** Points and lines that follow a street have no shape in terra-draw before the click: theirs is made here. */
  pointed(x: number, y: number): void {
    this.pointer_px = [x, y];
    const tool = this.now.get();
    if (!tool || (tool.brush !== "point" && !tool.follow)) return;
    const place = this.desk.pointer.place_at(x, y);
    if (!tool.follow) {
      this.desk.shape.moved({ type: "Point", coordinates: place }, 0);
      return;
    }
    const line = this.follow.to(place, tool.follow.offset_m);
    if (line) this.desk.shape.moved(line, 1);
  }

  /** A shape was drawn to its end: it becomes a measure, a cut or the next step, or waits to be mended. */
  drawn(geometry: Geometry): void {
    const tool = this.now.get();
    const live = this.desk.shape.now.get();
    if (!tool || !live) return;
    if (tool.cut) this.cut(tool.cut, geometry);
    else if (geometry.type === "Point" && tool.type.geometry !== "area") {
      const coordinates = this.desk.pointer.snapped.get()?.position ?? geometry.coordinates;
      if (tool.follow) this.follow_to(coordinates, tool);
      else this.add({ type: "Point", coordinates }, tool);
    } else this.add(geometry, tool);
  }

  private add(geometry: Geometry, { type }: Tool): void {
    const { shape, draw_map, chosen } = this.desk;
    const troubles = shape_troubles(geometry);
    if (troubles.length > 0) {
      draw_map.edit(geometry);
      shape.change({ points: all_points });
      shape.hold(geometry, troubles);
      return;
    }
    const parameters = shape.now.get()?.parameters ?? {};
    this.lay_down();
    chosen.add(
      [{ measure_type: type.id, name: "", geometry, parameters, from: null, until: null, phase_id: null }],
      "draw",
    );
  }

  private cut(key: string, knife: Geometry): void {
    const { chosen, shape } = this.desk;
    const before = chosen.draft(key);
    this.lay_down();
    chosen.selected = key;
    const parts = before && knife.type === "LineString" ? cut_by(before.geometry, knife) : null;
    if (parts) chosen.split(parts);
    this.desk.pick_up(key);
    if (!parts) shape.change({ failed: true });
  }

  private follow_to(position: Position, tool: Tool): void {
    const { shape } = this.desk;
    const live = shape.now.get();
    if (this.follow.from && live?.geometry?.type === "LineString") {
      this.follow.drop();
      this.now.set({ ...tool, follow: null });
      this.add(live.geometry, tool);
      return;
    }
    shape.change({ points: 1, failed: false });
    this.follow.begin(position).then(
      // The pointer may rest where the line is to end already.
      () => this.pointer_px && this.follow.from === position && this.pointed(...this.pointer_px),
      () => shape.change({ points: 0, failed: true }),
    );
  }
}
