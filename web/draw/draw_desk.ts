import type { Geometry } from "geojson";
import type { Map as MapLibre } from "maplibre-gl";
import type { HexColor } from "terra-draw";
import { type Cell, cell } from "../ui/bus.ts";
import { map_palette, type Theme } from "../ui/theme.ts";
import { key_by_id } from "./book.ts";
import type { CommandKind } from "./command_stack.ts";
import { DeskCanvas } from "./desk_canvas.ts";
import { DeskPointer } from "./desk_pointer.ts";
import type { Draft } from "./draft.ts";
import { draw_api, type Room } from "./draw_api.ts";
import { DrawMap } from "./draw_map.ts";
import type { DrawSession } from "./draw_session.ts";
import { LiveShape } from "./live_shape.ts";
import { shape_troubles } from "./mend.ts";
import { SelectedMeasure } from "./selected_measure.ts";
import { type ToolDesk, ToolInHand } from "./tool_in_hand.ts";

export interface DeskEvents {
  /** False for who reads only: a measure is shown and judged, and has no handles. */
  readonly may_edit: boolean;
  /** A new measure was drawn, or another one was clicked on; null: the empty map was. */
  select(key: string | null): void;
}

/** A click so soon after the pointer ended a shape is that same click. */
const same_click_ms = 400;

/** The drawing table: one scenario's book on one map, with the tool and the shape in hand. */
export class DrawDesk implements ToolDesk {
  readonly room: Cell<{ street: string; answer: Room } | null> = cell<{
    street: string;
    answer: Room;
  } | null>(null);
  readonly pointer: DeskPointer;
  /** The chosen measure and the edits made to it. */
  readonly chosen: SelectedMeasure;
  readonly shape: LiveShape;
  readonly tools: ToolInHand;
  readonly draw_map: DrawMap;
  private readonly canvas: DeskCanvas;
  private own_edit = false;
  private ended_ms = -Infinity;
  private readonly stops: (() => void)[] = [];
  constructor(
    readonly session: DrawSession,
    map: MapLibre,
    /** The sheet over the map that is drawn on; the map itself where there is none. */
    sheet: MapLibre,
    theme: Theme,
    private readonly events: DeskEvents,
  ) {
    this.chosen = new SelectedMeasure(session, events.select);
    this.canvas = new DeskCanvas(sheet, theme);
    this.shape = new LiveShape(session, (live) =>
      this.canvas.show_live(live, this.chosen.id(live?.key ?? null)),
    );
    this.tools = new ToolInHand(this);
    const palette = map_palette[theme];
    this.draw_map = new DrawMap(
      map,
      {
        snap: (x, y) => this.pointer.snap_at(x, y)?.position,
        loose: () => this.pointer.snapped.set(null),
        live: (geometry, points) =>
          this.tools.now.get()?.cut
            ? this.shape.cutting(geometry, points)
            : this.shape.moved(geometry, points),
        handles: (read) => this.canvas.show_handles(read),
        gone: () => this.tools.emptied(),
        drawn: (geometry) => {
          this.ended_ms = performance.now();
          this.tools.drawn(geometry);
        },
        edited: (geometry, what) => this.reshaped(geometry, what),
      },
      { accent: palette.accent as HexColor, paper: palette.halo as HexColor },
    );
    this.pointer = new DeskPointer(
      map,
      sheet === map ? [map] : [map, sheet],
      (x, y) => this.tools.pointed(x, y),
      () => this.tools.now.get() !== null,
    );
    const click = (event: { point: { x: number; y: number } }) => this.clicked(event.point);
    map.on("click", click);
    this.stops.push(
      () => map.off("click", click),
      session.book.listen(() => this.book_changed()),
      session.findings_version.listen(() => {
        if (!this.shape.now.get()?.moving) this.shape.asking.ask();
      }),
    );
    this.show_measures();
  }

  /** Repaints for another theme. */
  repaint(theme: Theme): void {
    this.canvas.repaint(theme);
  }

  /** Selects a measure for editing, or none. */
  select(key: string | null): void {
    if (key === this.chosen.selected && (key === null || this.shape.now.get()?.key === key)) return;
    this.chosen.selected = key;
    if (this.tools.now.get()) {
      if (key === null) return;
      this.tools.now.set(null);
    }
    this.shape.asking.stop();
    this.pick_up(key);
  }

