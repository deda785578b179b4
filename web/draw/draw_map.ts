import type { Geometry, Position } from "geojson";
import type { Map as MapLibre } from "maplibre-gl";
import {
  type GeoJSONStoreFeatures,
  type HexColor,
  TerraDraw,
  TerraDrawAngledRectangleMode,
  TerraDrawFreehandMode,
  TerraDrawLineStringMode,
  TerraDrawModeUndoRedo,
  type TerraDrawMouseEvent,
  TerraDrawPointMode,
  TerraDrawPolygonMode,
  TerraDrawSelectMode,
} from "terra-draw";
import { TerraDrawMapLibreGLAdapter } from "terra-draw-maplibre-gl-adapter";
import type { CommandKind } from "./command_stack.ts";

export type Brush = "point" | "line" | "polygon" | "rectangle" | "freehand";

const mode_of: Readonly<Record<Brush, string>> = {
  point: "point",
  line: "linestring",
  polygon: "polygon",
  rectangle: "angled-rectangle",
  freehand: "freehand",
};

export interface DrawMapEvents {
  /** Where the pointer snaps to, if anywhere. */
  snap(x: number, y: number): Position | undefined;
  /** The shape under the pointer changed; `points` are those set so far. */
  live(geometry: Geometry, points: number): void;
  /** The shape being drawn is gone: taken back to nothing or cancelled. */
  gone(): void;
  drawn(geometry: Geometry): void;
  edited(geometry: Geometry, what: CommandKind): void;
}

/** Keys that only our buttons send; terra-draw's own would clash with placing points by Enter. */
const finish_key = "straatlagen_finish";
const cancel_key = "straatlagen_cancel";
/** How near a click on the last point must be to end the shape; more than snapping can pull a point away from it. */
const close_px = 20;
/** How near a pointer must be to grab a corner, in CSS pixels: a fingertip. */
export const grab_px = 22;

/**
 * terra-draw inside a loaded map: one shape at a time, being drawn or edited. Everything else on the map is
 * drawn elsewhere, so that thousands of measures cost nothing here.
 */
export class DrawMap {
  private readonly draw: TerraDraw;
  private editing: { id: string; mode: string } | null = null;
  private drawing: Brush | null = null;

  constructor(
    private readonly map: MapLibre,
    private readonly events: DrawMapEvents,
    colours: { accent: HexColor; paper: HexColor },
  ) {
    const to_custom = (event: TerraDrawMouseEvent) => this.events.snap(event.containerX, event.containerY);
    const keyEvents = { finish: finish_key, cancel: cancel_key };
    const snapping = { toCustom: to_custom };
    const { accent, paper } = colours;
    const handles = {
      coordinatePointColor: paper,
      coordinatePointOutlineColor: accent,
      coordinatePointWidth: 5,
      coordinatePointOutlineWidth: 2,
      closingPointColor: accent,
      closingPointOutlineColor: paper,
      closingPointWidth: 7,
      closingPointOutlineWidth: 2,
    };
    const fill = { fillColor: accent, fillOpacity: 0.12, outlineColor: accent, outlineWidth: 2 };
    this.draw = new TerraDraw({
      adapter: new TerraDrawMapLibreGLAdapter({
        map,
        coordinatePrecision: 9,
        minPixelDragDistanceDrawing: 6,
        prefixId: "td",
      }),
      modes: [
        new TerraDrawPointMode({
          styles: { pointColor: accent, pointOutlineColor: paper, pointWidth: 6, pointOutlineWidth: 2 },
        }),
        new TerraDrawLineStringMode({
          snapping,
          keyEvents,
          pointerDistance: close_px,
          showCoordinatePoints: true,
          styles: { lineStringColor: accent, lineStringWidth: 2, ...handles },
        }),
        new TerraDrawPolygonMode({
          snapping,
          keyEvents,
          pointerDistance: close_px,
          showCoordinatePoints: true,
          styles: { ...fill, ...handles },
        }),
        new TerraDrawAngledRectangleMode({ keyEvents, pointerDistance: 14, styles: fill }),
        new TerraDrawFreehandMode({
          keyEvents,
          minDistance: 6,
          pointerDistance: 14,
          styles: { ...fill, closingPointColor: accent, closingPointOutlineColor: paper },
        }),
        new TerraDrawSelectMode({
          pointerDistance: grab_px,
          allowManualDeselection: false,
          allowManualSelection: false,
          keyEvents: null,
          flags: {
            point: { feature: { draggable: true } },
            linestring: {
              feature: {
                draggable: true,
                coordinates: {
                  draggable: true,
                  midpoints: { draggable: true },
                  deletable: true,
                  snappable: snapping,
                },
              },
            },
            polygon: {
              feature: {
                draggable: true,
                selfIntersectable: true,
                coordinates: {
                  draggable: true,
                  midpoints: { draggable: true },
                  deletable: true,
                  snappable: snapping,
                },
              },
            },
          },
          styles: {
            selectedLineStringColor: accent,
            selectedLineStringWidth: 2,
            selectedPolygonColor: accent,
            selectedPolygonFillOpacity: 0.1,
            selectedPolygonOutlineColor: accent,
            selectedPolygonOutlineWidth: 2,
            selectedPointColor: accent,
            selectedPointOutlineColor: paper,
            selectedPointWidth: 7,
            selectedPointOutlineWidth: 3,
            selectionPointColor: paper,
            selectionPointOutlineColor: accent,
            selectionPointWidth: 6,
            selectionPointOutlineWidth: 2,
            midPointColor: accent,
            midPointOutlineColor: paper,
            midPointWidth: 4,
            midPointOutlineWidth: 1,
          },
        }),
      ],
      undoRedo: { modeLevel: new TerraDrawModeUndoRedo() },
    });
    this.draw.start();
    this.draw.on("change", (ids, type, context) => {
      if (context && "origin" in context && context.origin === "api") return;
      if (type === "styling") return;
      const current = this.current();
      if (current && ids.includes(current.id!)) {
        const { geometry, points } = plain(current, this.drawing !== null);
        this.events.live(geometry, points);
      } else if (type === "delete" && this.drawing && !current) this.events.gone();
    });
    this.draw.on("finish", (id, { action }) => {
      const feature = this.draw.getSnapshotFeature(id);
      if (!feature) return;
      const { geometry } = plain(feature, false);
      // terra-draw is still inside its own event: what follows may change its mode and its store.
      queueMicrotask(() => {
        if (action === "draw") {
          if (this.draw.hasFeature(id)) this.draw.removeFeatures([id]);
          this.events.drawn(geometry);
        } else this.events.edited(geometry, action === "dragFeature" ? "move" : "reshape");
      });
    });
  }

