import { expect, test } from "vitest";
import { comparison, derivation } from "../../web/finding/derivation.ts";
import { finding_example } from "./finding_example.ts";

const plain = (text: string | null) => text?.replaceAll("\u00a0", " ");

test("for sure too close: the worst case is short too", () => {
  expect(plain(comparison({ value_m: 1.2, uncertainty_m: 0.8, required_m: 2.5 }, "nl"))).toBe(
    "1,2 + 0,8 = 2,0 m < 2,5 m",
  );
});
test("possibly too close: the required value lies inside the uncertainty", () => {
  expect(plain(comparison({ value_m: 2.9, uncertainty_m: 1.8, required_m: 2.5 }, "en"))).toBe(
    "2.9 − 1.8 = 1.1 m < 2.5 m ≤ 4.7 m",
  );
});
test("far enough: even the best guess of the adversary is", () => {
  expect(plain(comparison({ value_m: 4, uncertainty_m: 1, required_m: 2.5 }, "fr"))).toBe(
    "4,0 − 1,0 = 3,0 m ≥ 2,5 m",
  );
});
test("nothing is compared where a figure is missing", () => {
  expect(comparison({ value_m: null, uncertainty_m: 1, required_m: 2.5 }, "nl")).toBeNull();
});

test("every number of a finding stands in its derivation, in the order of the sentence", () => {
  const lines = derivation(finding_example({ assumed: ["a_position"] }), "nl").map((l) => [
    l.label,
    plain(l.value),
  ]);
  expect(lines).toEqual([
    ["Gemeten, wand tot wand", "1,2 m"],
    ["Onnauwkeurigheid Boom", "± 0,3 m"],
    ["Onnauwkeurigheid Gas, lage druk", "± 0,5 m (aangenomen)"],
    ["Samen", "± 0,8 m"],
    ["Nodig", "2,5 m"],
    ["Vergelijking", "1,2 + 0,8 = 2,0 m < 2,5 m"],
  ]);
});

test("a crossing shows both comparisons; an unknown gap says so", () => {
  const crossing = finding_example({
    a: ["gas_low", { depth_accuracy_m: 0.2 }],
    b: ["water_main", { depth_accuracy_m: 0.2 }],
    rule: { relation: "crossing" },
    vertical_m: 0,
    vertical_uncertainty_m: 0.4,
    required_vertical_m: 0.2,
    run_m: 2.95,
  });
  const lines = derivation(crossing, "en").map((l) => `${l.label}: ${plain(l.value)}`);
  expect(lines).toContain("Vertical comparison: 0.0 − 0.4 = -0.4 m < 0.2 m ≤ 0.4 m");
  expect(lines).toContain("Side by side over: 2.95 m");
  const unknown = derivation(finding_example({ required_vertical_m: 0.2 }), "en");
  expect(unknown.find((l) => l.label === "Vertical gap")?.value).toBe("unknown");
  expect(unknown.some((l) => l.label === "Vertical comparison")).toBe(false);
});
