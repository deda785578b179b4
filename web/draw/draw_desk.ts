import type { Geometry, LineString, Position } from "geojson";
import type { Map as MapLibre } from "maplibre-gl";
import type { HexColor } from "terra-draw";
import type { MeasureType } from "../../data/catalog/types.ts";
import { type Cell, cell } from "../ui/bus.ts";
import { map_palette, type Theme } from "../ui/theme.ts";
import { key_by_id } from "./book.ts";
import type { CommandKind } from "./command_stack.ts";
import { cut_by } from "./cut_by.ts";
import { DeskCanvas } from "./desk_canvas.ts";
import { DeskPointer } from "./desk_pointer.ts";
import type { Draft } from "./draft.ts";
import { draw_api, type Room } from "./draw_api.ts";
import { type Brush, DrawMap } from "./draw_map.ts";
import type { DrawSession } from "./draw_session.ts";
import { FollowTool } from "./follow_tool.ts";
import { blank_live, type Live, shape_troubles_while_drawing } from "./live.ts";
import { LiveQuestions } from "./live_questions.ts";
import { shape_troubles } from "./mend.ts";
import { SelectedMeasure } from "./selected_measure.ts";
import { brushes_of, last_set, least_points, type Tool } from "./tool.ts";
import { measure_type } from "./way_out.ts";

export interface DeskEvents {
  /** A new measure was drawn, or another one was clicked on; null: the empty map was. */
  select(key: string | null): void;
}

/** The drawing table: one scenario's book on one map, with the tool and the shape in hand. */
export class DrawDesk {
  readonly tool: Cell<Tool | null> = cell<Tool | null>(null);
  readonly live: Cell<Live | null> = cell<Live | null>(null);
  readonly room: Cell<{ street: string; answer: Room } | null> = cell<{
    street: string;
    answer: Room;
  } | null>(null);
  readonly pointer: DeskPointer;
  /** The chosen measure and the edits made to it. */
  readonly chosen: SelectedMeasure;
  readonly asking: LiveQuestions;
  private readonly canvas: DeskCanvas;
  private readonly draw_map: DrawMap;
  private readonly follow = new FollowTool();
  /** The draft that the shape in hand shows. */
  private taken: Draft | null = null;
  private own_edit = false;
  private ended_ms = -Infinity;
  private readonly stops: (() => void)[] = [];
  constructor(
    readonly session: DrawSession,
    map: MapLibre,
    theme: Theme,
    private readonly events: DeskEvents,
  ) {
    this.chosen = new SelectedMeasure(session, events.select);
    this.asking = new LiveQuestions(
      session,
      () => this.live.get(),
      (live) => this.set_live(live),
    );
    this.canvas = new DeskCanvas(map, theme);
    const palette = map_palette[theme];
    this.draw_map = new DrawMap(
      map,
      {
        snap: (x, y) => this.pointer.snap_at(x, y)?.position,
        live: (geometry, points) => this.moved(geometry, points),
        gone: () => this.emptied(),
        drawn: (geometry) => this.drawn(geometry),
        edited: (geometry, what) => this.reshaped(geometry, what),
      },
      { accent: palette.accent as HexColor, paper: palette.halo as HexColor },
    );
    this.pointer = new DeskPointer(
      map,
      (x, y) => this.pointed(x, y),
      () => this.tool.get() !== null,
    );
    const click = (event: { point: { x: number; y: number } }) => this.clicked(event.point);
    map.on("click", click);
    this.stops.push(
      () => map.off("click", click),
      session.book.listen(() => this.book_changed()),
      session.findings_version.listen(() => {
        if (!this.live.get()?.moving) this.asking.ask();
      }),
    );
    this.show_measures();
  }

  /** Repaints for another theme. */
  repaint(theme: Theme): void {
    this.canvas.repaint(theme);
  }

