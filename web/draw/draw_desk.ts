import type { Feature, Geometry, LineString, MultiLineString, Position } from "geojson";
import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import type { HexColor } from "terra-draw";
import type { MeasureType } from "../../data/catalog/types.ts";
import { client, type Finding } from "../client.ts";
import { type Cell, cell } from "../ui/bus.ts";
import { map_palette, type Theme } from "../ui/theme.ts";
import { key_by_id } from "./book.ts";
import type { CommandKind } from "./command_stack.ts";
import { cut_by } from "./cut_by.ts";
import type { Draft } from "./draft.ts";
import { draw_api, type PreviewQuestion, type Room } from "./draw_api.ts";
import { type Brush, DrawMap } from "./draw_map.ts";
import type { DrawSession } from "./draw_session.ts";
import { put_draw_layers, remove_draw_layers } from "./draw_style.ts";
import { dot_tints, figure_features, figure_of, worst_verdict } from "./figure.ts";
import { follow_street } from "./follow_street.ts";
import { can_ask, type Live } from "./live.ts";
import { shape_troubles } from "./mend.ts";
import { preview_loop } from "./preview_loop.ts";
import { snap_candidates } from "./snap_candidates.ts";
import { type Snapped, snap } from "./snapping.ts";
import { stretch_features } from "./stretch_features.ts";
import { measure_type } from "./way_out.ts";

/** The tool in hand. */
export interface Tool {
  readonly type: MeasureType;
  readonly brush: Brush;
  /** The line follows the street at this distance from its axis; null inside: as far as one begins. */
  readonly follow: { readonly offset_m: number | null } | null;
  /** The measure that the drawn line cuts in two. */
  readonly cut?: string;
}

export interface SnapHint extends Snapped {
  readonly x: number;
  readonly y: number;
}

/** How near a thing must be to snap to, in CSS pixels. */
const reach_px = 12;

export const brushes_of = (type: MeasureType): readonly Brush[] =>
  type.geometry === "point"
    ? ["point"]
    : type.geometry === "line"
      ? ["line"]
      : ["polygon", "rectangle", "freehand"];

export interface DeskEvents {
  /** A new measure was drawn, or another one was clicked on; null: the empty map was. */
  select(key: string | null): void;
}

interface Question extends PreviewQuestion {
  readonly key: string | null;
  readonly type: MeasureType;
}

/** The drawing table: one scenario's book on one map, with the tool and the shape in hand. */
export class DrawDesk {
  readonly tool: Cell<Tool | null> = cell<Tool | null>(null);
  readonly live: Cell<Live | null> = cell<Live | null>(null);
  readonly snapping = cell(true);
  readonly snapped: Cell<SnapHint | null> = cell<SnapHint | null>(null);
  readonly room: Cell<{ street: string; answer: Room } | null> = cell<{
    street: string;
    answer: Room;
  } | null>(null);
  private readonly draw_map: DrawMap;
  private selected: string | null = null;
  private shown = new Map<string, { draft: Draft; ids: string[] }>();
  private alt = false;
  private frame = 0;
  private follow_from: Position | null = null;
  private axis: { geometry: LineString | MultiLineString } | null = null;
  private own_edit = false;
  private ended_ms = -Infinity;
  private readonly stops: (() => void)[] = [];
  private readonly asking = preview_loop<Question, { findings: Finding[] }>(
    ({ key: _, type: __, ...question }, signal) => draw_api.preview(question, signal),
    ({ findings }, question) => this.answered(findings, question),
    (_, question) => {
      const live = this.live.get();
      if (live && live.key === question.key) this.set_live({ ...live, failed: true });
    },
  );

