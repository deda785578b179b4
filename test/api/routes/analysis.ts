import { expect } from "vitest";
import { start_queue } from "../../../api/jobs/queue.ts";
import type { TestApp } from "../open_test_app.ts";
import type { RouteTests } from "../route_tests.ts";
import { town } from "../small_town.ts";

/** Asks until the run has ended. */
async function ended({ ask }: TestApp) {
  for (;;) {
    const { body } = await ask("GET", "/analysis");
    if (!["waiting", "running"].includes(body.state)) return body;
    await new Promise((done) => setTimeout(done, 100));
  }
}

export const analysis_tests: RouteTests = {
  "GET /analysis": async ({ ask }) => {
    expect(await ask("GET", "/analysis")).toMatchObject({
      status: 404,
      body: { code: "analysis_not_found" },
    });
    expect(await ask("POST", "/analysis/cancel")).toMatchObject({
      status: 404,
      body: { code: "analysis_not_found" },
    });
  },
  "POST /analysis": async (t) => {
    const { ask, test } = t;
    const before = await ask("GET", `/streets/${town.street_id}/findings`);
    await test.store.sql`delete from finding where scenario_id is null`;
    t.set_jobs(await start_queue(test.store, t.deps.log));
    try {
      const { status, body } = await ask("POST", "/analysis");
      expect(status).toBe(202);
      expect(body.state).toBe("waiting");
      const done = await ended(t);
      expect(done).toMatchObject({ id: body.id, state: "done", fraction: 1, error: null });
      expect(done.chunks_done).toBe(done.chunks_total);
      expect(done.findings).toBeGreaterThan(0);
      const after = await ask("GET", `/streets/${town.street_id}/findings`);
      expect(after.body.total).toBe(before.body.total);
    } finally {
      await t.deps.jobs()?.stop();
      t.set_jobs(null);
    }
  },
  "POST /analysis/cancel": async (t) => {
    const { ask, test } = t;
    // Nobody takes jobs yet: the run waits, and only one may.
    const waiting = await ask("POST", "/analysis");
    expect(waiting.status).toBe(202);
    expect(await ask("POST", "/analysis")).toMatchObject({ status: 409, body: { code: "analysis_running" } });
    expect(await ask("POST", "/analysis/cancel")).toMatchObject({ status: 202 });
    // A process that starts afterwards finds the run, and that it is not wanted any more.
    const jobs = await start_queue(test.store, t.deps.log);
    try {
      expect(await ended(t)).toMatchObject({
        id: waiting.body.id,
        state: "cancelled",
        error: { code: "cancelled" },
      });
      expect(await ask("POST", "/analysis/cancel")).toMatchObject({
        status: 409,
        body: { code: "analysis_finished" },
      });
    } finally {
      await jobs.stop();
    }
  },
};
