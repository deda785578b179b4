import { expect } from "vitest";
import {
  default_inputs,
  type FinancingInputs,
  financing_figures,
} from "../../../data/catalog/financing/index.ts";
import type { TestApp } from "../open_test_app.ts";
import type { RouteTests } from "../route_tests.ts";
import { at_town } from "../small_town.ts";

/** 100 m of heat pipe under Dorpsstraat with two connections. */
export async function heat_scenario({ ask, test }: Pick<TestApp, "ask" | "test">): Promise<number> {
  const { body } = await ask("POST", "/scenarios", { name: "Warmte in de Dorpsstraat" });
  const line = async (measure_type: string, ...points: [number, number][]) => {
    const coordinates = await Promise.all(points.map(([x, y]) => at_town(test, x, y)));
    const made = await ask("POST", `/scenarios/${body.id}/measures`, {
      measure_type,
      geometry: { type: "LineString", coordinates },
    });
    expect(made.status).toBe(201);
  };
  await line("heat_line", [165050, 195001], [165150, 195001]);
  await line("heat_connection", [165080, 195001], [165080, 195008]);
  await line("heat_connection", [165120, 195001], [165120, 195008]);
  return body.id;
}

const inputs: FinancingInputs = {
  ...default_inputs("heat_network", 2025),
  index_pct: { low: 0, high: 0, source: "own_choice" },
  eur_per_gbp: { low: 1.2, high: 1.2, source: "De bank" },
  participation_pct: { value: 50, source: "Bevraging" },
};
const new_sheet = async (t: TestApp, scenario_id: number, more: object = {}) =>
  t.ask("POST", `/scenarios/${scenario_id}/financing_sheets`, {
    ...{ kind: "heat_network", name: "Warmtenet", inputs },
    ...more,
  });

