import { expect } from "vitest";
import { OpenStreams } from "../../../api/accounts/open_streams.ts";
import type { TestApp } from "../open_test_app.ts";
import { browser, people_of } from "../people.ts";
import type { RouteTests } from "../route_tests.ts";
import { at_town } from "../small_town.ts";

interface Heard {
  readonly id: string;
  readonly ids: number[];
  readonly client: string | null;
}

/** A page that listens; `next` answers the next event `change`, or fails after two seconds. */
async function listen({ app }: Pick<TestApp, "app">, path: string, headers: Record<string, string> = {}) {
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

/** Whatever somebody was let in by: when it ends, what he has open is cut, and nobody else's. */
async function cut_with_the_session(t: TestApp, scenario_id: number): Promise<void> {
  const people = await people_of(t);
  const path = `/scenarios/${scenario_id}/events`;
  const administrator = await people.person("administrator");
  // Of an organisation that no other test has people of.
  const { id, email, ...first } = await people.person("official", "kijkers");
  let { password } = first;
  const signed_in = async () => {
    const own = browser(people.app);
    expect((await own.ask("POST", "/session", { email, password })).status).toBe(204);
    const page = await listen(people, path, { cookie: own.cookie() });
    return { own, next: page.next, stop: page.stop };
  };
  const name = async (text: string) => {
    const { body } = await t.ask("GET", `/scenarios/${scenario_id}`);
    await t.ask("PUT", `/scenarios/${scenario_id}`, { name: text }, { "if-match": `"${body.version}"` });
  };

  const [here, there] = [await signed_in(), await signed_in()];
  await here.own.ask("DELETE", "/session");
  expect(await here.next()).toBe("ended");
  await name("Nog open");
  expect(await there.next()).toMatchObject({ ids: [] });
  const third = await signed_in();
  await third.own.ask("DELETE", "/sessions");
  expect([await there.next(), await third.next()]).toEqual(["ended", "ended"]);

  const fourth = await signed_in();
  const made = await fourth.own.ask("POST", "/api_tokens", { name: "kijk", scope: "read", days: 1 });
  const program = await listen(people, path, { authorization: `Bearer ${made.body.token}` });
  await fourth.own.ask("DELETE", `/api_tokens/${made.body.id}`);
  expect(await program.next()).toBe("ended");
  // Time ends a session without a word.
  await t.test.store.sql`update session set expires = now() - interval '1 second' where account_id = ${id}`;
  await people.accounts.open_streams.look();
  expect(await fourth.next()).toBe("ended");

  // A new password: whoever is in with the former one sees nothing more, here and elsewhere; others do.
  const [changes, elsewhere] = [await signed_in(), await signed_in()];
  const other = await listen(people, path, { cookie: administrator.cookie() });
  const next = "een nieuw lang wachtwoord";
  const changed = await changes.own.ask("PUT", "/password", { current: password, password: next });
  expect(changed.status).toBe(204);
  expect([await changes.next(), await elsewhere.next()]).toEqual(["ended", "ended"]);
  await name("Voor anderen");
  expect(await other.next()).toMatchObject({ ids: [] });
  await other.stop();
  password = next;

  const account = { name: "Kijker", organisation_id: "kijkers", role: "official", closed: false };
  const other_role = await signed_in();
  await administrator.ask("PUT", `/accounts/${id}`, { ...account, role: "planner" });
  expect(await other_role.next()).toBe("ended");
  const closed = await signed_in();
  await administrator.ask("PUT", `/accounts/${id}`, { ...account, closed: true });
  expect(await closed.next()).toBe("ended");

  // Without anybody asking: by the clock. A link and trying out end as well.
  const viewer = { ...t.test.viewer, role: "resident" as const };
  const [link] = await t.test.store.sql<{ pass: string }[]>`
    insert into resident_link (authority_id, name, token_hash, scenario_id, expires, created_by)
    values ('testdorp', 'Buurt', 'kijk'::bytea, ${scenario_id}, now() + interval '1 hour', 'x') returning encode(token_hash, 'hex') as pass`;
  const watched = new OpenStreams(t.test.store, (line) => t.logged.push(line), 20);
  const ended: string[] = [];
  const watch = (by: "link" | "try_out" | "nothing", pass: string) =>
    watched.watch({ viewer, by, pass, scope: null }, () => ended.push(by));
  const stops = [watch("link", link!.pass), watch("nothing", "")];
  await watched.look();
  expect(ended).toEqual([]);
  await t.test.store.sql`update resident_link set withdrawn_at = now() where token_hash = 'kijk'::bytea`;
  // Accounts exist here, so that nobody is let in to try out.
  stops.push(watch("try_out", ""));
  await expect.poll(() => new Set(ended), { timeout: 10_000 }).toEqual(new Set(["link", "try_out"]));
  for (const stop of stops) stop();
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
    await cut_with_the_session(t, scenario.id);
  },
};
