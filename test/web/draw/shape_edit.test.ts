import type { LineString, Polygon } from "geojson";
import { describe, expect, test } from "vitest";
import { cut_by } from "../../../web/draw/cut_by.ts";
import { amounts_of, line_length_m } from "../../../web/draw/measuring.ts";
import { plane_at, type Xy } from "../../../web/draw/plane.ts";
import {
  bearing_deg,
  moved,
  offset_copy,
  offset_points,
  position_at,
  positions_of,
  rotated,
  split_area,
  split_line,
  with_piece_length,
  with_position,
  without_position,
} from "../../../web/draw/shape_edit.ts";

const plane = plane_at([4.65, 51.15]);
const line = (...points: Xy[]): LineString => ({ type: "LineString", coordinates: points.map(plane.from) });
const area = (...points: Xy[]): Polygon => ({
  type: "Polygon",
  coordinates: [[...points, points[0]!].map(plane.from)],
});
const metres = (geometry: LineString | Polygon) =>
  positions_of(geometry).map((p) => plane.to(p).map((v) => Math.round(v * 1000) / 1000 + 0));
const square = area([0, 0], [10, 0], [10, 10], [0, 10]);

test("a shape moved 3 m east and 4 m north is 5 m from where it was, and as large", () => {
  const after = moved(square, 3, 4) as Polygon;
  expect(metres(after)[0]).toEqual([3, 4]);
  expect(amounts_of(after).area_m2).toBeCloseTo(100, 3);
});

test("a quarter turn clockwise leads what lay north to the east", () => {
  expect(metres(rotated(line([0, -5], [0, 5]), 90) as LineString)).toEqual([
    [-5, 0],
    [5, 0],
  ]);
});

describe("beside and around", () => {
  test("left of a line to the east is north; a corner is mitred", () => {
    expect(
      offset_points(
        [
          [0, 0],
          [10, 0],
          [10, 10],
        ],
        2,
      ),
    ).toEqual([
      [0, 2],
      [8, 2],
      [8, 10],
    ]);
  });
  test("a spike is not mitred to the moon", () => {
    const [, tip] = offset_points(
      [
        [0, 0],
        [10, 0],
        [0, 0.1],
      ],
      1,
    );
    expect(Math.hypot(tip![0] - 10, tip![1])).toBeLessThanOrEqual(3.001);
  });
  test("1 m around a square of 10 m is a square of 12 m, whichever way round it was drawn", () => {
    expect(amounts_of(offset_copy(square, 1)!).area_m2).toBeCloseTo(144, 2);
    const turned = area([0, 0], [0, 10], [10, 10], [10, 0]);
    expect(amounts_of(offset_copy(turned, 1)!).area_m2).toBeCloseTo(144, 2);
  });
  test("inside out is nothing", () => {
    expect(offset_copy(square, -4)).not.toBeNull();
    expect(offset_copy(square, -6)).toBeNull();
    expect(offset_copy({ type: "Point", coordinates: [4.65, 51.15] }, 1)).toBeNull();
  });
});

describe("splitting", () => {
  test("a line is cut where it is nearest; both parts together are as long", () => {
    const whole = line([0, 0], [10, 0], [10, 10]);
    const [first, second] = split_line(whole, plane.from([10.5, 4]))!;
    expect(metres(first)).toEqual([
      [0, 0],
      [10, 0],
      [10, 4],
    ]);
    expect(metres(second)).toEqual([
      [10, 4],
      [10, 10],
    ]);
  });
  test("a cut at a corner doubles no point; a cut at an end is none", () => {
    const whole = line([0, 0], [10, 0], [10, 10]);
    const [first, second] = split_line(whole, plane.from([10, 0]))!;
    expect([first.coordinates.length, second.coordinates.length]).toEqual([2, 2]);
    expect(split_line(whole, plane.from([-3, 0]))).toBeNull();
  });
  test("an area is cut along a line; a line beside it cuts nothing; a notch would leave three parts", () => {
    const parts = split_area(square, plane.from([4, -5]), plane.from([4, 15]))!;
    expect(parts.map((part) => Math.round(amounts_of(part).area_m2!))).toEqual(
      expect.arrayContaining([40, 60]),
    );
    expect(split_area(square, plane.from([20, 0]), plane.from([20, 9]))).toBeNull();
    const u = area([0, 0], [9, 0], [9, 9], [6, 9], [6, 3], [3, 3], [3, 9], [0, 9]);
    expect(split_area(u, plane.from([-1, 6]), plane.from([10, 6]))).toBeNull();
  });
  test("a drawn knife cuts a line where they cross, and misses what it does not reach", () => {
    const [first] = cut_by(line([0, 0], [10, 0]), line([3, -1], [3, 1]))!;
    expect(line_length_m((first as LineString).coordinates)).toBeCloseTo(3, 3);
    expect(cut_by(line([0, 0], [10, 0]), line([3, 1], [3, 2]))).toBeNull();
  });
});

test("a typed length moves what follows and keeps its direction", () => {
  const after = with_piece_length(line([0, 0], [10, 0], [10, 5]), 1, 25);
  expect(metres(after)).toEqual([
    [0, 0],
    [25, 0],
    [25, 5],
  ]);
});

test("40 m towards 90° is due east, and the bearing back is 270°", () => {
  const from = plane.from([0, 0]);
  const to = position_at(from, 90, 40);
  expect(plane.to(to)[0]).toBeCloseTo(40, 3);
  expect(bearing_deg(to, from)).toBeCloseTo(270, 6);
});

test("the first corner of a ring is its last as well", () => {
  const after = with_position(square, 0, plane.from([-1, -1])) as Polygon;
  expect(after.coordinates[0]![0]).toEqual(after.coordinates[0]!.at(-1));
  expect(metres(after)).toContainEqual([-1, -1]);
});

test("a corner can go while enough are left; the ring stays closed", () => {
  const after = without_position(square, 0) as Polygon;
  expect(after.coordinates[0]).toHaveLength(4);
  expect(after.coordinates[0]![0]).toEqual(after.coordinates[0]!.at(-1));
  expect(without_position(after, 1)).toBeNull();
  expect(without_position(line([0, 0], [9, 0]), 0)).toBeNull();
  expect(without_position({ type: "Point", coordinates: [4.65, 51.15] }, 0)).toBeNull();
});
