import { Hono } from "hono";
import { expect, it } from "vitest";
import { scenario_events } from "../../api/scenario_events.ts";
import { changes_in_process, type ScenarioChange } from "../../api/store/scenario_changes.ts";

const of = { authority_id: "testdorp", scenario_id: 7 };
const change = (seq: number, more: Partial<ScenarioChange> = {}): ScenarioChange => ({
  ...of,
  ids: [seq],
  client: null,
  seq,
  ...more,
});

async function open(since: { seq: number; missed: number[] | null }, heartbeat_ms?: number) {
  const changes = changes_in_process();
  const events = scenario_events(of, heartbeat_ms);
  let stopped = 0;
  const stop = await changes.listen(events.listener);
  events.stop_listening = () => {
    stopped++;
    stop();
  };
  const app = new Hono().get("/", (c) => events.answer(c, since));
  return { changes, events, answer: async () => app.request("/"), stopped: () => stopped };
}

it("sends what was missed once, then what comes, and a comment while nothing does", async () => {
  const { changes, answer, stopped } = await open({ seq: 5, missed: [1, 2] }, 30);
  changes.after_commit(change(5));
  changes.after_commit(change(6, { scenario_id: 8 }));
  changes.after_commit(change(6, { authority_id: "elders" }));
  changes.after_commit(change(6, { client: "page-1" }));
  const response = await answer();
  const reading = response.text();
  await new Promise((done) => setTimeout(done, 50));
  // The history had it; the database tells of it later.
  changes.after_commit(change(5));
  await new Promise((done) => setTimeout(done, 100));
  changes.close();
  const text = await reading;
  expect(text.replaceAll(": still here\n\n", "")).toBe(
    'retry: 1000\nid: 5\n\nevent: change\ndata: {"ids":[1,2],"client":null}\nid: 5\n\n' +
      'event: change\ndata: {"ids":[6],"client":"page-1"}\nid: 6\n\n',
  );
  expect(text.match(/: still here/g)!.length).toBeGreaterThanOrEqual(2);
  expect(stopped()).toBe(1);
});

it("tells a page that reads too slowly all at once what changed, and forgets a page that went away", async () => {
  const { changes, answer, stopped } = await open({ seq: 0, missed: null });
  for (let seq = 1; seq <= 120; seq++)
    changes.after_commit(change(seq, { ids: [seq % 60], client: "page-1" }));
  const response = await answer();
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (!text.includes("id: 120\n")) text += (await reader.read()).value;
  const told = [...text.matchAll(/"ids":\[([\d,]*)\]/g)].flatMap(([, ids]) => ids!.split(",").map(Number));
  expect(new Set(told).size).toBe(60);
  expect(text.match(/event: change/g)!.length).toBeLessThan(60);
  await reader.cancel();
  await new Promise((done) => setTimeout(done, 10));
  expect(stopped()).toBe(1);
});
