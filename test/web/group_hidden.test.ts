import { describe, expect, test } from "vitest";
import type { Finding } from "../../web/client.ts";
import { counted } from "../../web/draw/measure_words.ts";
import { count_told, group_hidden } from "../../web/finding/group_hidden.ts";
import { finding_example } from "./finding_example.ts";

const hidden = (
  id: string,
  layer: string,
  owner: string,
  more: Partial<Pick<Finding, "verdict" | "kind">> = {},
) =>
  finding_example({
    id,
    verdict: "possible",
    ...more,
    a: [layer, { visible: false, owner, id: null, geometry: null }],
  });

describe("what somebody may not see", () => {
  const findings = [
    finding_example({ id: "sure" }),
    hidden("gas_chance", "gas_low", "Netbedrijf", { kind: "synergy" }),
    hidden("water", "water_main", "Waterbedrijf"),
    hidden("gas_1", "gas_low", "Netbedrijf"),
    hidden("gas_2", "gas_low", "Netbedrijf", { verdict: "unknown" }),
    finding_example({ id: "maybe", verdict: "possible" }),
    hidden("other_gas", "gas_low", "Gasbedrijf", { verdict: "violated" }),
  ];
  const told = group_hidden(findings);

  test("is one line per owner and layer, worst first, none lost and none mixed with what may be seen", () => {
    expect(told.seen.map((one) => one.id)).toEqual(["sure", "maybe"]);
    expect(
      told.hidden.map((one) => [one.owner, one.layer, one.worst, one.findings.map((f) => f.id)]),
    ).toEqual([
      ["Gasbedrijf", "gas_low", "violated", ["other_gas"]],
      ["Netbedrijf", "gas_low", "possible", ["gas_1", "gas_2", "gas_chance"]],
      ["Waterbedrijf", "water_main", "possible", ["water"]],
    ]);
  });

  test("counts once per owner and layer, so that it does not drown what is certain", () => {
    expect(count_told(findings)).toBe(5);
    const many = Array.from({ length: 38 }, (_, n) => hidden(`n${n}`, n % 2 ? "gas_low" : "telecom", "Net"));
    expect(counted([finding_example(), ...many])).toEqual({
      violated: 1,
      possible: 2,
      attention: { count: 0, worst: "unknown" },
      chances: 0,
    });
  });

  test("points of attention are counted apart, with the worst of them; what is in order is none", () => {
    const points = (["clear", "possible", "violated", "unknown"] as const).map((verdict) =>
      finding_example({ id: verdict, kind: "attention", verdict }),
    );
    const { violated, possible, attention } = counted(points);
    expect([violated, possible, attention]).toEqual([0, 0, { count: 3, worst: "violated" }]);
    expect(counted(points.slice(3)).attention).toEqual({ count: 1, worst: "unknown" });
  });

  test("of nothing there is nothing", () => expect(group_hidden([])).toEqual({ seen: [], hidden: [] }));
});
