import { expect, test } from "vitest";
import { area, date, diameter, length, metres, number } from "../../web/text/number.ts";
import { parse_camera, parse_opacity, write_camera, write_opacity } from "../../web/ui/view_state.ts";

const plain = (text: string) => text.replaceAll("\u00a0", " ").replaceAll("\u202f", " ");

test("numbers in the reader's notation", () => {
  expect(number(1692, "nl")).toBe("1.692");
  expect(number(1692, "en")).toBe("1,692");
  expect(plain(number(1692, "fr"))).toBe("1 692");
  expect(plain(metres(1.2, "nl"))).toBe("1,2 m");
  expect(plain(metres(0.355, "en"))).toBe("0.35 m");
  expect(plain(metres(2, "nl"))).toBe("2,0 m");
  expect(plain(metres(-0.001, "nl"))).toBe("0,0 m");
  expect(plain(length(12_400, "nl"))).toBe("12,4 km");
  expect(plain(length(3681.4, "nl"))).toBe("3.681 m");
  expect(plain(length(4.26, "nl"))).toBe("4,3 m");
  expect(plain(area(2279.4, "nl"))).toBe("2.279 m²");
  expect(diameter(0.11)).toBe("ø110");
  expect(plain(date("2026-11-01", "nl"))).toBe("1 nov 2026");
  expect(date("someday", "nl")).toBe("someday");
});

test("the camera in the address survives a round trip and refuses nonsense", () => {
  const camera = { zoom: 17.25, lat: 51.15604, lon: 4.65694, bearing: -30 };
  expect(parse_camera(write_camera(camera))).toEqual(camera);
  expect(write_camera({ ...camera, bearing: 0.1 })).toBe("17.25/51.15604/4.65694");
  for (const bad of ["", "17", "x/51/4", "17/95/4", "17/51/190", "99/51/4", "17//4"]) {
    expect(parse_camera(bad), bad).toBeNull();
  }
});

test("opacity per layer in the address", () => {
  expect(parse_opacity("water_main:40,tree:70,x,y:200,:3")).toEqual({ water_main: 40, tree: 70 });
  expect(write_opacity({ water_main: 40, tree: 70 })).toBe("water_main:40,tree:70");
});
