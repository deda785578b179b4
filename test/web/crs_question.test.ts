import { expect, test } from "vitest";
import { fitting_systems } from "../../web/import/crs_question.tsx";

test("the systems that an importer names as fitting are offered first, in our words where we have them", () => {
  const message =
    "Got coordinates like 3416947.6, 5369956.6, which fit EPSG:31467 (DHDN / 3-degree Gauss-Krüger zone 3) or EPSG:31370 (BD72 / Belgian Lambert 72). Import again with --srid 31467.";
  expect(fitting_systems(message)).toEqual([
    { srid: 31467, name: "DHDN / 3-degree Gauss-Krüger zone 3 (EPSG:31467)" },
    { srid: 31370, name: "België: Lambert 72 (EPSG:31370)" },
  ]);
});

test("a message without a suggestion offers none", () =>
  expect(fitting_systems("No coordinates.")).toEqual([]));