  /** Takes a tool in hand; the selected measure is let go. */
  take(type: MeasureType, brush: Brush = brushes_of(type)[0]!, follow: Tool["follow"] = null): void {
    const before = this.live.get();
    this.chosen.selected = null;
    this.follow.drop();
    this.asking.stop();
    this.tool.set({ type, brush, follow });
    this.draw_map.start(follow ? "point" : brush);
    // Another brush for the same measure keeps what was set; another measure starts from its defaults.
    const parameters = before?.key === null && before.type.id === type.id ? before.parameters : {};
    this.set_live({ ...blank_live(type), parameters });
    this.show_measures();
  }

  /** The distance from the axis that a line along the street keeps; what is begun goes on with it. */
  set_follow_offset(offset_m: number): void {
    const tool = this.tool.get();
    if (tool?.follow) this.tool.set({ ...tool, follow: { offset_m } });
  }

  /** Draws a line that cuts the selected measure in two. */
  take_knife(key = this.chosen.selected): void {
    const type = this.live.get()?.type;
    if (!key || !type) return;
    this.take(type, "line");
    this.tool.set({ type, brush: "line", follow: null, cut: key });
    this.chosen.selected = key;
  }

  /** Sets a point of the shape being drawn at an exact place, whatever lies near it. */
  place(position: Position): void {
    this.pointer.press_on(position, this.last_point());
  }

  /** Lays the tool down; what was not finished is dropped. */
  drop_tool(): void {
    if (!this.tool.get()) return;
    this.tool.set(null);
    this.follow.drop();
    this.asking.stop();
    this.draw_map.idle();
    this.pointer.snapped.set(null);
    this.set_live(null);
    if (this.chosen.selected) this.pick_up(this.chosen.selected);
  }

  /** Drops the shape being drawn; with nothing drawn, lays the tool down. */
  cancel(): void {
    const live = this.live.get();
    const tool = this.tool.get();
    if (!tool) return;
    if (!live?.geometry || live.points === 0) {
      this.drop_tool();
      return;
    }
    const { type, brush, follow, cut } = tool;
    if (cut) this.take_knife(cut);
    else this.take(type, brush, follow);
  }

  finish(): void {
    const live = this.live.get();
    const tool = this.tool.get();
    if (!tool || !live || live.points < least_points[tool.brush]) return;
    this.draw_map.finish();
  }

  /** Takes back the last point of the shape being drawn; false where there is none. */
  undo_point(): boolean {
    if (!this.tool.get()) return false;
    if (this.follow.from) {
      this.follow.drop();
      this.emptied();
      return true;
    }
    return this.draw_map.undo_point();
  }

  /** Selects a measure for editing, or none. */
  select(key: string | null): void {
    if (key === this.chosen.selected && (key === null || this.live.get()?.key === key)) return;
    this.chosen.selected = key;
    if (this.tool.get()) {
      if (key === null) return;
      this.tool.set(null);
    }
    this.asking.stop();
    this.pick_up(key);
  }

  private pick_up(key: string | null): void {
    const draft = this.chosen.draft(key);
    this.draw_map.idle();
    this.pointer.snapped.set(null);
    if (!key || !draft) {
      this.set_live(null);
      this.show_measures();
      return;
    }
    const type = measure_type(draft.measure_type);
    if (!type) return;
    this.draw_map.edit(draft.geometry);
    this.set_live({ ...blank_live(type), key, parameters: draft.parameters });
    this.take_over(draft);
    this.show_measures();
  }

  /** Shows a draft as the shape in hand and asks about it. */
  private take_over(draft: Draft): void {
    const live = this.live.get();
    const type = measure_type(draft.measure_type);
    if (!live || !type) return;
    this.taken = draft;
    this.set_live({
      ...live,
      type,
      parameters: draft.parameters,
      geometry: draft.geometry,
      moving: false,
      troubles: shape_troubles(draft.geometry),
    });
    this.asking.ask();
  }

  /** A geometry for the selected measure from outside the map: typed, turned, moved by a way out. */
  set_geometry(geometry: Geometry, what: CommandKind): void {
    const key = this.chosen.selected;
    const before = this.chosen.draft();
    if (key && before) this.save_or_show(key, { ...before, geometry }, what);
  }

