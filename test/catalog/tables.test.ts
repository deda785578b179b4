import { describe, expect, test } from "vitest";
import { costs } from "../../data/catalog/costs.ts";
import { CatalogError, csv_text } from "../../data/catalog/csv_table.ts";
import { depths } from "../../data/catalog/depths.ts";
import { target_bases, targets } from "../../data/catalog/targets.ts";
import { expect_texts } from "./expect_texts.ts";

describe("csv_text", () => {
  const read = (text: string) =>
    csv_text(text, "x.csv", ["id", "size_m"], (row) => [row.text("id"), row.number_or_null("size_m")]);

  test("reads quoted cells, blank numbers and a byte order mark", () => {
    expect(read('\uFEFFid,size_m\n"a, b",1.5\nc,\n')).toEqual([
      ["a, b", 1.5],
      ["c", null],
    ]);
  });
  test("says file, line and column, what was expected and what came", () => {
    expect(() => read("id,size_m\na,1\nb,wide\n")).toThrow(
      new CatalogError('x.csv line 3, column size_m: expected a number, got "wide"'),
    );
    expect(() => read("id,size_m\n,1\n")).toThrow('line 2, column id: expected a text, got ""');
  });
  test("refuses other columns and ragged rows", () => {
    expect(() => read("id,size_mm\n")).toThrow("expected the columns id,size_m, got id,size_mm");
    expect(() => read("id,size_m\na,1,2\n")).toThrow(CatalogError);
    expect(() => read("")).toThrow(CatalogError);
  });
  test("lists, choices and addresses", () => {
    const row = <T>(cell: string, get: Parameters<typeof csv_text<T>>[3]) =>
      csv_text(`c\n${cell}\n`, "x.csv", ["c"], get);
    expect(row("a| b", (one) => one.list("c"))).toEqual([["a", "b"]]);
    expect(() => row("a||b", (one) => one.list("c"))).toThrow("separated by |");
    expect(() => row("maybe", (one) => one.boolean("c"))).toThrow("expected one of true, false");
    expect(() => row("not an address", (one) => one.url("c"))).toThrow("an address");
  });
});

test("depths, costs and targets have unique ids, texts and sources", () => {
  for (const table of [depths, costs, targets]) {
    const ids = table.map((row) => row.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const row of table) expect(new URL(row.source_url).protocol).toMatch(/^https?:$/);
  }
  for (const cost of costs) expect_texts(cost.item, cost.id);
  for (const target of targets) expect_texts(target.name, target.id);
});

test("a depth's smallest cover is not more than its largest", () => {
  for (const depth of depths) {
    const covers = [depth.cover_min_m, depth.cover_typical_m, depth.cover_max_m].filter(
      (one) => one !== null,
    );
    expect(
      [...covers].sort((a, b) => a - b),
      depth.id,
    ).toEqual(covers);
  }
});

test("a cost has a currency unless it is a share", () => {
  expect(costs.filter((cost) => (cost.currency === null) !== (cost.unit === "pct"))).toEqual([]);
});

test("a target counts per head, per dwelling or once", () => {
  expect(target_bases[targets.find((target) => target.id === "W2_reno")!.target_per]).toEqual({
    of: "dwellings",
    count: 1000,
  });
  expect(target_bases[targets.find((target) => target.id === "W1_trees")!.target_per]).toEqual({
    of: "inhabitants",
    count: 1,
  });
});