export const financing_sheet_tests: RouteTests = {
  "POST /scenarios/{id}/financing_sheets": async (t) => {
    const id = await heat_scenario(t);
    const made = await new_sheet(t, id);
    expect(made).toMatchObject({ status: 201, body: { name: "Warmtenet", version: 1, scenario_id: id } });
    expect(made.headers.get("etag")).toBe('"1"');
    const { figures, base } = made.body;
    expect(base.drawn).toEqual({ dwellings: 2, street_m: expect.closeTo(100, 2) });
    // 100 m × 500 to 1,100 pounds × 1.2, and two connections of 10,080 of which half takes part.
    expect(figures.cost.low).toBeCloseTo(60_000 + 10_080, -1);
    expect(figures.cost.high).toBeCloseTo(132_000 + 10_080, -1);
    expect(figures.per_piece[0].cost.low).toBe(figures.cost.low);
    expect(figures.per_piece[1].cost.low).toBeCloseTo(700.8, 0);
    expect(figures.price_years).toEqual([2011, 2022]);
    // The same arithmetic wherever it is done.
    expect(financing_figures("heat_network", made.body.inputs, base)).toEqual(figures);
    const started = await new_sheet(t, id, { inputs: undefined });
    expect(started.body.inputs.shares_source).toBe("own_choice");

    const renovation = await new_sheet(t, id, { kind: "collective_renovation", inputs: undefined });
    expect(renovation.body.figures).toMatchObject({ cost: { low: 0, high: 0 }, price_years: null });
    for (const [bad, code] of [
      [{ shares_pct: { ...inputs.shares_pct, town: 5 } }, "financing_invalid"],
      [{ participation_pct: { value: 120, source: "x" } }, "financing_invalid"],
      [{ loan: { ...inputs.loan, years: 0 } }, "financing_invalid"],
      [{ loan: { ...inputs.loan, repaid_by: "nobody" } }, "invalid_request"],
    ] as const) {
      const refused = await new_sheet(t, id, { inputs: { ...inputs, ...bad } });
      expect(refused, JSON.stringify(bad)).toMatchObject({ body: { code } });
      expect(refused.status).toBe(code === "financing_invalid" ? 422 : 400);
    }
    const refused = await new_sheet(t, id, {
      inputs: { ...inputs, shares_pct: { ...inputs.shares_pct, town: 5 } },
    });
    expect(refused.body.detail).toContain("expected shares that add up to 100 %, got 105 %");
    expect((await t.ask("GET", `/scenarios/${id}/financing_sheets`)).body.financing_sheets).toHaveLength(3);
    expect((await new_sheet(t, 987654321)).body.code).toBe("scenario_not_found");
    // Nor past the API.
    await expect(
      t.test.store.as_viewer(
        t.test.viewer,
        (sql) =>
          sql`update financing_sheet set inputs = jsonb_set(inputs, '{shares_pct,town}', '5') where id = ${made.body.id}`,
      ),
    ).rejects.toThrow(/shares_add_up/);
  },
  "GET /scenarios/{id}/financing_sheets": async (t) => {
    const id = await heat_scenario(t);
    const { body: made } = await new_sheet(t, id);
    const { status, body } = await t.ask("GET", `/scenarios/${id}/financing_sheets`);
    expect(status).toBe(200);
    expect(body.financing_sheets).toEqual([
      {
        ...{ id: made.id, scenario_id: id, scenario_name: "Warmte in de Dorpsstraat" },
        ...{ kind: "heat_network", name: "Warmtenet", version: 1 },
      },
    ]);
    expect((await t.ask("GET", "/scenarios/987654321/financing_sheets")).status).toBe(404);
  },
  "GET /financing_sheets/{id}": async (t) => {
    const scenario_id = await heat_scenario(t);
    const { body: made } = await new_sheet(t, scenario_id);
    const read = await t.ask("GET", `/financing_sheets/${made.id}`);
    expect(read.body).toEqual(made);
    expect(read.headers.get("etag")).toBe('"1"');
    // It follows the scenario: one more connection, of which half.
    const coordinates = [await at_town(t.test, 165100, 195001), await at_town(t.test, 165100, 195008)];
    await t.ask("POST", `/scenarios/${scenario_id}/measures`, {
      measure_type: "heat_connection",
      geometry: { type: "LineString", coordinates },
    });
    const after = (await t.ask("GET", `/financing_sheets/${made.id}`)).body;
    expect(after.figures.cost.low - made.figures.cost.low).toBeCloseTo(5040, 2);
    expect(await t.ask("GET", "/financing_sheets/987654321")).toMatchObject({
      status: 404,
      body: { code: "financing_sheet_not_found" },
    });
  },
  "PUT /financing_sheets/{id}": async (t) => {
    const { body: made } = await new_sheet(t, await heat_scenario(t));
    const path = `/financing_sheets/${made.id}`;
    const more = { ...inputs, participation_pct: { value: 100, source: "Bevraging" } };
    const put = (version: string | null, body: object = { name: "Vol", inputs: more }) =>
      t.ask("PUT", path, body, version === null ? {} : { "if-match": version });
    expect(await put(null)).toMatchObject({ status: 428 });
    const saved = await put('"1"');
    expect(saved).toMatchObject({ status: 200, body: { name: "Vol", version: 2 } });
    expect(saved.body.figures.cost.low - made.figures.cost.low).toBeCloseTo(10_080, 2);
    expect(await put('"1"')).toMatchObject({ status: 412, body: { code: "version_stale", version: 2 } });
    const bad = await put('"2"', {
      name: "x",
      inputs: { ...more, shares_pct: { ...more.shares_pct, loan: 0 } },
    });
    expect(bad).toMatchObject({ status: 422, body: { code: "financing_invalid" } });
    expect((await t.ask("GET", path)).body).toMatchObject({ name: "Vol", version: 2 });
    const history = await t.test.store.as_viewer(
      t.test.viewer,
      (sql) => sql<{ action: string; viewer: string }[]>`
        select action, viewer from change where word = 'financing_sheet' and thing_id = ${String(made.id)} order by id`,
    );
    expect([...history]).toEqual(
      ["insert", "update"].map((action) => ({ action, viewer: "local_administrator" })),
    );
  },
  "DELETE /financing_sheets/{id}": async (t) => {
    const { body: made } = await new_sheet(t, await heat_scenario(t));
    const path = `/financing_sheets/${made.id}`;
    expect(await t.ask("DELETE", path, undefined, { "if-match": '"7"' })).toMatchObject({ status: 412 });
    expect((await t.ask("DELETE", path, undefined, { "if-match": '"1"' })).status).toBe(204);
    expect((await t.ask("GET", path)).status).toBe(404);
  },
  "GET /financing_sheets/{id}/table": async (t) => {
    const { body: made } = await new_sheet(t, await heat_scenario(t));
    const { status, body, headers } = await t.ask("GET", `/financing_sheets/${made.id}/table?language=en`);
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const lines = new TextDecoder().decode(body).split("\r\n");
    expect(lines[0]).toBe("Part,What,Lowest,Highest,Unit,Price year,Formula,Source");
    const cells = (start: string) => lines.find((line) => line.startsWith(start))!.split(",");
    // The sheet's rows are the answer's figures.
    const { low, high } = made.figures.cost;
    expect(cells("cost,in all").slice(2, 5)).toEqual([String(low), String(high), "EUR"]);
    const parts = lines.filter((line) => line.startsWith("who pays the investment"));
    const cents = (place: number) =>
      parts.reduce((sum, line) => sum + Math.round(Number(line.split(",")[place]) * 100), 0);
    expect([cents(2), cents(3)]).toEqual([Math.round(low * 100), Math.round(high * 100)]);
    expect(lines.find((line) => line.includes("Heat network"))).toMatch(/exchange rate 1\.2.*DECC/);
    expect((await t.ask("GET", `/financing_sheets/${made.id}/table?language=de`)).status).toBe(400);
  },
};
