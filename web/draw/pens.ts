import type { Position } from "geojson";
import {
  TerraDrawAngledRectangleMode,
  type TerraDrawLineStringMode,
  type TerraDrawMouseEvent,
  type TerraDrawPolygonMode,
} from "terra-draw";
import { corner_indices } from "./corner_indices.ts";
import { plane_at } from "./plane.ts";

type PenMode = TerraDrawLineStringMode | TerraDrawPolygonMode;

/** What a pen asks of the map while it draws. */
export interface Hand {
  /** Whether pressing and moving draws; else it moves the map. */
  free(): boolean;
  /** The place on the screen where the pointer was pressed. */
  pressed(): { x: number; y: number };
  /** Where a place on the screen is on earth, snapped. */
  place_at(x: number, y: number): Position;
  /** A stroke may leave the line it drew by so much. */
  tolerance_m(): number;
  /** The stroke so far; empty when it has ended. */
  stroke(points: readonly Position[]): void;
  /** Adds corners to the shape; `add` sets them one by one. `lifted` is where on the screen the stroke ended. */
  ended(corners: readonly Position[], lifted: { x: number; y: number }, add: () => void): void;
}

/** A stroke takes a point every so many pixels. */
const stroke_px = 3;
/** Away from every point on the screen: there a press neither snaps nor ends the shape. */
const nowhere_px = -1e6;

/**
 * Lets a mode draw by hand as well as point by point, in one shape: pressing and moving draws a stroke, which
 * becomes its corners when it ends. The ends of a stroke snap as points do; what lies between is as drawn.
 */
export function with_hand<Mode extends PenMode>(mode: Mode, hand: Hand): Mode {
  const before = {
    start: mode.onDragStart.bind(mode),
    drag: mode.onDrag.bind(mode),
    end: mode.onDragEnd.bind(mode),
  };
  let stroke: Position[] | null = null;
  let last = { x: 0, y: 0 };
  const place = ({ lng, lat }: TerraDrawMouseEvent): Position => [lng, lat];

  mode.onDragStart = (event, set_draggable) => {
    if (!hand.free()) return before.start(event, set_draggable);
    set_draggable(false);
    const { x, y } = hand.pressed();
    last = { x: event.containerX, y: event.containerY };
    stroke = [hand.place_at(x, y), place(event)];
    hand.stroke(stroke);
  };
  mode.onDrag = (event, set_draggable) => {
    if (!stroke) return before.drag(event, set_draggable);
    if (Math.hypot(event.containerX - last.x, event.containerY - last.y) < stroke_px) return;
    last = { x: event.containerX, y: event.containerY };
    stroke = [...stroke, place(event)];
    hand.stroke(stroke);
  };
  mode.onDragEnd = (event, set_draggable) => {
    if (!stroke) return before.end(event, set_draggable);
    const drawn = [...stroke, hand.place_at(event.containerX, event.containerY)];
    stroke = null;
    set_draggable(true);
    const plane = plane_at(drawn[0]!);
    const corners = corner_indices(drawn.map(plane.to), hand.tolerance_m()).map((i) => drawn[i]!);
    hand.ended(corners, { x: event.containerX, y: event.containerY }, () => {
      for (const [lng = 0, lat = 0] of corners) {
        const press: TerraDrawMouseEvent = {
          ...event,
          lng,
          lat,
          button: "left",
          containerX: nowhere_px,
          containerY: nowhere_px,
        };
        mode.onMouseMove({ ...press });
        mode.onClick(press);
      }
    });
  };
  return mode;
}

/** A rectangle drawn by three points that snap; terra-draw's own has no snapping. */
export class SnappedRectangleMode extends TerraDrawAngledRectangleMode {
  constructor(
    options: ConstructorParameters<typeof TerraDrawAngledRectangleMode>[0],
    private readonly snap: (event: TerraDrawMouseEvent) => Position | undefined,
  ) {
    super(options);
  }

  override onMouseMove(event: TerraDrawMouseEvent): void {
    super.onMouseMove(this.snapped(event));
  }

  override onClick(event: TerraDrawMouseEvent): void {
    super.onClick(this.snapped(event));
  }

  private snapped(event: TerraDrawMouseEvent): TerraDrawMouseEvent {
    const [lng, lat] = this.snap(event) ?? [event.lng, event.lat];
    return { ...event, lng: lng!, lat: lat! };
  }
}