  constructor(
    readonly session: DrawSession,
    private readonly map: MapLibre,
    private theme: Theme,
    private readonly events: DeskEvents,
  ) {
    put_draw_layers(map, theme, map.getCenter().lat);
    const palette = map_palette[theme];
    this.draw_map = new DrawMap(
      map,
      {
        snap: (x, y) => this.snap_at(x, y)?.position,
        live: (geometry, points) => this.moved(geometry, points),
        gone: () => this.emptied(),
        drawn: (geometry) => this.drawn(geometry),
        edited: (geometry, what) => this.reshaped(geometry, what),
      },
      { accent: palette.accent as HexColor, paper: palette.halo as HexColor },
    );
    const canvas = map.getCanvas();
    const pointer = (event: PointerEvent) => this.pointed(event);
    const leave = () => this.snapped.set(null);
    const alt = (event: KeyboardEvent) => {
      if (event.key !== "Alt") return;
      this.alt = event.type === "keydown";
      if (this.alt) this.snapped.set(null);
      // Alt alone would move the focus to the browser's menu.
      if (this.tool.get()) event.preventDefault();
    };
    const click = (event: { point: { x: number; y: number } }) => this.clicked(event.point);
    canvas.addEventListener("pointermove", pointer, true);
    canvas.addEventListener("pointerleave", leave);
    window.addEventListener("keydown", alt, true);
    window.addEventListener("keyup", alt, true);
    map.on("click", click);
    this.stops.push(
      () => canvas.removeEventListener("pointermove", pointer, true),
      () => canvas.removeEventListener("pointerleave", leave),
      () => window.removeEventListener("keydown", alt, true),
      () => window.removeEventListener("keyup", alt, true),
      () => map.off("click", click),
      session.book.listen(() => this.book_changed()),
      session.findings_version.listen(() => this.ask_again()),
    );
    this.show_measures();
  }

  /** Repaints for another theme. */
  repaint(theme: Theme): void {
    if (this.theme === theme) return;
    this.theme = theme;
    put_draw_layers(this.map, theme, this.map.getCenter().lat);
    this.show_live();
  }

  /** Takes a tool in hand; the selected measure is let go. */
  take(type: MeasureType, brush: Brush = brushes_of(type)[0]!, follow: Tool["follow"] = null): void {
    this.selected = null;
    this.follow_from = null;
    this.axis = null;
    this.asking.stop();
    this.tool.set({ type, brush, follow });
    this.draw_map.start(follow ? "point" : brush);
    this.set_live(this.blank(type));
    this.show_measures();
  }

  /** The distance from the axis that a line along the street keeps; what is begun goes on with it. */
  set_follow_offset(offset_m: number): void {
    const tool = this.tool.get();
    if (tool?.follow) this.tool.set({ ...tool, follow: { offset_m } });
  }

  /** Draws a line that cuts the selected measure in two. */
  take_knife(): void {
    const key = this.selected;
    const live = this.live.get();
    if (!key || !live?.geometry) return;
    const type = live.type;
    this.take(type, "line");
    this.tool.set({ type, brush: "line", follow: null, cut: key });
    this.selected = key;
  }

  /** Sets a point of the shape being drawn at an exact place, whatever lies near it. */
  place(position: Position): void {
    const before = this.last_point();
    const px = () => this.map.project(position as [number, number]);
    if (before) {
      // Too near the last point on the screen it would count as a click on it.
      for (let i = 0; i < 8; i += 1) {
        const a = this.map.project(before as [number, number]);
        const away_px = Math.hypot(px().x - a.x, px().y - a.y);
        if (away_px === 0 || away_px > 60) break;
        this.map.jumpTo({ center: position as [number, number], zoom: this.map.getZoom() + 1 });
      }
    }
    const alt = this.alt;
    this.alt = true;
    this.press_at(px().x, px().y);
    this.alt = alt;
    const { x, y } = px();
    const { clientWidth, clientHeight } = this.map.getCanvas();
    if (x < 0 || y < 0 || x > clientWidth || y > clientHeight) this.map.panTo(position as [number, number]);
  }

  /** Lays the tool down; what was not finished is dropped. */
  drop_tool(): void {
    if (!this.tool.get()) return;
    this.tool.set(null);
    this.follow_from = null;
    this.asking.stop();
    this.draw_map.idle();
    this.snapped.set(null);
    this.set_live(null);
    if (this.selected) this.pick_up(this.selected);
  }

  /** Drops the shape being drawn; with nothing drawn, lays the tool down. */
  cancel(): void {
    const live = this.live.get();
    if (!this.tool.get()) return;
    if (!live?.geometry || live.points === 0) {
      this.drop_tool();
      return;
    }
    if (this.tool.get()?.follow) {
      this.follow_from = null;
      this.emptied();
    } else this.draw_map.cancel();
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
    if (this.follow_from) {
      this.follow_from = null;
      this.emptied();
      return true;
    }
    return this.draw_map.undo_point();
  }