  /** Parameters of the shape that is being drawn. */
  set_parameters(parameters: Draft["parameters"]): void {
    const live = this.live.get();
    if (!live || live.key !== null) return;
    this.set_live({ ...live, parameters });
    this.asking.ask();
  }

  /** Takes the shape as it is now, with its troubles mended by `mend`. */
  accept(geometry: Geometry): void {
    const live = this.live.get();
    if (!live) return;
    if (live.key === null) this.drawn(geometry);
    else this.save_or_show(live.key, { ...this.chosen.draft(live.key)!, geometry }, "mend");
  }

  /** Drops what was done to a troubled shape: back to the stored one, or to an empty hand. */
  put_back(): void {
    const live = this.live.get();
    if (!live) return;
    if (live.key) {
      this.pick_up(live.key);
      return;
    }
    const tool = this.tool.get();
    if (tool) this.take(tool.type, tool.brush, tool.follow);
  }

  /** The last point set of the shape being drawn; null before the first. */
  last_point(): Position | null {
    const live = this.live.get();
    return this.follow.from ?? (live?.geometry && live.points > 0 ? last_set(live.geometry) : null);
  }

  /** The band of a street where a point of the type in hand may stand; drawn until the next question. */
  async show_room(street_id: string): Promise<Room> {
    const live = this.live.get();
    const answer = await draw_api.room({
      measure_type: live!.type.id,
      parameters: live!.parameters,
      street_id,
      scenario_id: this.session.scenario_id,
      // It does not stand in its own way.
      measure_id: this.asking.id_of(live!.key),
    });
    this.room.set({ street: street_id, answer });
    this.canvas.show_band(answer.band);
    return answer;
  }

  hide_room(): void {
    this.room.set(null);
    this.canvas.show_band(null);
  }

  stop(): void {
    this.asking.stop();
    for (const stop of this.stops) stop();
    this.pointer.stop();
    this.draw_map.stop();
    this.canvas.stop();
  }

  /** Points and lines that follow a street have no shape in terra-draw before the click: theirs is made here. */
  private pointed(x: number, y: number): void {
    const tool = this.tool.get();
    if (!tool || (tool.brush !== "point" && !tool.follow)) return;
    const place = this.pointer.place_at(x, y);
    if (!tool.follow) {
      this.moved({ type: "Point", coordinates: place }, 0);
      return;
    }
    const line = this.follow.to(place, tool.follow.offset_m);
    if (line) this.moved(line, 1);
  }

  private moved(geometry: Geometry, points: number): void {
    const live = this.live.get();
    if (!live) return;
    this.set_live({
      ...live,
      geometry,
      points,
      moving: true,
      troubles: shape_troubles_while_drawing(geometry, live),
    });
    this.asking.ask();
  }

  private emptied(): void {
    const live = this.live.get();
    const tool = this.tool.get();
    if (!live || !tool) return;
    this.asking.stop();
    this.set_live({ ...blank_live(tool.type), parameters: live.parameters });
  }

  private drawn(geometry: Geometry): void {
    this.ended_ms = performance.now();
    const tool = this.tool.get();
    const live = this.live.get();
    if (!tool || !live) return;
    if (tool.cut) {
      this.cut(tool.cut, geometry);
      return;
    }
    let shape = geometry;
    if (geometry.type === "Point" && tool.type.geometry !== "area") {
      const position = this.pointer.snapped.get()?.position ?? geometry.coordinates;
      if (tool.follow) {
        this.follow_to(position, tool, live);
        return;
      }
      shape = { type: "Point", coordinates: position };
    }
    const troubles = shape_troubles(shape);
    if (troubles.length > 0) {
      // Shown with its troubles, and kept in hand: nothing is saved until it is mended or drawn anew.
      this.draw_map.edit(shape);
      this.set_live({ ...live, geometry: shape, moving: false, points: 99, troubles });
      return;
    }
    this.tool.set(null);
    this.pointer.snapped.set(null);
    this.draw_map.idle();
    this.set_live(null);
    this.chosen.add(
      [
        {
          measure_type: tool.type.id,
          name: "",
          geometry: shape,
          parameters: live.parameters,
          from: null,
          until: null,
        },
      ],
      "draw",
    );
  }

