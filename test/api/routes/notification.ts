import { expect } from "vitest";
import type { TestApp } from "../open_test_app.ts";
import { people_of } from "../people.ts";
import type { RouteTests } from "../route_tests.ts";

/** A partner of an organisation of its own who was told of two requests. */
async function told(t: TestApp, organisation: string) {
  const people = await people_of(t);
  const planner = await people.person("planner");
  const partner = await people.person("utility_partner", organisation);
  const { body: scenario } = await planner.ask("POST", "/scenarios", { name: "Gemeld" });
  const ask = () =>
    planner.ask("POST", `/scenarios/${scenario.id}/reviews`, {
      text: "x",
      due: "2100-01-01",
      organisation_ids: [organisation],
    });
  await ask();
  await ask();
  const list = async () => (await partner.ask("GET", "/notifications")).body;
  const end = () => t.test.store.sql`delete from scenario where id = ${scenario.id}`;
  return { people, planner, partner, ask, list, end };
}

const ways = { in_app: true, email: true };
const all = {
  review_asked: ways,
  review_answered: ways,
  finding_message: ways,
  reaction_received: ways,
  digest: ways,
};

export const notification_tests: RouteTests = {
  "GET /notifications": async (t) => {
    const { people, planner, list, end } = await told(t, "lezereen");
    expect(await list()).toMatchObject({ unread: 2, notifications: [{ read: false }, { read: false }] });
    // What a partner is told, the planner who asked is not.
    const kinds = (await planner.ask("GET", "/notifications")).body.notifications.map(
      (one: { kind: string }) => one.kind,
    );
    expect(kinds).not.toContain("review_asked");
    expect((await people.stranger().ask("GET", "/notifications")).status).toBe(401);
    await end();
  },
  "PUT /notifications/read": async (t) => {
    const { people, partner, list, end } = await told(t, "lezertwee");
    const [first] = (await list()).notifications;
    const put = (ids: number[] | null, read: boolean) =>
      partner.ask("PUT", "/notifications/read", { ids, read });
    expect((await put([first.id], true)).status).toBe(204);
    expect((await list()).unread).toBe(1);
    await put(null, true);
    await put([first.id, 987654], true);
    expect((await list()).unread).toBe(0);
    // Read by one is not read by another of the same organisation.
    const colleague = await people.person("planner", "lezertwee");
    expect((await colleague.ask("GET", "/notifications")).body.unread).toBe(2);
    await put([first.id], false);
    expect((await list()).unread).toBe(1);
    await end();
  },
  "GET /notification_choice": async (t) => {
    const { partner, end } = await told(t, "lezerdrie");
    expect((await partner.ask("GET", "/notification_choice")).body).toEqual({ language: "nl", choices: all });
    await end();
  },
  "PUT /notification_choice": async (t) => {
    const { partner, ask, list, end } = await told(t, "lezervier");
    const off = { ...all, review_asked: { in_app: false, email: false } };
    expect((await partner.ask("PUT", "/notification_choice", { language: "de", choices: all })).status).toBe(
      400,
    );
    expect((await partner.ask("PUT", "/notification_choice", { language: "fr", choices: off })).status).toBe(
      200,
    );
    expect((await partner.ask("GET", "/notification_choice")).body).toEqual({ language: "fr", choices: off });
    const mails = async () =>
      (
        await t.test.store.sql<{ n: number }[]>`
          select count(*) as n from notification_delivery where account_id = ${partner.id}`
      )[0]!.n;
    expect(await mails()).toBe(2);
    await ask();
    expect(await mails()).toBe(2);
    expect(await list()).toEqual({ unread: 0, notifications: [] });
    await partner.ask("PUT", "/notification_choice", { language: "fr", choices: all });
    expect((await list()).unread).toBe(3);
    await end();
  },
};
