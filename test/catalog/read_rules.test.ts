import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, expect, test } from "vitest";
import { rules } from "../../data/catalog/rules/index.ts";
import { read_rules } from "../../data/catalog/rules/read_rules.ts";
import { exclusive, with_defaults } from "../../data/catalog/rules/with_defaults.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const header = readFileSync(
  new URL("../../data/catalog/rules/clearances.csv", import.meta.url),
  "utf8",
).split("\n")[0]!;
const usual: Readonly<Record<string, string>> = {
  id: "CLR900",
  a_layer: "tree",
  b_layer: "gas_low",
  relation: "any",
  kind: "conflict",
  topic: "clearance",
  applied: "true",
  planned_only: "false",
  horizontal_m: "2.5",
  severity: "mitigate",
  assumed: "false",
  reason_nl: "a",
  reason_en: "b",
  reason_fr: "c",
  jurisdiction: "NL",
  confidence: "high",
  source_title: "d",
  source_url: "https://example.org/",
  version: "1",
};

function read(...rows: Readonly<Record<string, string>>[]) {
  const folder = mkdtempSync(join(tmpdir(), "rules-"));
  folders.push(folder);
  const lines = rows.map((row) => header.split(",").map((column) => ({ ...usual, ...row })[column] ?? ""));
  writeFileSync(join(folder, "rules.csv"), [header, ...lines.map((cells) => cells.join(","))].join("\n"));
  return read_rules(pathToFileURL(join(folder, "rules.csv")));
}

test("puts a and b in one order and turns conditions and upper along", () => {
  const [rule] = read({ a_has: "root_barrier", b_lacks: "elevated", upper: "a" });
  expect(rule).toMatchObject({
    id: "CLR900",
    a_layer: "gas_low",
    b_layer: "tree",
    a_has: [],
    a_lacks: ["elevated"],
    b_has: ["root_barrier"],
    upper: "b",
  });
});

test("lists of layers become one rule for each pair of two layers", () => {
  const ids = read({ a_layer: "gas_low|telecom", b_layer: "telecom|gas_low|tree" }).map((rule) => rule.id);
  expect(ids).toEqual(["CLR900:gas_low:telecom", "CLR900:gas_low:tree", "CLR900:telecom:tree"]);
});

test.each([
  [{ a_layer: "trees" }, 'line 2, column a_layer: expected ids of layers, got "trees"'],
  [{ topic: "distance" }, "column topic: expected one of clearance"],
  [{ severity: "ban" }, "expected one of block, mitigate, inform"],
  [
    { a_has: "species_huge" },
    'expected a trait of tree (species_small, species_medium, species_large, species_poplar_willow, root_barrier), got "species_huge"',
  ],
  [{ ways_out: "pray" }, "expected ids of way_out_names"],
  [{ horizontal_m: "" }, "needs horizontal_m, got none"],
  [{ horizontal_m: "-1" }, "expected 0 or more"],
  [{ relation: "crossing" }, "needs vertical_m, got none"],
  [{ source_url: "page 4" }, "expected an address"],
  [{ reason_fr: "" }, "column reason_fr: expected a text"],
] as const)("refuses %j", (row, message) => {
  expect(() => read(row)).toThrow(message);
});

test("a default fills only what no applied row could answer", () => {
  const cited = read({ a_has: "species_medium" });
  const [general, other_class, other_topic] = read(
    { id: "DEF_a" },
    { id: "DEF_b", a_lacks: "species_medium" },
    { id: "DEF_c", topic: "roots" },
  );
  const ids = (defaults: typeof cited) => with_defaults(cited, defaults).map((rule) => rule.id);
  expect(ids([general!])).toEqual(["CLR900"]);
  expect(ids([other_class!, other_topic!])).toEqual(["CLR900", "DEF_b", "DEF_c"]);
  expect(with_defaults(read({ applied: "false" }), [general!])).toHaveLength(2);
});

test("conditions exclude each other by trait, value, run and height", () => {
  const [plain, small, medium, barrier] = read(
    {},
    { a_has: "species_small" },
    { a_has: "species_medium" },
    { a_has: "root_barrier" },
  ) as [
    ReturnType<typeof read>[0],
    ReturnType<typeof read>[0],
    ReturnType<typeof read>[0],
    ReturnType<typeof read>[0],
  ];
  expect(exclusive(plain, small)).toBe(false);
  expect(exclusive(small, medium)).toBe(true);
  expect(exclusive(small, barrier)).toBe(false);
  expect(exclusive({ ...plain, run_max_m: 5 }, { ...plain, run_min_m: 5 })).toBe(true);
  expect(exclusive({ ...plain, run_max_m: 6 }, { ...plain, run_min_m: 5 })).toBe(false);
  expect(exclusive({ ...plain, upper: "a" }, { ...plain, upper: "b" })).toBe(true);
});

test("the catalogue itself is read", () => {
  expect(rules.length).toBeGreaterThan(400);
});
