import type { Position } from "geojson";
import {
  type HexColor,
  TerraDrawLineStringMode,
  type TerraDrawMouseEvent,
  TerraDrawPointMode,
  TerraDrawPolygonMode,
  TerraDrawSelectMode,
} from "terra-draw";
import { type Hand, SnappedRectangleMode, with_hand } from "./pens.ts";

/** Keys that only our buttons send; terra-draw's own would clash with placing points by Enter. */
export const finish_key = "straatlagen_finish";
const cancel_key = "straatlagen_cancel";
/** How near a click on the last point must be to end the shape; more than snapping can pull a point away from it. */
export const close_px = 20;
/** How near a pointer must be to grab a corner, in CSS pixels: a fingertip. */
const grab_px = 22;

export interface ModeColours {
  readonly accent: HexColor;
  readonly paper: HexColor;
}

/** The ways to draw and to reshape, all snapping through `snap`; lines and outlines also by hand. */
export function draw_modes(
  snap: (event: TerraDrawMouseEvent) => Position | undefined,
  hand: Hand,
  { accent, paper }: ModeColours,
) {
  const keyEvents = { finish: finish_key, cancel: cancel_key };
  const snapping = { toCustom: snap };
  const handles = {
    coordinatePointColor: paper,
    coordinatePointOutlineColor: accent,
    coordinatePointWidth: 5,
    coordinatePointOutlineWidth: 2,
    closingPointColor: accent,
    closingPointOutlineColor: paper,
    closingPointWidth: 7,
    closingPointOutlineWidth: 2,
    snappingPointColor: paper,
    snappingPointOutlineColor: accent,
    snappingPointWidth: 5,
    snappingPointOutlineWidth: 2,
  };
  const fill = { fillColor: accent, fillOpacity: 0.12, outlineColor: accent, outlineWidth: 2 };
  return [
    new TerraDrawPointMode({
      styles: { pointColor: accent, pointOutlineColor: paper, pointWidth: 6, pointOutlineWidth: 2 },
    }),
    with_hand(
      new TerraDrawLineStringMode({
        snapping,
        keyEvents,
        pointerDistance: close_px,
        showCoordinatePoints: true,
        styles: { lineStringColor: accent, lineStringWidth: 2, ...handles },
      }),
      hand,
    ),
    with_hand(
      new TerraDrawPolygonMode({
        snapping,
        keyEvents,
        pointerDistance: close_px,
        showCoordinatePoints: true,
        styles: { ...fill, ...handles },
      }),
      hand,
    ),
    new SnappedRectangleMode({ keyEvents, pointerDistance: 14, styles: fill }, snap),
    new TerraDrawSelectMode({
      pointerDistance: grab_px,
      allowManualDeselection: false,
      // Of a shape in several parts each is taken up by a click.
      allowManualSelection: true,
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
  ];
}
