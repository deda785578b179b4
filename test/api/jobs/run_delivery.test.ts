import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type JobQueue, start_queue } from "../../../api/jobs/queue.ts";
import { backoff_s, type DeliveryWays, run_delivery } from "../../../api/jobs/run_delivery.ts";
import { open_mailer } from "../../../api/notification/send_mail.ts";
import { due_deliveries, make_digests } from "../../../api/queries/delivery.ts";
import { store_kinds } from "../../store/test_store.ts";
import {
  type HookSink,
  type MailSink,
  open_hook_sink,
  open_mail_sink,
  signed_right,
} from "../notification/sinks.ts";
import { open_test_app, type TestApp } from "../open_test_app.ts";
import { type Person, people_of } from "../people.ts";
import { restricted_dataset } from "../restricted_dataset.ts";
import { at_town, load_small_town } from "../small_town.ts";

describe("backoff_s", () => {
  it("grows fourfold and ends at six hours", () =>
    expect([1, 2, 3, 4, 8].map(backoff_s)).toEqual([30, 120, 480, 1920, 21_600]));
});

// What a foreigner must never be told: attributes of the line, where it lies, how deep.
const secret = { label: "geheim_7431", x: 165033.137, y: 194711.731 };

describe.each(store_kinds)("deliveries on %s", (kind) => {
  let t: TestApp;
  let mail: MailSink;
  let hook: HookSink;
  let ways: DeliveryWays;
  let planner: Person;
  let partner: Person;
  let hook_secret: string;
  let scenario_id: number;
  beforeAll(async () => {
    t = await open_test_app(kind);
    await load_small_town(t.test);
    [mail, hook] = await Promise.all([open_mail_sink(), open_hook_sink()]);
    const mailer = open_mailer(mail.url, "Straatlagen <straatlagen@testdorp.be>");
    ways = { mailer, webhook_hosts: [hook.host], public_url: "https://plan.testdorp.be" };
    const people = await people_of(t);
    planner = await people.person("planner");
    partner = await people.person("utility_partner", "netbedrijf");
    scenario_id = (await planner.ask("POST", "/scenarios", { name: "Lindeplein\nBcc: x@y.be" })).body.id;
    // The settings of the app in this test allow no private host: put in as an administrator's settings would let it.
    const made = await partner.ask("POST", "/webhooks", {
      url: "https://example.be/x",
      kinds: ["review_asked"],
    });
    hook_secret = made.body.secret;
    await t.test.store.sql`update webhook set url = ${`http://${hook.host}/haak`} where id = ${made.body.id}`;
  });
  afterAll(async () => {
    ways?.mailer?.close();
    await mail?.close();
    await hook?.close();
    await t?.close();
  });
  beforeEach(async () => {
    await t.test.store
      .sql`update notification_delivery set state = 'skipped' where state in ('waiting', 'sending')`;
    mail.mails.length = 0;
    hook.calls.length = 0;
  });

  const ask = async (): Promise<void> => {
    const asked = { text: "Kijkt u dit na?", due: "2100-01-31", organisation_ids: ["netbedrijf"] };
    expect((await planner.ask("POST", `/scenarios/${scenario_id}/reviews`, asked)).status).toBe(201);
  };
  const due = () => due_deliveries(t.test.store.sql, 100);
  const run_due = async (): Promise<(Date | null)[]> => {
    const out: (Date | null)[] = [];
    for (const thing of await due()) out.push(await run_delivery(t.test.store, ways, thing));
    return out;
  };
  const states = () =>
    t.test.store.sql<{ channel: string; state: string; attempts: number; last_error: string | null }[]>`
      select channel, state, attempts, last_error from notification_delivery where id > (select coalesce(max(id), 0) - 2 from notification_delivery) order by channel`;

  it("an e-mail and a signed webhook leave once, in the reader's language, and are never sent again", async () => {
    await ask();
    const things = await due();
    expect(things).toHaveLength(2);
    expect(await run_due()).toEqual([null, null]);
    expect(mail.mails).toHaveLength(1);
    expect(mail.mails[0]!.to).toEqual([partner.email]);
    const { raw } = mail.mails[0]!;
    expect(raw).toMatch(/^Auto-Submitted: auto-generated\r?$/m);
    expect(raw).toMatch(/^Message-ID: <notification-testdorp-\d+@plan\.testdorp\.be>\r?$/m);
    // A name with a line break in it makes no header.
    expect(raw).not.toMatch(/^Bcc:/m);
    expect(raw.replaceAll("=\r\n", "")).toContain(`/draw/${scenario_id}`);
    const [call] = hook.calls;
    expect(call!.path).toBe("/haak");
    expect(signed_right(hook_secret, String(call!.headers["straatlagen-signature"]), call!.body)).toBe(true);
    expect(signed_right(hook_secret, String(call!.headers["straatlagen-signature"]), `${call!.body} `)).toBe(
      false,
    );
    expect(JSON.parse(call!.body)).toMatchObject({
      kind: "review_asked",
      about: { scenario_id, due: "2100-01-31" },
    });
    // Again, and as if another process had it in its queue still.
    for (const thing of things) await run_delivery(t.test.store, ways, thing);
    expect([mail.mails.length, hook.calls.length]).toEqual([1, 1]);
    expect(await states()).toMatchObject([{ state: "sent" }, { state: "sent" }]);
  });

  it("what fails is tried again later, redirects are not followed, and the error says nothing of the inside", async () => {
    await ask();
    mail.refuse(1);
    hook.answer(302);
    const again = await run_due();
    expect(again.every((at) => at !== null && at.getTime() > Date.now() + 20_000)).toBe(true);
    expect(hook.calls.map(({ path }) => path)).toEqual(["/haak"]);
    expect(await due()).toEqual([]);
    expect(await states()).toMatchObject([
      { channel: "email", state: "waiting", attempts: 1 },
      { channel: "webhook", state: "waiting", attempts: 1, last_error: "status_302" },
    ]);
    await t.test.store.sql`update notification_delivery set next_at = now() where state = 'waiting'`;
    await run_due();
    expect([mail.mails.length, hook.calls.length]).toEqual([1, 2]);
    expect(hook.calls[0]!.headers["straatlagen-delivery"]).toBe(
      hook.calls[1]!.headers["straatlagen-delivery"],
    );
  });

  it("gives up after eight times, and an address inside is refused without a connection", async () => {
    await ask();
    await t.test.store.sql`update notification_delivery set attempts = 7 where state = 'waiting'`;
    const inside = { ...ways, mailer: null, webhook_hosts: [] };
    for (const thing of await due()) await run_delivery(t.test.store, inside, thing);
    expect(hook.calls).toEqual([]);
    expect(await states()).toMatchObject([
      { channel: "email", state: "skipped" },
      { channel: "webhook", state: "failed", attempts: 8, last_error: "address_not_public" },
    ]);
  });

  it("what a killed process had taken is sent by the queue of the next one, once its hold is over", async () => {
    await ask();
    // Taken, and the process died: nobody else may have it before its time.
    await t.test.store
      .sql`update notification_delivery set state = 'sending', attempts = 1, next_at = now() + interval '1 second' where state = 'waiting'`;
    expect(await due()).toEqual([]);
    const logged: string[] = [];
    const queues: JobQueue[] = [await start_queue(t.test.store, (line) => logged.push(line), ways)];
    if (kind === "postgis") queues.push(await start_queue(t.test.store, (line) => logged.push(line), ways));
    await expect
      .poll(() => [mail.mails.length, hook.calls.length], { timeout: 30_000, interval: 200 })
      .toEqual([1, 1]);
    await new Promise((done) => setTimeout(done, 3_500));
    expect([mail.mails.length, hook.calls.length]).toEqual([1, 1]);
    for (const queue of queues) await queue.stop();
    expect(logged).toEqual([]);
  });

  it("a digest tells once a day what changed, to whom it concerns", async () => {
    const { sql } = t.test.store;
    const now = new Date();
    expect(await make_digests(sql, now)).toBe(0);
    await sql`update digest set until = now() - interval '25 hours'`;
    const place = { type: "Point", coordinates: await at_town(t.test, 165050, 194996) };
    const tree = { measure_type: "tree", name: "", geometry: place, parameters: {} };
    await planner.ask("POST", `/scenarios/${scenario_id}/measures`, tree);
    // make_digests leaves the last minute to the next time.
    const later = new Date(Date.now() + 120_000);
    const made = await make_digests(sql, later);
    expect(made).toBeGreaterThanOrEqual(2);
    expect(await make_digests(sql, later)).toBe(0);
    const rows = await sql<{ organisation_id: string; about: Record<string, unknown> }[]>`
      select organisation_id, about from notification where kind = 'digest' order by organisation_id`;
    const of = (id: string) => rows.find((row) => row.organisation_id === id)?.about;
    const changed = [{ id: scenario_id, name: "Lindeplein\nBcc: x@y.be", measures: 1 }];
    expect(of("netbedrijf")).toMatchObject({ scenarios: changed, reviews_asked: 4, reviews_waiting: 4 });
    expect(of("town")).toMatchObject({ scenarios: changed, reviews_asked: 0 });
    // An organisation that is not concerned is not told.
    expect(of("waterbedrijf")).toBeUndefined();
    await run_due();
    expect(mail.mails.map(({ to }) => to[0])).toContain(partner.email);
    expect(mail.mails.find(({ to }) => to[0] === partner.email)!.raw).toContain("Lindeplein");
  });

  it("no notification, mail, webhook or digest holds anything of what its reader may not see", async () => {
    const { sql } = t.test.store;
    // An id that nothing else has.
    await sql`select setval('feature_id_seq', 7431000)`;
    const id = await restricted_dataset(t, {
      key: secret.label,
      owner: "telecom",
      lines: [`LINESTRING(${secret.x} ${secret.y},${secret.x + 60} ${secret.y})`],
      attributes: { label: secret.label, material: secret.label },
    });
    await sql`update feature set top_m = 0.8173, bottom_m = 0.9273 where dataset_id = ${id}`;
    const [feature] = await sql<{ id: number }[]>`select id from feature where dataset_id = ${id}`;
    const at = await at_town(t.test, secret.x + 30, secret.y + 0.2);
    const tree = {
      measure_type: "tree",
      name: "",
      geometry: { type: "Point", coordinates: at },
      parameters: {},
    };
    await planner.ask("POST", `/scenarios/${scenario_id}/measures`, tree);
    const [pair] = await sql<
      { n: number }[]
    >`select count(*) as n from finding where ${id} in (a_dataset_id, b_dataset_id)`;
    expect(pair!.n).toBeGreaterThan(0);
    await ask();
    await sql`update digest set until = now() - interval '25 hours'`;
    await make_digests(sql, new Date(Date.now() + 300_000));
    await run_due();
    expect(mail.mails.length).toBeGreaterThan(1);
    const told = await sql<{ about: string }[]>`select about::text from notification`;
    const to_do = await partner.ask("GET", "/to_do");
    const bell = await partner.ask("GET", "/notifications");
    const texts = [
      ...mail.mails.map(({ raw }) => raw),
      ...hook.calls.map(({ body }) => body),
      ...told.map((row) => row.about),
      JSON.stringify(to_do.body),
      JSON.stringify(bell.body),
    ];
    const [lon, lat] = await at_town(t.test, secret.x, secret.y);
    const words = [
      secret.label,
      "165033",
      "194711",
      lon!.toFixed(5),
      lat!.toFixed(5),
      "0.817",
      "0,817",
      `"id":${feature!.id},`,
    ];
    for (const text of texts) for (const word of words) expect(text.includes(word), word).toBe(false);
  });

  it("nobody alters the change history through the application", async () => {
    const [row] = await t.test.store.sql<{ n: number }[]>`select count(*) as n from change`;
    expect(row!.n).toBeGreaterThan(0);
    const tries = [
      "update change set viewer = 'x'",
      "delete from change",
      "truncate change",
      "insert into change (authority_id, viewer, word, thing_id, action) values ('testdorp', 'x', 'scenario', '1', 'delete')",
      "alter table change disable trigger all",
      "drop table change",
      "alter table scenario disable trigger write_change",
      "set local session_replication_role = replica",
    ];
    for (const text of tries)
      await expect(
        t.test.store.as_viewer(t.test.viewer, (sql) => sql.unsafe(text)),
        text,
      ).rejects.toThrow(/permission denied|must be owner/);
    const [after] = await t.test.store.sql<{ n: number }[]>`select count(*) as n from change`;
    expect(after!.n).toBe(row!.n);
  });
});
