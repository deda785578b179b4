import { readdirSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../data/catalog/", import.meta.url));
const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
const imports_of = (file: string): string[] =>
  [...readFileSync(resolve(root, file), "utf8").matchAll(/(?:from|import\()\s*"([^"]+)"/g)].map(
    (hit) => hit[1]!,
  );

test("the catalogue imports nothing outside itself, but for the CSV reader of its tables", () => {
  expect(files.length).toBeGreaterThan(60);
  const foreign = files.flatMap((file) =>
    imports_of(file)
      .filter(
        (name) =>
          !name.startsWith(".") || relative(root, resolve(root, dirname(file), name)).startsWith(".."),
      )
      .map((name) => `${file}: ${name}`),
  );
  expect(foreign.sort()).toEqual(["csv_table.ts: csv-parse/sync", "csv_table.ts: node:fs"]);
});

test("the browser's part (index.ts) reaches no file that reads from disk", () => {
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const name of imports_of(file))
      if (name.startsWith(".")) visit(relative(root, resolve(root, dirname(file), name)));
  };
  visit("index.ts");
  expect(seen.size).toBeGreaterThan(50);
  expect([...seen].filter((file) => /csv_table|rules\/|depths|costs|targets/.test(file))).toEqual([]);
});
