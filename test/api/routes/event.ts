import { expect } from "vitest";
import type { TestApp } from "../open_test_app.ts";
import type { RouteTests } from "../route_tests.ts";
import { at_town } from "../small_town.ts";

interface Heard {
  readonly id: string;
  readonly ids: number[];
  readonly client: string | null;
}

/** A page that listens; `next` answers the next event `change`, or fails after two seconds. */
async function listen({ app }: TestApp, path: string, headers: Record<string, string> = {}) {
  const response = await app.request(`/api/v1${path}`, {
    headers: { "accept-encoding": "gzip", ...headers },
  });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  expect(response.headers.get("content-encoding")).toBeNull();
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  let last_id = "";
  const next = async (): Promise<Heard | "ended"> => {
    for (;;) {
      const end = text.indexOf("\n\n");
      if (end >= 0) {
        const block = text.slice(0, end);
        text = text.slice(end + 2);
        last_id = /^id: (.+)$/m.exec(block)?.[1] ?? last_id;
        const data = /^data: (.+)$/m.exec(block)?.[1];
        if (data === undefined) continue;
        expect(block).toContain("event: change");
        return { id: last_id, ...JSON.parse(data) };
      }
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, failed) => {
        timer = setTimeout(() => failed(new Error("no event within 2 s")), 2000);
      });
      const { done, value } = await Promise.race([reader.read(), late]);
      clearTimeout(timer);
      if (done) return "ended";
      text += value;
    }
  };
  return { next, last_id: () => last_id, stop: () => reader.cancel() };
}

export const event_tests: RouteTests = {
  "GET /scenarios/{id}/events": async (t) => {
    const { body: scenario } = await t.ask("POST", "/scenarios", { name: "Samen kijken" });
    const { body: elsewhere } = await t.ask("POST", "/scenarios", { name: "Elders" });
    const path = `/scenarios/${scenario.id}/events`;
    const tree = {
      measure_type: "tree",
      geometry: { type: "Point", coordinates: await at_town(t.test, 165150, 194700) },
    };
    const put = { op: "put", id: null, version: null, ...tree };
    const change = (id: number, changes: unknown[], client = "page-1") =>
      t.ask("POST", `/scenarios/${id}/changes`, { changes }, { "x-client-id": client });

    const page = await listen(t, path);
    const two = await listen(t, path);
    await change(elsewhere.id, [put]);
    const made = await change(scenario.id, [put, put]);
    const ids = made.body.measures.map((measure: { id: number }) => measure.id);
    const heard = await page.next();
    expect(heard).toEqual({ id: String(made.body.change_seq), ids, client: "page-1" });
    expect(await two.next()).toEqual(heard);
    await two.stop();

    // What is refused was never stored: nobody hears of it.
    await change(scenario.id, [{ op: "delete", id: ids[0], version: 7 }]);
    await change(scenario.id, [put, { ...put, measure_type: "castle" }]);
    const single = await t.ask("POST", `/scenarios/${scenario.id}/measures`, tree);
    expect(await page.next()).toMatchObject({ ids: [single.body.id], client: null });
    const last = page.last_id();
    await page.stop();

    // Away for a while: what was changed meanwhile comes in one event.
    await change(scenario.id, [{ op: "delete", id: ids[1], version: 1 }]);
    await change(scenario.id, [{ ...put, id: ids[0], version: 1 }]);
    const back = await listen(t, path, { "last-event-id": last });
    expect(await back.next()).toMatchObject({ ids: [...ids].sort((x, y) => x - y), client: null });
    await t.ask("PUT", `/scenarios/${scenario.id}`, { name: "Anders" }, { "if-match": '"1"' });
    expect(await back.next()).toMatchObject({ ids: [] });
    t.test.store.scenario_changes.close();
    expect(await back.next()).toBe("ended");

    expect(await t.ask("GET", "/scenarios/987654321/events")).toMatchObject({
      status: 404,
      body: { code: "scenario_not_found" },
    });
    expect(await t.ask("GET", path, undefined, { "last-event-id": "yesterday" })).toMatchObject({
      status: 400,
      body: { code: "invalid_request" },
    });
  },
};
