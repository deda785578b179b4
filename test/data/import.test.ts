import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copied_store, store_kinds } from "../store/test_store.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const kind = store_kinds.at(-1)!;

/** A drawing of one line in Lambert 72; a drawing names neither its coordinate system nor its layer of ours. */
const dxf =
  "0,SECTION,2,ENTITIES,0,LINE,8,A,10,150000,20,170000,11,150020,21,170000,0,ENDSEC,0,EOF,".replaceAll(
    ",",
    "\n",
  );
const mapping = { layers: [{ source_layer: "entities", layer: "water_main", fields: {} }] };

describe(`npm run import on ${kind}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "straatlagen-command-"));
  const [drawing, chosen, wrong] = ["net.dxf", "mapping.json", "wrong.json"].map((name) =>
    join(folder, name),
  );
  let store: Awaited<ReturnType<typeof copied_store>>;
  beforeAll(async () => {
    store = await copied_store(kind);
    writeFileSync(drawing!, dxf);
    writeFileSync(chosen!, JSON.stringify(mapping));
    writeFileSync(wrong!, JSON.stringify({ layers: [{ layer: "water_main" }] }));
  });
  afterAll(async () => {
    await store.remove();
    rmSync(folder, { recursive: true, force: true });
  });
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["--import", "tsx", "data/import.ts", ...args],
      { cwd: root, env: { ...process.env, DATABASE_URL: "", ...store.env }, encoding: "utf8" },
    );
    return {
      status,
      lines: stdout
        .trim()
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
      stderr,
    };
  };

  it("takes the user's word on system and layers, and ends with a line of JSON for each file", () => {
    const none = { read: 0, stored: 0, repaired: 0, rejected: 0 };
    expect(run("--srid", "31370", "--mapping", chosen!, drawing!, wrong!)).toMatchObject({
      status: 1,
      lines: [
        { ...none, file: "net.dxf", read: 1, stored: 1 },
        { ...none, file: "wrong.json", error: "format_unknown" },
      ],
    });
  });

  it("says what it expected of a mapping, before it opens the store", () => {
    expect(run("--mapping", wrong!, drawing!)).toMatchObject({
      status: 2,
      lines: [],
      stderr: expect.stringMatching(/layers\.0\.source_layer/),
    });
  });
});
