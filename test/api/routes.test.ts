import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { create_app } from "../../api/app.ts";
import { store_kinds } from "../store/test_store.ts";
import { described_routes } from "./described_routes.ts";
import { open_test_app, type TestApp } from "./open_test_app.ts";
import type { RouteTests } from "./route_tests.ts";
import { access_log_tests } from "./routes/access_log.ts";
import { account_tests } from "./routes/account.ts";
import { analysis_tests } from "./routes/analysis.ts";
import { api_token_tests } from "./routes/api_token.ts";
import { authority_tests } from "./routes/authority.ts";
import { change_tests } from "./routes/change.ts";
import { comparison_tests } from "./routes/comparison.ts";
import { corridor_tests } from "./routes/corridor.ts";
import { cost_item_tests } from "./routes/cost_item.ts";
import { dataset_tests } from "./routes/dataset.ts";
import { district_tests } from "./routes/district.ts";
import { event_tests } from "./routes/event.ts";
import { feature_tests } from "./routes/feature.ts";
import { financing_sheet_tests } from "./routes/financing_sheet.ts";
import { finding_tests } from "./routes/finding.ts";
import { grant_tests } from "./routes/grant.ts";
import { heat_network_tests } from "./routes/heat_network.ts";
import { history_tests } from "./routes/history.ts";
import { import_tests } from "./routes/import.ts";
import { indicator_tests } from "./routes/indicator.ts";
import { layer_tests } from "./routes/layer.ts";
import { lesson_tests } from "./routes/lesson.ts";
import { measure_tests } from "./routes/measure.ts";
import { notification_tests } from "./routes/notification.ts";
import { organisation_tests } from "./routes/organisation.ts";
import { overlap_check_tests } from "./routes/overlap_check.ts";
import { package_tests } from "./routes/package.ts";
import { parent_change_tests } from "./routes/parent_change.ts";
import { phase_tests } from "./routes/phase.ts";
import { position_tests } from "./routes/position.ts";
import { preview_tests } from "./routes/preview.ts";
import { reaction_tests } from "./routes/reaction.ts";
import { resident_link_tests } from "./routes/resident_link.ts";
import { review_tests } from "./routes/review.ts";
import { room_tests } from "./routes/room.ts";
import { rule_tests } from "./routes/rule.ts";
import { scenario_tests } from "./routes/scenario.ts";
import { scenario_file_tests } from "./routes/scenario_file.ts";
import { section_tests } from "./routes/section.ts";
import { session_tests } from "./routes/session.ts";
import { shape_tests } from "./routes/shape.ts";
import { street_tests } from "./routes/street.ts";
import { tile_tests } from "./routes/tile.ts";
import { to_do_tests } from "./routes/to_do.ts";
import { trial_pit_tests } from "./routes/trial_pit.ts";
import { webhook_tests } from "./routes/webhook.ts";
import { workbook_tests } from "./routes/workbook.ts";
import { load_small_town } from "./small_town.ts";

const tests: RouteTests = {
  ...authority_tests,
  ...layer_tests,
  ...rule_tests,
  ...cost_item_tests,
  ...district_tests,
  ...street_tests,
  ...section_tests,
  ...feature_tests,
  ...finding_tests,
  ...position_tests,
  ...preview_tests,
  ...dataset_tests,
  ...import_tests,
  ...scenario_tests,
  ...phase_tests,
  ...package_tests,
  ...parent_change_tests,
  ...history_tests,
  ...measure_tests,
  ...change_tests,
  ...event_tests,
  ...room_tests,
  ...corridor_tests,
  ...heat_network_tests,
  ...overlap_check_tests,
  ...shape_tests,
  ...trial_pit_tests,
  ...analysis_tests,
  ...scenario_file_tests,
  ...indicator_tests,
  ...comparison_tests,
  ...financing_sheet_tests,
  ...lesson_tests,
  ...workbook_tests,
  ...tile_tests,
  ...session_tests,
  ...account_tests,
  ...organisation_tests,
  ...grant_tests,
  ...access_log_tests,
  ...api_token_tests,
  ...resident_link_tests,
  ...review_tests,
  ...to_do_tests,
  ...reaction_tests,
  ...notification_tests,
  ...webhook_tests,
};

describe("the list of routes", () => {
  it("has a test for every route that the API describes, and none for others", () => {
    const app = create_app({ dist_dir: null } as Parameters<typeof create_app>[0]);
    expect(Object.keys(tests).sort()).toEqual(
      described_routes(app)
        .map((route) => route.name)
        .sort(),
    );
  });

  it("finds each word's routes in a file of that word", () => {
    const app = create_app({ dist_dir: null } as Parameters<typeof create_app>[0]);
    for (const { path, tag } of described_routes(app)) {
      const source = readFileSync(new URL(`../../api/routes/${tag}.ts`, import.meta.url), "utf8");
      expect(source, `${tag} ${path}`).toContain(`path: "${path}"`);
    }
  });
});

describe.each(store_kinds)("routes on %s", (kind) => {
  let t: TestApp;
  beforeAll(async () => {
    t = await open_test_app(kind);
    await load_small_town(t.test);
  });
  afterAll(() => t.close());

  for (const [name, run] of Object.entries(tests))
    it(name, async () => {
      await run(t);
      expect(t.logged).toEqual([]);
    });
});