  /** The one shape that is being drawn or edited. */
  private current(): GeoJSONStoreFeatures | undefined {
    if (this.editing) return this.draw.getSnapshotFeature(this.editing.id);
    return this.draw.getSnapshot().find((f) => f.properties.currentlyDrawing === true);
  }

  /** Starts drawing a new shape; what was edited before is let go. */
  start(brush: Brush): void {
    this.idle();
    this.drawing = brush;
    this.draw.setMode(mode_of[brush]);
  }

  /** Takes one shape up to be moved and reshaped. Shapes of several parts are not reshaped: false. */
  edit(geometry: Geometry): boolean {
    this.idle();
    const mode = { Point: "point", LineString: "linestring", Polygon: "polygon" }[geometry.type as string];
    if (!mode) return false;
    const id = crypto.randomUUID();
    const [added] = this.draw.addFeatures([
      { type: "Feature", id, geometry: rounded(geometry), properties: { mode } } as GeoJSONStoreFeatures,
    ]);
    if (!added?.valid) return false;
    this.editing = { id, mode };
    this.draw.setMode("select");
    this.draw.selectFeature(id);
    return true;
  }

  /** Lets go of everything. */
  idle(): void {
    if (this.draw.getMode() !== "static") this.draw.setMode("static");
    this.draw.clear();
    this.editing = null;
    this.drawing = null;
  }

  /** Ends the shape being drawn with the points set so far. */
  finish(): void {
    this.press(finish_key);
  }

  /** Takes the last point back; false where there is none. */
  undo_point(): boolean {
    return this.drawing !== null && this.draw.canUndo() && this.draw.undo();
  }

  private press(key: string): void {
    this.map.getCanvas().dispatchEvent(new KeyboardEvent("keyup", { key }));
  }

  stop(): void {
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

/** The feature's geometry, and how many points it has that were really set. */
function plain({ geometry }: GeoJSONStoreFeatures, drawing: boolean): { geometry: Geometry; points: number } {
  const pending = drawing ? 1 : 0;
  if (geometry.type === "LineString")
    return { geometry, points: Math.max(0, geometry.coordinates.length - pending) };
  if (geometry.type === "Polygon")
    return { geometry, points: Math.max(0, geometry.coordinates[0]!.length - 1 - pending) };
  return { geometry: geometry as Geometry, points: 1 };
}