  /** Shows a measure as the shape in hand, as it is stored in the book; null: nothing is. */
  pick_up(key: string | null): void {
    const draft = this.chosen.draft(key);
    this.draw_map.idle();
    this.pointer.snapped.set(null);
    if (key && draft) {
      if (this.events.may_edit) this.draw_map.edit(draft.geometry);
      this.shape.pick_up(key, draft);
    } else this.shape.set(null);
    this.show_measures();
  }

  /** A geometry for the selected measure from outside the map: typed, turned, moved by a way out. */
  set_geometry(geometry: Geometry, what: CommandKind): void {
    const key = this.chosen.selected;
    const before = this.chosen.draft();
    if (key && before) this.save_or_show(key, { ...before, geometry }, what);
  }

  /** Parameters of the shape that is being drawn. */
  set_parameters(parameters: Draft["parameters"]): void {
    if (this.shape.now.get()?.key !== null) return;
    this.shape.change({ parameters });
    this.shape.asking.ask();
  }

  /** Takes the shape as it is now, with its troubles mended by `mend`. */
  accept(geometry: Geometry): void {
    const live = this.shape.now.get();
    if (!live) return;
    if (live.key === null) this.tools.drawn(geometry);
    else this.save_or_show(live.key, { ...this.chosen.draft(live.key)!, geometry }, "mend");
  }

  /** Drops what was done to a troubled shape: back to the stored one, or to an empty hand. */
  put_back(): void {
    const live = this.shape.now.get();
    const tool = this.tools.now.get();
    if (live?.key) this.pick_up(live.key);
    else if (tool) this.tools.again(tool);
  }

  /** The band of a street where a point of the type in hand may stand; drawn until the next question. */
  async show_room(street_id: string): Promise<Room> {
    const live = this.shape.now.get();
    const answer = await draw_api.room({
      measure_type: live!.type.id,
      parameters: live!.parameters,
      street_id,
      scenario_id: this.session.scenario_id,
      // It does not stand in its own way.
      measure_id: this.shape.asking.id_of(live!.key),
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
    this.shape.asking.stop();
    for (const stop of this.stops) stop();
    this.pointer.stop();
    this.draw_map.stop();
    this.canvas.stop();
  }

  /** terra-draw ended an edit of the shape in hand. */
  private reshaped(geometry: Geometry, what: CommandKind): void {
    this.ended_ms = performance.now();
    const live = this.shape.now.get();
    if (!live) return;
    this.pointer.snapped.set(null);
    if (live.key === null) {
      // A shape with troubles, still in hand: perhaps it is sound now.
      this.tools.drawn(geometry);
      return;
    }
    const before = this.chosen.draft(live.key);
    if (before) this.save_or_show(live.key, { ...before, geometry }, what, true);
  }

  /** Stores an edit, or keeps a troubled shape in hand unsaved, showing what is wrong. */
  private save_or_show(key: string, after: Draft, what: CommandKind, by_pointer = false): void {
    const before = this.chosen.draft(key);
    if (!before || !this.shape.now.get()) return;
    const troubles = shape_troubles(after.geometry);
    if (troubles.length > 0) {
      if (!by_pointer) this.draw_map.edit(after.geometry);
      this.shape.hold(after.geometry, troubles);
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
    const live = this.shape.now.get();
    if (!draft) {
      if (live?.key === key) this.pick_up(null);
      return;
    }
    // Brought back by undo, or loaded after the address named it.
    if (!live || live.key !== key) {
      if (!this.tools.now.get()) this.pick_up(key);
      return;
    }
    // Others' changes come in while this one is dragged: only a change of its own may touch it.
    if (draft === this.shape.taken) return;
    if (live.geometry !== draft.geometry && !this.own_edit) this.draw_map.edit(draft.geometry);
    this.shape.take_over(draft);
  }

  show_measures(): void {
    const in_hand = this.tools.now.get() ? null : this.chosen.selected;
    this.canvas.show_measures(this.session.book.get().wanted, in_hand);
  }

  /** A click on the map with no tool in hand: on another measure, or on nothing. */
  private clicked(point: { x: number; y: number }): void {
    if (this.tools.now.get() || this.shape.now.get()?.troubles.length) return;
    if (performance.now() - this.ended_ms < same_click_ms) return;
    const hit = this.canvas.hit(point);
    if (hit === null) this.events.select(null);
    else if (hit !== "in_hand") this.events.select(hit.key);
  }
}

/** The key that an address names: an id of the server, or the key of a measure that is not saved yet. */
export const key_of_address = (session: DrawSession, name: string): string | null =>
  /^\d+$/.test(name) ? key_by_id(session.book.get(), Number(name)) : name;
