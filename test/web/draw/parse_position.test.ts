import { expect, test } from "vitest";
import { parse_position } from "../../../web/draw/parse_position.ts";

test.each([
  ["51.15012, 4.65034", { wgs84: [4.65034, 51.15012] }],
  ["4.65034 51.15012", { wgs84: [4.65034, 51.15012] }],
  ["51,15012; 4,65034", { wgs84: [4.65034, 51.15012] }],
  ["51,15012 4,65034", { wgs84: [4.65034, 51.15012] }],
  ["181896.92, 203683.18", { metres: [181896.92, 203683.18] }],
  ["181896,92; 203683,18", { metres: [181896.92, 203683.18] }],
  ["681896 703683", { metres: [681896, 703683] }],
  ["51.15", null],
  ["51.15, x", null],
  ["48.1, 11.5", null],
  ["51.15, 203683", null],
  ["", null],
])("a typed place: %s", (text, place) => {
  expect(parse_position(text)).toEqual(place);
});