  /** Selects a measure for editing, or none. */
  select(key: string | null): void {
    if (key === this.selected && (key === null || this.live.get()?.key === key)) return;
    this.selected = key;
    if (this.tool.get()) {
      if (key === null) return;
      this.tool.set(null);
    }
    this.asking.stop();
    this.pick_up(key);
  }

  private pick_up(key: string | null): void {
    const draft = key ? this.session.book.get().wanted.get(key) : undefined;
    this.draw_map.idle();
    this.snapped.set(null);
    if (!key || !draft) {
      this.set_live(null);
      this.show_measures();
      return;
    }
    const type = measure_type(draft.measure_type);
    if (!type) return;
    this.draw_map.edit(draft.geometry);
    this.set_live({ ...this.blank(type), key, parameters: draft.parameters });
    this.take_over(draft);
    this.show_measures();
  }

  /** Shows a draft as the shape in hand and asks about it. */
  private take_over(draft: Draft): void {
    const live = this.live.get();
    const type = measure_type(draft.measure_type);
    if (!live || !type) return;
    this.set_live({
      ...live,
      type,
      parameters: draft.parameters,
      geometry: draft.geometry,
      moving: false,
      troubles: shape_troubles(draft.geometry),
    });
    this.ask();
  }

  /** A geometry for the selected measure from outside the map: typed, turned, moved by a way out. */
  set_geometry(geometry: Geometry, what: CommandKind): void {
    const key = this.selected;
    const before = key ? this.session.book.get().wanted.get(key) : undefined;
    if (!key || !before) return;
    this.save_or_show(key, { ...before, geometry }, what);
  }

  /** Another draft for the selected measure: parameters, name, type. */
  set_draft(after: Draft, what: CommandKind): void {
    const key = this.selected;
    const before = key ? this.session.book.get().wanted.get(key) : undefined;
    if (key && before) this.session.edit({ what, steps: [{ key, before, after }] });
  }

  /** Parameters of the shape that is being drawn. */
  set_parameters(parameters: Draft["parameters"]): void {
    const live = this.live.get();
    if (!live || live.key !== null) return;
    this.set_live({ ...live, parameters });
    this.ask();
  }

  remove(): void {
    const key = this.selected;
    const before = key ? this.session.book.get().wanted.get(key) : undefined;
    if (!key || !before) return;
    this.session.edit({ what: "delete", steps: [{ key, before, after: null }] });
    this.events.select(null);
  }

  /** Adds measures and selects the first. */
  add(drafts: readonly Draft[], what: CommandKind): void {
    const steps = drafts.map((after) => ({ key: `n${crypto.randomUUID()}`, before: null, after }));
    this.session.edit({ what, steps });
    this.events.select(steps[0]!.key);
  }

  /** Takes the shape as it is now, with its troubles mended by `mend`. */
  accept(geometry: Geometry): void {
    const live = this.live.get();
    if (!live) return;
    if (live.key === null) this.drawn(geometry);
    else this.save_or_show(live.key, { ...this.draft_in_hand(live)!, geometry }, "mend");
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
    return this.follow_from ?? (live?.geometry && live.points > 0 ? last_set(live.geometry) : null);
  }

  draft_in_hand(live: Live | null = this.live.get()): Draft | null {
    if (!live) return null;
    return (live.key ? this.session.book.get().wanted.get(live.key) : null) ?? null;
  }

  /** Findings of a draft as the server sees them; for trying ways out. */
  async try_out(draft: Draft): Promise<Finding[]> {
    const key = this.selected;
    const { findings } = await draw_api.preview(
      {
        measure_type: draft.measure_type,
        geometry: draft.geometry,
        parameters: draft.parameters,
        scenario_id: this.session.scenario_id,
        measure_id: key ? (this.session.book.get().stored.get(key)?.id ?? null) : null,
      },
      AbortSignal.timeout(20_000),
    );
    return findings;
  }

