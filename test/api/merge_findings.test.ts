import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { merge_findings } from "../../api/merge_findings.ts";
import { type FindingTexts, preview_findings, read_texts } from "../../api/queries/finding.ts";
import type { FindingList } from "../../api/schemas/finding.ts";
import { store_kinds } from "../store/test_store.ts";
import { open_test_app, type TestApp } from "./open_test_app.ts";
import { at_town, load_small_town } from "./small_town.ts";

/** With each finding's things in place of their numbers (in a brief answer their names are all there is): what must not depend on how the work was divided. */
const whole = ({ findings, things }: FindingList) =>
  findings.map((finding) => ({
    ...finding,
    a: things[finding.a.thing],
    b: things[finding.b.thing],
  }));

describe.each(store_kinds)("a preview on %s", (kind) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await open_test_app(kind);
    await load_small_town(app.test);
  });
  afterAll(() => app.close());

  it.each([
    [2, false],
    [3, false],
    [7, false],
    [40, false],
    [2, true],
    [7, true],
  ])("shared out among %i connections is the same list (brief: %s)", async (shares, brief) => {
    const { test } = app;
    const draft = {
      measure_type: "heat_line",
      geometry: {
        type: "LineString" as const,
        coordinates: [await at_town(test, 165050, 195003), await at_town(test, 165150, 195003)],
      },
      parameters: {},
      scenario_id: null,
      measure_id: null,
      from: null,
      until: null,
      brief,
      known_rules: ["CLR035"],
    };
    const ask = async (share: number, of: number) =>
      test.store.as_viewer(test.viewer, (sql) => preview_findings(sql, draft, share, of));
    const alone = read_texts(await ask(0, 1));
    const parts: FindingTexts[] = [];
    for (let share = 0; share < shares; share++) parts.push(await ask(share, shares));
    expect(parts.filter((part) => part.findings.value().length > 0).length).toBeGreaterThan(1);
    const merged = read_texts(merge_findings(parts));
    expect(alone.findings.length).toBeGreaterThan(3);
    if (brief) expect(merged.findings).toEqual(alone.findings);
    else expect(whole(merged)).toEqual(whole(alone));
    expect(merged.things.length > 0).toBe(!brief);
    expect(merged.rules.map((rule) => rule.id)).not.toContain("CLR035");
    expect(new Set(merged.things.map((thing) => JSON.stringify(thing)))).toEqual(
      new Set(alone.things.map((thing) => JSON.stringify(thing))),
    );
    expect(merged.things.length).toBe(alone.things.length);
    expect(new Set(merged.rules.map((rule) => rule.id))).toEqual(new Set(alone.rules.map((rule) => rule.id)));
    expect(merged.rules.length).toBe(alone.rules.length);
  });
});
