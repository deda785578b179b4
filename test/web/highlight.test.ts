import { expect, test } from "vitest";
import { finding_highlight, nothing } from "../../web/finding/highlight.ts";
import { finding_example } from "./finding_example.ts";

const shapes = (finding: Parameters<typeof finding_highlight>[0]) =>
  finding_highlight(finding, () => "#ffd750").features.map((f) => `${f.properties?.part} ${f.geometry.type}`);

test("both things and the stretch light up, a short stretch as a spot too", () => {
  expect(shapes(finding_example())).toEqual(["stretch LineString", "stretch Point", "a Point", "b Point"]);
  expect(shapes(finding_example({ stretch_m: 40 }))).toEqual(["stretch LineString", "a Point", "b Point"]);
});

test("a crossing whose stretch has no length still has a spot, at its place", () => {
  const at = [4.65, 51.15];
  const crossing = finding_example({ stretch: { type: "LineString", coordinates: [at, at] }, stretch_m: 0 });
  const spot = finding_highlight(crossing, () => undefined).features.find(
    (f) => f.properties?.part === "stretch" && f.geometry.type === "Point",
  );
  expect(spot?.geometry).toEqual({ type: "Point", coordinates: at });
});

test("what may not be seen is not drawn", () => {
  const hidden = finding_example({ stretch: null, a: ["gas_low", { visible: false, geometry: null }] });
  expect(shapes(hidden)).toEqual(["b Point"]);
  expect(nothing.features).toEqual([]);
});