  /** The band of a street where a point of the type in hand may stand; drawn until the next question. */
  async show_room(street_id: string): Promise<Room> {
    const live = this.live.get();
    const answer = await draw_api.room({
      measure_type: live!.type.id,
      parameters: live!.parameters,
      street_id,
      scenario_id: this.session.scenario_id,
    });
    this.room.set({ street: street_id, answer });
    this.set_data(
      "draw:room",
      answer.band ? [{ type: "Feature", geometry: answer.band, properties: {} }] : [],
    );
    return answer;
  }

  hide_room(): void {
    this.room.set(null);
    this.set_data("draw:room", []);
  }

  /** A place on the screen set by keyboard, as if it were clicked. */
  press_at(x: number, y: number): void {
    for (const type of ["pointermove", "pointerdown", "pointerup"] as const) this.pointer_at(type, x, y);
  }

  /** The pointer moved by keyboard. */
  point_at(x: number, y: number): void {
    this.pointer_at("pointermove", x, y);
  }

  private pointer_at(type: "pointermove" | "pointerdown" | "pointerup", x: number, y: number): void {
    const canvas = this.map.getCanvas();
    const { left, top } = canvas.getBoundingClientRect();
    canvas.dispatchEvent(
      new PointerEvent(type, {
        clientX: left + x,
        clientY: top + y,
        isPrimary: true,
        pointerId: 1,
        button: type === "pointermove" ? -1 : 0,
        bubbles: true,
        cancelable: true,
        altKey: this.alt,
      }),
    );
  }

  stop(): void {
    this.asking.stop();
    cancelAnimationFrame(this.frame);
    for (const stop of this.stops) stop();
    this.draw_map.stop();
    try {
      remove_draw_layers(this.map);
    } catch {
      // The map went first.
    }
  }

  private blank(type: MeasureType): Live {
    return {
      key: null,
      type,
      parameters: {},
      geometry: null,
      points: 0,
      moving: false,
      troubles: [],
      findings: null,
      asked: null,
      failed: false,
    };
  }

  private snap_at(x: number, y: number): SnapHint | null {
    const found =
      this.snapping.get() && !this.alt
        ? snap(x, y, snap_candidates(this.map, x, y, reach_px * 1.4), reach_px)
        : null;
    if (!found) {
      this.snapped.set(null);
      return null;
    }
    const p = this.map.project(found.position as [number, number]);
    const hint = { ...found, x: p.x, y: p.y };
    this.snapped.set(hint);
    return hint;
  }

  /** Points and lines that follow a street have no shape in terra-draw before the click: theirs is made here. */
  private pointed(event: PointerEvent): void {
    this.alt = event.altKey;
    const tool = this.tool.get();
    if (!tool || (tool.brush !== "point" && !tool.follow)) return;
    const { left, top } = this.map.getCanvas().getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    const { lng, lat } = this.map.unproject([x, y]);
    const position = this.snap_at(x, y)?.position ?? [lng, lat];
    if (!tool.follow) {
      this.moved({ type: "Point", coordinates: position }, 0);
      return;
    }
    if (!this.follow_from || !this.axis) return;
    const line = follow_street(this.axis.geometry, this.follow_from, position, tool.follow.offset_m);
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
    this.ask();
  }

