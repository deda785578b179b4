import type { Position } from "geojson";
import type { Map as MapLibre } from "maplibre-gl";
import { type Cell, cell } from "../ui/bus.ts";
import { snap_candidates } from "./snap_candidates.ts";
import { type Snapped, snap } from "./snapping.ts";

export interface SnapHint extends Snapped {
  readonly x: number;
  readonly y: number;
}

/** How near a thing must be to snap to, in CSS pixels. */
const reach_px = 12;
/** A typed point nearer than this to the last one would count as a click on it. */
const too_near_px = 60;

/** The pointer of drawing: where it snaps to, the key that holds that off, and the pointer of the keyboard. */
export class DeskPointer {
  readonly snapping = cell(true);
  readonly snapped: Cell<SnapHint | null> = cell<SnapHint | null>(null);
  private alt = false;
  private readonly stops: (() => void)[] = [];

  constructor(
    private readonly map: MapLibre,
    /** The maps on which there are things to snap to. */
    private readonly things_on: readonly MapLibre[],
    /** Called for each move of the pointer over the map, in CSS pixels of the map. */
    moved: (x: number, y: number) => void,
    in_use: () => boolean,
  ) {
    const canvas = map.getCanvas();
    const pointer = (event: PointerEvent) => {
      this.alt = event.altKey;
      const { left, top } = canvas.getBoundingClientRect();
      moved(event.clientX - left, event.clientY - top);
    };
    const leave = () => this.snapped.set(null);
    const alt = (event: KeyboardEvent) => {
      if (event.key !== "Alt") return;
      this.alt = event.type === "keydown";
      if (this.alt) this.snapped.set(null);
      // Alt alone would move the focus to the browser's menu.
      if (in_use()) event.preventDefault();
    };
    canvas.addEventListener("pointermove", pointer, true);
    canvas.addEventListener("pointerleave", leave);
    window.addEventListener("keydown", alt, true);
    window.addEventListener("keyup", alt, true);
    this.stops.push(
      () => canvas.removeEventListener("pointermove", pointer, true),
      () => canvas.removeEventListener("pointerleave", leave),
      () => window.removeEventListener("keydown", alt, true),
      () => window.removeEventListener("keyup", alt, true),
    );
  }

  /** Where a place on the screen snaps to, told to `snapped`; null where to nothing. */
  snap_at(x: number, y: number): SnapHint | null {
    const found =
      this.snapping.get() && !this.alt
        ? snap(
            x,
            y,
            this.things_on.flatMap((map) => snap_candidates(map, x, y, reach_px * 1.4)),
            reach_px,
          )
        : null;
    const p = found ? this.map.project(found.position as [number, number]) : null;
    const hint = found && p ? { ...found, x: p.x, y: p.y } : null;
    this.snapped.set(hint);
    return hint;
  }

  /** The place under a point of the screen, snapped. */
  place_at(x: number, y: number): Position {
    const { lng, lat } = this.map.unproject([x, y]);
    return this.snap_at(x, y)?.position ?? [lng, lat];
  }

  /** A place on the screen pressed by keyboard, as if it were clicked. */
  press(x: number, y: number): void {
    for (const type of ["pointermove", "pointerdown", "pointerup"] as const) this.send(type, x, y);
  }

  /** The pointer moved by keyboard. */
  point(x: number, y: number): void {
    this.send("pointermove", x, y);
  }

  /** A press at an exact place on earth, whatever lies near it; `last` is the point set before it. */
  press_on(position: Position, last: Position | null): void {
    const px = (at: Position) => this.map.project(at as [number, number]);
    for (let i = 0; last && i < 8; i += 1) {
      const [a, b] = [px(last), px(position)];
      const away_px = Math.hypot(b.x - a.x, b.y - a.y);
      if (away_px === 0 || away_px > too_near_px) break;
      this.map.jumpTo({ center: position as [number, number], zoom: this.map.getZoom() + 1 });
    }
    const { alt } = this;
    this.alt = true;
    const { x, y } = px(position);
    this.press(x, y);
    this.alt = alt;
    const { clientWidth, clientHeight } = this.map.getCanvas();
    if (x < 0 || y < 0 || x > clientWidth || y > clientHeight)
      this.map.panTo(position as [number, number], { animate: false });
  }

  private send(type: "pointermove" | "pointerdown" | "pointerup", x: number, y: number): void {
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
    for (const stop of this.stops) stop();
  }
}
