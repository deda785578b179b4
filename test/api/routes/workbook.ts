import { expect } from "vitest";
import type { RouteTests } from "../route_tests.ts";
import { town } from "../small_town.ts";
import { heat_scenario } from "./financing_sheet.ts";
import { new_lesson } from "./lesson.ts";

export const workbook_tests: RouteTests = {
  "GET /workbook": async (t) => {
    const scenario_id = await heat_scenario(t);
    const { body: at_scenario } = await new_lesson(t, {
      ...{ about: "scenario", about_id: String(scenario_id), theme: "cost", what: "Fluwelen prijzen" },
    });
    const { body: at_street } = await new_lesson(t, { what: "Fluwelen straat", theme: "timing" });
    await t.ask("POST", `/lessons/${at_street.id}/comments`, {
      kind: "decision",
      body: "Uitstel tot voorjaar",
    });
    await t.ask("POST", `/lessons/${at_street.id}/comments`, { body: "onder ons" });
    const ids = async (query: string) =>
      (await t.ask("GET", `/workbook?${query}`)).body.lessons.map((one: { id: number }) => one.id);
    const { status, body } = await t.ask("GET", "/workbook?q=fluwelen");
    expect(status).toBe(200);
    expect(body.total).toBe(2);
    expect(body.lessons).toMatchObject([
      {
        ...{ id: at_scenario.id, own: true, authority: "Testdorp", district: null, decisions: [] },
        numbers: {
          ...{ name: "Warmte in de Dorpsstraat", measure_count: 3, finding: null },
          indicators: [{ id: "heat_connection_count", value: 2 }],
          // Pipes are in pounds: only the connections are in euros.
          cost: { low_eur: 20_160, high_eur: 20_160, price_years: [2022, 2022] },
        },
      },
      {
        ...{ id: at_street.id, about_id: town.street_id, district: "Kern" },
        decisions: [{ body: "Uitstel tot voorjaar" }],
        numbers: { name: "Dorpsstraat", length_m: 200, cost: null },
      },
    ]);
    expect(JSON.stringify(body)).not.toContain("onder ons");
    expect(await ids("q=fluwelen+voorjaar")).toEqual([at_street.id]);
    expect(await ids("q=fluwelen&theme=cost")).toEqual([at_scenario.id]);
    // By the names of its place as well.
    expect(await ids("q=fluwelen+dorpsstraat+kern")).toEqual([at_street.id]);
    expect(await ids("q=fluwelen+warmte+testdorp")).toEqual([at_scenario.id]);
    expect(await ids("q=fluwelen&district=kern")).toEqual([at_street.id]);
    expect(await ids("q=fluwelen&kind=lesson")).toEqual([]);
    expect(await ids("q=fluwelen&status=open&authority=testdorp&limit=1&offset=1")).toEqual([at_street.id]);
    expect((await t.ask("GET", "/workbook?theme=weather")).status).toBe(400);
    // What it was about is gone, what was learnt is not.
    await t.ask("DELETE", `/scenarios/${scenario_id}`, undefined, { "if-match": '"1"' });
    const after = await t.ask("GET", "/workbook?q=fluwelen&theme=cost");
    expect(after.body.lessons).toMatchObject([{ id: at_scenario.id, numbers: null }]);
  },
  "GET /workbook/export": async (t) => {
    const { body: made } = await new_lesson(t, {
      ...{ theme: "permit", what: "# Kop\n- [link](http://x.y) <b>vet</b>", what_helped: "1. niets" },
    });
    await t.ask("POST", `/lessons/${made.id}/comments`, { kind: "decision", body: "Toch *doen*" });
    const { status, body, headers } = await t.ask("GET", "/workbook/export?theme=permit&language=en");
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("text/markdown; charset=utf-8");
    const text = new TextDecoder().decode(body);
    expect(text.split("\n").slice(0, 5)).toEqual([
      ...["# Workbook: barriers and lessons", "", "## Permits and rules", ""],
      "### Barrier: Testdorp, Kern, Street",
    ]);
    // Nobody's text becomes a heading, a link or markup.
    expect(text).toContain("\\# Kop  \n\\- \\[link\\](http://x.y) \\<b\\>vet\\</b\\>");
    expect(text).toContain("**What helped.** \\1. niets");
    expect(text).toMatch(/\*\*Decision, \d{4}-\d\d-\d\d\.\*\* Toch \\\*doen\\\*/);
    expect(text).toContain("- About: Dorpsstraat\n- Size: 200 m");
    const none = await t.ask("GET", "/workbook/export?q=bestaatniet");
    expect(new TextDecoder().decode(none.body)).toBe(
      "# Werkboek: drempels en lessen\n\nGeen lessen gevonden.\n",
    );
    expect((await t.ask("GET", "/workbook/export?language=de")).status).toBe(400);
  },
};