  private emptied(): void {
    const live = this.live.get();
    const tool = this.tool.get();
    if (!live || !tool) return;
    this.asking.stop();
    this.set_live({ ...this.blank(tool.type), parameters: live.parameters });
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
      const position = this.snapped.get()?.position ?? geometry.coordinates;
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
    this.snapped.set(null);
    this.draw_map.idle();
    this.set_live(null);
    this.add(
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
    const before = this.session.book.get().wanted.get(key);
    this.tool.set(null);
    this.draw_map.idle();
    const parts = before && line.type === "LineString" ? cut_by(before.geometry, line) : null;
    if (!before || !parts) {
      this.pick_up(key);
      const live = this.live.get();
      if (live) this.set_live({ ...live, failed: true });
      return;
    }
    this.selected = key;
    this.split(before, parts);
    this.pick_up(key);
  }

  /** The selected measure in two: the first part keeps its identity. One edit, undone as one. */
  split(before: Draft, [first, second]: readonly [Geometry, Geometry]): void {
    const key = this.selected;
    if (!key) return;
    this.session.edit({
      what: "split",
      steps: [
        { key, before, after: { ...before, geometry: first } },
        { key: `n${crypto.randomUUID()}`, before: null, after: { ...before, geometry: second } },
      ],
    });
  }

  private follow_to(position: Position, tool: Tool, live: Live): void {
    if (this.follow_from && live.geometry?.type === "LineString") {
      const line = live.geometry;
      this.follow_from = null;
      this.tool.set({ ...tool, follow: null });
      this.drawn(line);
      return;
    }
    this.follow_from = position;
    this.axis = null;
    this.set_live({ ...live, points: 1, failed: false });
    void client
      .street_at(position[0]!, position[1]!)
      .then(({ id }) => client.street(id))
      .then((street) => {
        if (this.follow_from === position)
          this.axis = { geometry: street.axis as unknown as LineString | MultiLineString };
      })
      .catch(() => {
        const now = this.live.get();
        this.follow_from = null;
        if (now) this.set_live({ ...now, points: 0, failed: true });
      });
  }

  /** terra-draw ended an edit of the shape in hand. */
  private reshaped(geometry: Geometry, what: CommandKind): void {
    this.ended_ms = performance.now();
    const live = this.live.get();
    if (!live) return;
    this.snapped.set(null);
    if (live.key === null) {
      // A shape with troubles, still in hand: perhaps it is sound now.
      this.drawn(geometry);
      return;
    }
    const before = this.draft_in_hand(live);
    if (before) this.save_or_show(live.key, { ...before, geometry }, what);
  }

  /** Stores an edit, or keeps a troubled shape in hand unsaved, showing what is wrong. */
  private save_or_show(key: string, after: Draft, what: CommandKind): void {
    const before = this.session.book.get().wanted.get(key);
    const live = this.live.get();
    if (!before || !live) return;
    const troubles = shape_troubles(after.geometry);
    if (troubles.length > 0) {
      if (live.geometry !== after.geometry) this.draw_map.show(after.geometry);
      this.set_live({ ...live, geometry: after.geometry, moving: false, troubles });
      return;
    }
    this.own_edit = what === "move" || what === "reshape";
    this.session.edit({ what, steps: [{ key, before, after }] });
    this.own_edit = false;
  }

  private book_changed(): void {
    this.show_measures();
    const key = this.selected;
    if (!key) return;
    const draft = this.session.book.get().wanted.get(key);
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
    const changed = live.geometry !== draft.geometry || live.parameters !== draft.parameters;
    if (!changed && live.type.id === draft.measure_type) return;
    if (live.geometry !== draft.geometry && !this.own_edit) this.draw_map.show(draft.geometry);
    this.take_over(draft);
  }

  private question(live: Live): Question | null {
    if (!can_ask(live.geometry) || live.troubles.some(({ kind }) => kind === "crosses_itself")) return null;
    const id = live.key ? (this.session.book.get().stored.get(live.key)?.id ?? null) : null;
    return {
      key: live.key,
      type: live.type,
      measure_type: live.type.id,
      geometry: live.geometry,
      parameters: live.parameters,
      scenario_id: this.session.scenario_id,
      measure_id: id,
    };
  }

  private ask(): void {
    const live = this.live.get();
    const question = live && this.question(live);
    if (question) this.asking.ask(question);
  }

  private ask_again(): void {
    if (!this.live.get()?.moving) this.ask();
  }

  private answered(findings: readonly Finding[], question: Question): void {
    const live = this.live.get();
    if (!live || live.key !== question.key || !live.geometry) return;
    this.set_live({ ...live, findings, asked: figure_of(question, question.type), failed: false });
  }

  private set_live(live: Live | null): void {
    this.live.set(live);
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.show_live());
  }

