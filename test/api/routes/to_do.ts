import { expect } from "vitest";
import { people_of } from "../people.ts";
import { restricted_dataset } from "../restricted_dataset.ts";
import type { RouteTests } from "../route_tests.ts";
import { at_town } from "../small_town.ts";

export const to_do_tests: RouteTests = {
  "GET /to_do": async (t) => {
    const people = await people_of(t);
    const owner = await people.person("utility_partner", "netbedrijf");
    const other = await people.person("utility_partner", "waterbedrijf");
    const planner = await people.person("planner");
    const id = await restricted_dataset(t, {
      key: "to_do",
      owner: "netbedrijf",
      lines: ["LINESTRING(165020 194700,165060 194700)"],
    });
    const { body: scenario } = await planner.ask("POST", "/scenarios", { name: "Bomen op de leiding" });
    await planner.ask("POST", `/scenarios/${scenario.id}/measures`, {
      measure_type: "tree",
      name: "",
      geometry: { type: "Point", coordinates: await at_town(t.test, 165040, 194700.5) },
      parameters: {},
    });
    // Counted by hand, apart from to_do_findings and to_do_finding_count.
    const [{ n }] = (await t.test.store.sql<{ n: number }[]>`
      select count(*) as n from finding where scenario_id = ${scenario.id} and ${id} in (a_dataset_id, b_dataset_id) and kind = 'conflict' and verdict <> 'clear' and veil <> 'hidden'`) as unknown as [
      { n: number },
    ];
    expect(n).toBeGreaterThan(0);
    const own = (await owner.ask("GET", "/to_do")).body;
    expect(own.findings_total).toBe(n);
    expect(own.findings).toHaveLength(n);
    expect(own.findings[0].scenario_id).toBe(scenario.id);
    // The owner sees its own line; nobody else has this to do.
    expect(
      own.things.some(
        (thing: { layer: string; visible: boolean }) => thing.layer === "gas_low" && thing.visible,
      ),
    ).toBe(true);
    expect((await other.ask("GET", "/to_do")).body.findings_total).toBe(0);
    expect((await planner.ask("GET", "/to_do")).body.findings_total).toBe(0);
    // Access that ends within a month; not what ends later, nor what was withdrawn.
    const until = (days: number): string =>
      new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    for (const days of [10, 90])
      await owner.ask("POST", `/datasets/${id}/grants`, {
        organisation_id: "waterbedrijf",
        purpose: `${days} dagen`,
        until: until(days),
      });
    expect((await other.ask("GET", "/to_do")).body.grants).toMatchObject([
      { dataset: "to_do", owner: "netbedrijf", purpose: "10 dagen", until: until(10) },
    ]);
    // Put away, it is nobody's to do.
    // What is decided has been done, until what it was decided from changes.
    const [{ id: finding_id }] = own.findings;
    // told_id: the planner, who may not see the line, is told of it under another id.
    const [{ told_id }] = (await t.test.store.sql<{ told_id: string }[]>`
      select coalesce(told_id, id) as told_id from finding n where id = ${finding_id}`) as unknown as [
      { told_id: string },
    ];
    const decision = (version: number) =>
      planner.ask(
        "PUT",
        `/findings/${told_id}/decision`,
        { state: "rejected", reason: "Beschermd" },
        { "if-match": `"${version}"` },
      );
    expect((await decision(0)).status).toBe(200);
    expect((await owner.ask("GET", "/to_do")).body.findings_total).toBe(n - 1);
    await t.test.store
      .sql`update finding set distance_m = distance_m + 0.01 where id = ${finding_id} and veil = 'seen'`;
    expect((await owner.ask("GET", "/to_do")).body.findings_total).toBe(n);
    // What one party writes reaches the other: the town and the owner, not a third, and not itself.
    const say = (who: typeof owner, text: string) =>
      who.ask("POST", `/findings/${who === owner ? finding_id : told_id}/messages`, { text });
    const last_told = async (who: typeof owner) =>
      (await who.ask("GET", "/notifications")).body.notifications.find(
        (one: { kind: string; about: { finding_id: string } }) =>
          one.kind === "finding_message" && one.about.finding_id === told_id,
      )?.about.organisation;
    expect((await say(owner, "Hier ligt onze leiding.")).body.may_answer).toBe(true);
    expect([await last_told(planner), await last_told(owner), await last_told(other)]).toEqual([
      "netbedrijf",
      undefined,
      undefined,
    ]);
    expect((await say(planner, "Dan verplanten we.")).status).toBe(201);
    expect([await last_told(owner), await last_told(other)]).toEqual(["Testdorp", undefined]);
    expect((await other.ask("GET", `/findings/${told_id}/talk`)).body).toMatchObject({
      may_answer: false,
      messages: [],
    });
    expect((await say(other, "Wij ook?")).body.code).toBe("finding_not_yours");
    await t.test.store.sql`update scenario set archived = true where id = ${scenario.id}`;
    expect((await owner.ask("GET", "/to_do")).body.findings_total).toBe(0);
    await t.test.store.sql`delete from scenario where id = ${scenario.id}`;
    await t.ask("DELETE", `/datasets/${id}`);
  },
};
