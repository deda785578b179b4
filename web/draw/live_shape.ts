import type { Geometry } from "geojson";
import { measure_type_by_id } from "../../data/catalog/index.ts";
import type { MeasureType } from "../../data/catalog/types.ts";
import { type Cell, cell } from "../ui/bus.ts";
import type { Draft } from "./draft.ts";
import type { DrawSession } from "./draw_session.ts";
import { blank_live, type Live, shape_troubles_while_drawing } from "./live.ts";
import { LiveQuestions } from "./live_questions.ts";
import { type ShapeTrouble, shape_troubles } from "./mend.ts";

/** The shape in hand, being drawn or chosen, with what is asked about it. */
export class LiveShape {
  readonly now: Cell<Live | null> = cell<Live | null>(null);
  readonly asking: LiveQuestions;
  /** The draft that it shows; null for a new shape. */
  taken: Draft | null = null;

  constructor(
    session: DrawSession,
    private readonly show: (live: Live | null) => void,
  ) {
    this.asking = new LiveQuestions(session, this.now.get, (live) => this.set(live));
  }

  set(live: Live | null): void {
    this.now.set(live);
    this.show(live);
  }

  /** Changes the shape in hand; nothing where there is none. */
  change(change: Partial<Live>): void {
    const live = this.now.get();
    if (live) this.set({ ...live, ...change });
  }

  /** An empty hand with a tool of this type. */
  begin(type: MeasureType, parameters: Draft["parameters"]): void {
    this.asking.stop();
    this.taken = null;
    this.set({ ...blank_live(type), parameters });
  }

  /** Takes a measure up and asks about it. */
  pick_up(key: string, draft: Draft): void {
    const type = measure_type_by_id(draft.measure_type);
    if (!type) return;
    this.set({ ...blank_live(type), key, parameters: draft.parameters });
    this.take_over(draft);
  }

  /** Shows another draft of the same measure and asks about it. */
  take_over(draft: Draft): void {
    const type = measure_type_by_id(draft.measure_type);
    if (!type || !this.now.get()) return;
    this.taken = draft;
    const { parameters, geometry } = draft;
    this.change({ type, parameters, geometry, moving: false, troubles: shape_troubles(geometry) });
    this.asking.ask();
  }

  /** It moved under the pointer. */
  moved(geometry: Geometry, points: number): void {
    const live = this.now.get();
    if (!live) return;
    const troubles = shape_troubles_while_drawing(geometry, points);
    this.change({ geometry, points, moving: true, troubles });
    this.asking.ask();
  }

  /** A line that cuts a measure moved under the pointer: it is no measure, so nothing is asked about it. */
  cutting(geometry: Geometry, points: number): void {
    this.change({ geometry, points, moving: true });
  }

  /** Keeps a shape with troubles in hand: nothing is saved until it is mended or drawn anew. */
  hold(geometry: Geometry, troubles: readonly ShapeTrouble[]): void {
    this.change({ geometry, moving: false, troubles });
  }
}