  private show_live(): void {
    const live = this.live.get();
    if (!live?.geometry) {
      this.set_data("draw:active", []);
      this.set_data("draw:stretch", []);
      this.set_data("draw:trouble", []);
      return;
    }
    const figure = figure_of({ geometry: live.geometry, parameters: live.parameters }, live.type);
    const { colour, outline } = live.type.symbol;
    const own_id = live.key ? (this.session.book.get().stored.get(live.key)?.id ?? null) : null;
    const tint = live.findings ? worst_verdict(live.findings) : "none";
    const dots = live.findings && live.asked ? dot_tints(live.findings, live.asked, own_id) : [];
    this.set_data(
      "draw:active",
      figure_features(
        figure,
        { colour, outline: outline ?? colour },
        live.troubles.length > 0 ? "violated" : tint,
        dots,
      ),
    );
    this.set_data("draw:stretch", stretch_features(live.findings ?? []));
    this.set_data(
      "draw:trouble",
      live.troubles.map(({ at }) => ({
        type: "Feature",
        geometry: { type: "Point", coordinates: at },
        properties: {},
      })),
    );
  }

  private set_data(source: string, features: Feature[]): void {
    this.map.getSource<GeoJSONSource>(source)?.setData({ type: "FeatureCollection", features });
  }

  /** The measures that are not in hand, as one source; only what changed is sent to the map. */
  private show_measures(): void {
    const source = this.map.getSource<GeoJSONSource>("draw:measures");
    if (!source) return;
    const in_hand = this.tool.get() ? null : this.selected;
    const { wanted } = this.session.book.get();
    const add: Feature[] = [];
    const remove: string[] = [];
    for (const [key, { draft, ids }] of this.shown) {
      if (wanted.get(key) === draft && key !== in_hand) continue;
      remove.push(...ids);
      this.shown.delete(key);
    }
    for (const [key, draft] of wanted) {
      if (key === in_hand || this.shown.has(key)) continue;
      const type = measure_type(draft.measure_type);
      if (!type) continue;
      const { colour, outline } = type.symbol;
      const features = figure_features(figure_of(draft, type), {
        colour,
        outline: outline ?? colour,
        key,
      }).map((feature, i) => ({ ...feature, properties: { ...feature.properties, id: `${key}/${i}` } }));
      add.push(...features);
      this.shown.set(key, { draft, ids: features.map((f) => f.properties.id) });
    }
    if (remove.length > 0 || add.length > 0) void source.updateData({ remove, add });
  }

  /** A click on the map with no tool in hand: on another measure, or on nothing. */
  private clicked({ x, y }: { x: number; y: number }): void {
    if (this.tool.get() || this.live.get()?.troubles.length) return;
    // The click that ended a shape is no click on the map.
    if (performance.now() - this.ended_ms < 400) return;
    const box: [[number, number], [number, number]] = [
      [x - 6, y - 6],
      [x + 6, y + 6],
    ];
    const layers = this.map
      .getLayersOrder()
      .filter((id) => /^draw:(measures|active):/.test(id) && !id.endsWith("zone"));
    const found = this.map.queryRenderedFeatures(box, { layers });
    const other = found.find((f) => f.source === "draw:measures");
    if (other?.properties.key) this.events.select(String(other.properties.key));
    else if (found.length === 0) this.events.select(null);
  }
}

/** The last point that was really set: a line in the making ends under the pointer. */
function last_set(geometry: Geometry): Position | null {
  if (geometry.type === "LineString") return geometry.coordinates.at(-2) ?? null;
  if (geometry.type === "Polygon") return geometry.coordinates[0]!.at(-3) ?? null;
  return null;
}

/** So many points make a shape of this brush. */
export const least_points: Readonly<Record<Brush, number>> = {
  point: 1,
  line: 2,
  polygon: 3,
  rectangle: 3,
  freehand: 3,
};

/** While a point is on its way only crossings matter: everything begins as a sliver. */
function shape_troubles_while_drawing(geometry: Geometry, live: Live): Live["troubles"] {
  if (geometry.type !== "Polygon") return [];
  // Long freehand outlines are looked at when they are done.
  if (live.points > 60) return [];
  return shape_troubles(geometry).filter(({ kind }) => kind === "crosses_itself");
}

/** The key that an address names: an id of the server, or the key of a measure that is not saved yet. */
export const key_of_address = (session: DrawSession, name: string): string | null =>
  /^\d+$/.test(name) ? key_by_id(session.book.get(), Number(name)) : name;
