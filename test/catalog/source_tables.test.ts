import { existsSync, readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { costs } from "../../data/catalog/costs.ts";
import { depths } from "../../data/catalog/depths.ts";
import { rules } from "../../data/catalog/rules/index.ts";
import { targets } from "../../data/catalog/targets.ts";

const folder = new URL("../../../shared/domain/", import.meta.url);
const present = existsSync(folder);
if (!present) console.log(`skipped: the source tables are not at ${folder.pathname}`);

/** Rows that are no rule about a pair of layers; `data/catalog/rules/README.md` says why. */
const UNUSABLE = ["CLR083"];

const read = (file: string): Record<string, string>[] =>
  parse(readFileSync(new URL(file, folder), "utf8"), { columns: true, skip_empty_lines: true });
const figure = (cell: string | undefined): number | null =>
  cell === undefined || cell === "" ? null : Number(cell);

describe.skipIf(!present)("the source tables (../shared/domain)", () => {
  test("every usable clearance is there under its id", () => {
    const ids = new Set(rules.map((rule) => rule.id));
    const absent = read("clearances.csv").filter((row) => !ids.has(row.id!));
    expect(absent.map((row) => row.id)).toEqual(UNUSABLE);
    const readme = readFileSync(new URL("../../data/catalog/rules/README.md", import.meta.url), "utf8");
    for (const id of UNUSABLE) expect(readme).toContain(id);
  });

  test("figures, kinds and sources are those of the source row, in every rule read from it", () => {
    const rows = new Map(read("clearances.csv").map((row) => [row.id!, row]));
    let compared = 0;
    for (const rule of rules) {
      const row = rows.get(rule.id.split(":")[0]!);
      if (!row) continue;
      compared++;
      // A blank figure leaves room for the distance within which we look.
      const horizontal_m = figure(row.min_horizontal_m);
      if (horizontal_m !== null) expect(rule.horizontal_m, rule.id).toBe(horizontal_m);
      expect(rule.vertical_m, rule.id).toBe(figure(row.min_vertical_m));
      expect(rule.source_url, rule.id).toBe(row.source_url);
      expect(rule.confidence, rule.id).toBe(row.confidence);
      if (rule.id === row.id) expect(rule.kind, rule.id).toBe(row.kind);
    }
    expect(compared).toBeGreaterThan(300);
  });

  test("no sentence is copied from the source", () => {
    const sentences = read("clearances.csv").flatMap((row) => [row.condition!, row.note!]);
    const copied = rules.filter((rule) =>
      sentences.some((sentence) => sentence.length > 25 && rule.reason.en.includes(sentence)),
    );
    expect(copied.map((rule) => rule.id)).toEqual([]);
  });

  test("the defaults agree with what partners are told to expect", () => {
    const of = (id: string) => rules.filter((rule) => rule.id.startsWith(`${id}:`));
    const all = (id: string, what: "horizontal_m" | "vertical_m") => [
      ...new Set(of(id).map((rule) => rule[what])),
    ];
    expect(all("DEF_parallel", "horizontal_m")).toEqual([0.4]);
    expect(all("DEF_crossing", "vertical_m")).toEqual([0.2]);
    expect(all("DEF_tree_sewer", "horizontal_m")).toEqual([3]);
    expect(all("DEF_tree_cable", "horizontal_m")).toEqual([2.5]);
    expect(rules.filter((rule) => rule.id.startsWith("DEF_") && !rule.assumed)).toEqual([]);
  });

  test("depths", () => {
    for (const row of read("depths.csv")) {
      const depth = depths.find((one) => one.id === row.id);
      expect(depth, row.id).toBeDefined();
      const [least, most] = row.outer_diameter_mm!.split("-");
      expect(
        [depth!.cover_min_m, depth!.cover_typical_m, depth!.cover_max_m, depth!.trench_width_m],
        row.id,
      ).toEqual([row.cover_min_m, row.cover_typical_m, row.cover_max_m, row.trench_width_m].map(figure));
      expect([depth!.outer_diameter_min_mm, depth!.outer_diameter_max_mm], row.id).toEqual(
        [least, most ?? least].map(figure),
      );
      expect(depth!.source_url).toBe(row.source_url);
    }
  });

  test("costs", () => {
    for (const row of read("costs.csv")) {
      const cost = costs.find((one) => one.id === row.id);
      expect([cost?.low, cost?.high, cost?.price_year], row.id).toEqual(
        [row.value_low, row.value_high, row.price_year].map(figure),
      );
      expect(cost!.currency, row.id).toBe(row.currency || null);
      expect(cost!.source_url).toBe(row.source_url);
    }
  });

  test("targets", () => {
    for (const row of read("lekp-targets.csv")) {
      const target = targets.find((one) => one.id === row.id);
      expect([target?.target_value, target?.deadline, target?.pact_version], row.id).toEqual([
        figure(row.target_value),
        row.deadline || null,
        row.pact_version,
      ]);
      expect(target!.source_url).toBe(row.source_url);
    }
  });
});
