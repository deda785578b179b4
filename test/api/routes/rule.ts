import { expect } from "vitest";
import { rules } from "../../../data/catalog/rules/index.ts";
import type { RouteTests } from "../route_tests.ts";

export const rule_tests: RouteTests = {
  "GET /rules": async ({ ask, test }) => {
    const [own] = rules;
    const before = await ask("GET", "/rules");
    expect(before.status).toBe(200);
    expect(before.body.rules).toHaveLength(rules.length);
    // An authority's own row takes the place of the catalogue's.
    await test.store.sql`
      insert into rule select 'testdorp', id, a_layer, b_layer, relation, kind, topic, applied, planned_only, 99, vertical_m, a_has, a_lacks,
        b_has, b_lacks, run_min_m, run_max_m, upper, severity, ways_out, assumed, reason, jurisdiction, confidence, source_title, source_url, 2
      from rule where authority_id is null and id = ${own!.id}`;
    const after = await ask("GET", "/rules");
    await test.store.sql`delete from rule where authority_id = 'testdorp'`;
    expect(after.body.rules).toHaveLength(rules.length);
    expect(after.body.rules.find((rule: { id: string }) => rule.id === own!.id)).toMatchObject({
      horizontal_m: 99,
      own: true,
      version: 2,
    });
  },
  "GET /rules/{id}": async ({ ask }) => {
    const { status, body } = await ask("GET", `/rules/${rules[0]!.id}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: rules[0]!.id,
      source_title: rules[0]!.source_title,
      reason: rules[0]!.reason,
      own: false,
    });
    expect(await ask("GET", "/rules/none")).toMatchObject({ status: 404, body: { code: "rule_not_found" } });
  },
};