  private cut(key: string, line: Geometry): void {
    const before = this.chosen.draft(key);
    this.tool.set(null);
    this.draw_map.idle();
    const parts = before && line.type === "LineString" ? cut_by(before.geometry, line) : null;
    if (!before || !parts) {
      this.pick_up(key);
      const live = this.live.get();
      if (live) this.set_live({ ...live, failed: true });
      return;
    }
    this.chosen.selected = key;
    this.chosen.split(parts);
    this.pick_up(key);
  }

  private follow_to(position: Position, tool: Tool, live: Live): void {
    const line: LineString | null =
      this.follow.from && live.geometry?.type === "LineString" ? live.geometry : null;
    if (line) {
      this.follow.drop();
      this.tool.set({ ...tool, follow: null });
      this.drawn(line);
      return;
    }
    this.set_live({ ...live, points: 1, failed: false });
    this.follow.begin(position).catch(() => {
      const now = this.live.get();
      if (now) this.set_live({ ...now, points: 0, failed: true });
    });
  }

  /** terra-draw ended an edit of the shape in hand. */
  private reshaped(geometry: Geometry, what: CommandKind): void {
    this.ended_ms = performance.now();
    const live = this.live.get();
    if (!live) return;
    this.pointer.snapped.set(null);
    if (live.key === null) {
      // A shape with troubles, still in hand: perhaps it is sound now.
      this.drawn(geometry);
      return;
    }
    const before = this.chosen.draft(live.key);
    if (before) this.save_or_show(live.key, { ...before, geometry }, what, true);
  }

  /** Stores an edit, or keeps a troubled shape in hand unsaved, showing what is wrong. */
  private save_or_show(key: string, after: Draft, what: CommandKind, by_pointer = false): void {
    const before = this.chosen.draft(key);
    const live = this.live.get();
    if (!before || !live) return;
    const troubles = shape_troubles(after.geometry);
    if (troubles.length > 0) {
      if (!by_pointer) this.draw_map.edit(after.geometry);
      this.set_live({ ...live, geometry: after.geometry, moving: false, troubles });
      return;
    }
    this.own_edit = by_pointer;
    this.session.edit({ what, steps: [{ key, before, after }] });
    this.own_edit = false;
  }

  private book_changed(): void {
    this.show_measures();
    const key = this.chosen.selected;
    if (!key) return;
    const draft = this.chosen.draft(key);
    const live = this.live.get();
    if (!draft) {
      if (live?.key === key) this.pick_up(null);
      return;
    }
    // Brought back by undo, or loaded after the address named it.
    if (!live || live.key !== key) {
      if (!this.tool.get()) this.pick_up(key);
      return;
    }
    // Others' changes come in while this one is dragged: only a change of its own may touch it.
    if (draft === this.taken) return;
    if (live.geometry !== draft.geometry && !this.own_edit) this.draw_map.edit(draft.geometry);
    this.take_over(draft);
  }

  private set_live(live: Live | null): void {
    this.live.set(live);
    this.canvas.show_live(live, this.chosen.id(live?.key ?? null));
  }

  private show_measures(): void {
    this.canvas.show_measures(this.session.book.get().wanted, this.tool.get() ? null : this.chosen.selected);
  }

  /** A click on the map with no tool in hand: on another measure, or on nothing. */
  private clicked(point: { x: number; y: number }): void {
    if (this.tool.get() || this.live.get()?.troubles.length) return;
    // The click that ended a shape is no click on the map.
    if (performance.now() - this.ended_ms < 400) return;
    const hit = this.canvas.hit(point);
    if (hit === null) this.events.select(null);
    else if (hit !== "in_hand") this.events.select(hit.key);
  }
}

/** The key that an address names: an id of the server, or the key of a measure that is not saved yet. */
export const key_of_address = (session: DrawSession, name: string): string | null =>
  /^\d+$/.test(name) ? key_by_id(session.book.get(), Number(name)) : name;
