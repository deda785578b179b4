import { describe, expect, it } from "vitest";
import { extent_m } from "../../api/extent_m.ts";

describe("extent_m", () => {
  // A degree of latitude is 111.2 km here, one of longitude 69.9 km (at 51°).
  it.each([
    ["a point", { type: "Point", coordinates: [4.5, 51] }, 0],
    [
      "a line northwards",
      {
        type: "LineString",
        coordinates: [
          [4.5, 51],
          [4.5, 51.001],
        ],
      },
      111.3,
    ],
    [
      "a line eastwards",
      {
        type: "LineString",
        coordinates: [
          [4.5, 51],
          [4.501, 51],
        ],
      },
      70.1,
    ],
    [
      "areas in two parts",
      {
        type: "MultiPolygon",
        coordinates: [
          [
            [
              [4.5, 51],
              [4.5001, 51],
              [4.5, 51.0001],
              [4.5, 51],
            ],
          ],
          [
            [
              [4.503, 51.004],
              [4.5031, 51.004],
              [4.503, 51.0041],
              [4.503, 51.004],
            ],
          ],
        ],
      },
      505.4,
    ],
  ] as const)("%s", (_, geometry, expected_m) => {
    expect(Math.abs(extent_m(geometry) - expected_m)).toBeLessThan(0.5);
  });
});
