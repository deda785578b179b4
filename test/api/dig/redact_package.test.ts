import { expect, test } from "vitest";
import type { PackageContent, PlanContent } from "../../../api/dig/package_content.ts";
import { redact_package, redact_plan } from "../../../api/dig/redact_package.ts";

const price = { low: 1, mid: 2, high: 3 };
const figures = { trench_eur: price, paving_eur: price, paving_m2: 10, weeks: 4 };
const works = (id: number, party: string) => ({
  kind: "works" as const,
  id,
  name: `geheim ${id}`,
  what: "geheime leiding",
  lays: "gas_high",
  party,
});
const member = (id: number, party: string) => ({
  ...works(id, party),
  ...{ order: id, depth_m: 1.4, weeks: 2, from: "2091-01-01", to: "2091-01-14" },
  ...{ planned_from: "2091-05-01", moved_months: -4 },
});
const content: PackageContent = {
  streets: [{ id: "dorpsstraat", name: "Dorpsstraat" }],
  ...{ start: 25092, from: "2091-01-01", to: "2091-01-28" },
  members: [member(1, "Stad"), member(2, "Netbedrijf")],
  together: { ...figures, shared_trench_m: 5 },
  alone: figures,
  parties: [{ party: "Stad", alone_eur: 4, share_eur: 3 }],
};

test("of works that one may not see a package tells whose they are and when, nothing else", () => {
  const row = { id: 7, state: "proposed", content, before: null } as const;
  const [seen, hidden] = redact_package(row, new Set([1])).members;
  expect(seen).toEqual(content.members[0]);
  expect(hidden).toMatchObject({ id: null, party: "Netbedrijf", from: "2091-01-01" });
  expect(JSON.stringify(hidden)).not.toMatch(/geheim|gas_high|1\.4|2091-05/);
});

test("nor do clashes and what was left out", () => {
  const plan = {
    clashes: [{ a: works(1, "Stad"), b: works(2, "Netbedrijf") }],
    left_out: [{ ...works(2, "Netbedrijf"), reason: "past" as const }],
  } as unknown as PlanContent;
  const told = redact_plan(plan, new Set([1]));
  expect(told.clashes[0]!.a).toEqual(works(1, "Stad"));
  expect(JSON.stringify([told.clashes[0]!.b, told.left_out])).not.toMatch(/geheim|gas_high/);
});
