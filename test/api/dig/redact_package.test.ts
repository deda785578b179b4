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
  const told = redact_package(row, new Set([2]));
  const [seen, hidden] = told.members;
  // The first goes last: when it is its turn would tell how deep it lies.
  expect(seen).toEqual({ ...content.members[1], order: 1, weeks_assumed: false, outside_months: 0 });
  expect(hidden).toMatchObject({
    id: null,
    party: "Stad",
    from: "2091-01-01",
    to: "2091-01-28",
    order: null,
  });
  expect(JSON.stringify(hidden)).not.toMatch(/geheim|gas_high|1\.4|2091-05|01-14/);
  expect(told).toMatchObject({ together: null, alone: null, parties: [] });
});

test("who sees all of it is told all of it", () => {
  const row = { id: 7, state: "proposed", content, before: null } as const;
  const told = redact_package(row, new Set([1, 2]));
  expect(told).toMatchObject({ together: content.together, alone: figures, parties: content.parties });
  expect(told.members.map(({ order }) => order)).toEqual([1, 2]);
  // Works of a scenario file that are not stored here hide nothing.
  const reference = { dataset: "GIPOD", source_id: "7" };
  const members = content.members.map((one) => ({ ...one, id: 0, reference }));
  const from_file = redact_package({ ...row, content: { ...content, members } }, new Set());
  expect(from_file.members[0]).toMatchObject({ id: null, name: "geheim 1" });
  expect(from_file.parties).toEqual(content.parties);
});

test("nor do clashes, what was left out, and sums with hidden works in them", () => {
  const sums = { alone_eur: 9, greedy_eur: 8, found_eur: 7 };
  const plan = {
    works: [1, 2],
    ...sums,
    over_budget: [{ party: "Netbedrijf", year: 2091, by_eur: 5 }],
    clashes: [{ a: works(1, "Stad"), b: works(2, "Netbedrijf") }],
    left_out: [{ ...works(2, "Netbedrijf"), reason: "past" as const }],
  } as unknown as PlanContent;
  const told = redact_plan(plan, new Set([1]));
  expect(told.clashes[0]!.a).toEqual(works(1, "Stad"));
  expect(JSON.stringify([told.clashes[0]!.b, told.left_out])).not.toMatch(/geheim|gas_high/);
  expect(told).toMatchObject({
    alone_eur: null,
    greedy_eur: null,
    found_eur: null,
    over_budget: [],
    left_out: [],
  });
  expect(redact_plan(plan, new Set([1, 2]))).toMatchObject(sums);
});
