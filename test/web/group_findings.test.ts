import { expect, test } from "vitest";
import { group_findings } from "../../web/finding/group_findings.ts";
import { finding_example } from "./finding_example.ts";

test("a street's findings come by pair and topic, worst first, none lost", () => {
  const findings = [
    finding_example({ id: "chance", kind: "synergy", a: ["works"], b: ["sewer_combined"] }),
    finding_example({ id: "maybe", verdict: "possible", a: ["water_main"], b: ["gas_low"] }),
    finding_example({ id: "bad_1", distance_m: 2 }),
    // The same pair, named the other way round.
    finding_example({ id: "bad_2", distance_m: 0.5, a: ["tree"], b: ["gas_low"] }),
    finding_example({ id: "roots", rule: { topic: "roots" }, verdict: "unknown" }),
  ];
  const groups = group_findings(findings);
  expect(groups.map((g) => g.findings.map((f) => f.id))).toEqual([
    ["bad_2", "bad_1"],
    ["maybe"],
    ["roots"],
    ["chance"],
  ]);
  expect(groups[0]?.counts).toEqual({ violated: 2, possible: 0, unknown: 0, clear: 0 });
  expect(groups[0]?.stretch_m).toBeCloseTo(2.4);
  expect(groups.flatMap((g) => g.findings)).toHaveLength(findings.length);
});

test("no findings, no groups", () => expect(group_findings([])).toEqual([]));
