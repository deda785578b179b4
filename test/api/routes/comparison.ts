import { parse } from "csv-parse/sync";
import { expect } from "vitest";
import { read_xlsx } from "../read_xlsx.ts";
import type { RouteTests } from "../route_tests.ts";
import { hedge_scenario, indicator, town_line } from "./indicator.ts";

export const comparison_tests: RouteTests = {
  "GET /comparison": async (t) => {
    const short = await hedge_scenario(t, "Kort", 165170);
    const long = await hedge_scenario(t, "Lang");
    const { status, body } = await t.ask("GET", `/comparison?scenarios=${short},${long}`);
    expect(status).toBe(200);
    expect(body.scenarios.map((one: { id: number | null }) => one.id)).toEqual([null, short, long]);
    const hedges = body.scenarios.map((one: unknown) => indicator(one, "hedge_m").value);
    expect(hedges).toEqual([0, expect.closeTo(20, 2), expect.closeTo(100, 2)]);
    const of = (district_id: string) =>
      body.by_district
        .find((one: { district_id: string }) => one.district_id === district_id)
        .values.find((one: { indicator: string }) => one.indicator === "hedge_m").of;
    expect(of("kern")).toEqual([expect.closeTo(20, 2), expect.closeTo(40, 2)]);
    expect(of("")).toEqual([0, expect.closeTo(60, 2)]);
    const kern = await t.ask("GET", `/comparison?scenarios=${long},${short}&district=kern`);
    expect(indicator(kern.body.scenarios[1], "hedge_m").value).toBeCloseTo(40, 2);
    // One stands beside today.
    const alone = await t.ask("GET", `/comparison?scenarios=${short}`);
    expect(alone.body.scenarios.map((one: unknown) => indicator(one, "hedge_m").value)).toEqual([
      0,
      expect.closeTo(20, 2),
    ]);
    for (const bad of ["", `${short},${short}`, "1,2,3,4,5", "a,b"])
      expect(await t.ask("GET", `/comparison?scenarios=${bad}`)).toMatchObject({
        status: 400,
        body: { code: "invalid_request" },
      });
    expect(await t.ask("GET", `/comparison?scenarios=${short},987654321`)).toMatchObject({ status: 404 });
    expect(await t.ask("GET", `/comparison?scenarios=${short},${long}&district=x`)).toMatchObject({
      status: 404,
      body: { code: "district_not_found" },
    });
  },
  "GET /comparison/table": async (t) => {
    const ids = [await hedge_scenario(t, '=A1, "Kort"', 165170), await hedge_scenario(t, "Lang")];
    const answer = await t.ask("GET", `/comparison/table?scenarios=${ids}&language=en`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const rows: string[][] = parse(new TextDecoder().decode(answer.body), { bom: true });
    expect(rows[0]).toEqual([
      "Part",
      "What",
      "Unit",
      "Target",
      "Today",
      `'=A1, "Kort"`,
      "Lang",
      "Source or reason",
    ]);
    const hedge = rows.find((row) => row[1] === "Hedge or facade garden")!;
    expect(hedge.slice(4, 7).map(Number)).toEqual([0, expect.closeTo(20, 2), expect.closeTo(100, 2)]);
    const target = rows.find((row) => row[1]!.startsWith("Extra hedge or facade garden"))!;
    // 100 inhabitants × 0.5 m.
    expect(target.slice(3, 7).map(Number)).toEqual([50, 0, expect.closeTo(0.4, 3), expect.closeTo(2, 3)]);
    const tree = rows.filter((row) => row[1]!.startsWith("Plant a street tree"));
    expect(tree.map((row) => [row[0], row[6]])).toEqual([
      ["cost, lowest", "2000"],
      ["cost, highest", "2000"],
    ]);
    // The sum stands above its items, with the years of its prices; nothing to more than two figures.
    const sums = rows.filter((row) => row[1] === "Together, in euros");
    expect(sums.map((row) => [row[0], row[4]])).toEqual([
      ["cost, lowest", "0"],
      ["cost, highest", "0"],
    ]);
    for (const row of sums) expect(row[7]).toBe("prices of 2024");
    const costs = rows.filter((row) => row[0]!.startsWith("cost, "));
    for (const cell of costs.flatMap((row) => row.slice(4, 7)))
      expect(Number(cell)).toBe(Number(Number(cell).toPrecision(2)));
    expect(rows.every((row) => row.length === 8)).toBe(true);
    expect(rows.some((row) => row[0] === "findings")).toBe(true);
    const book = await t.ask("GET", `/comparison/table?scenarios=${ids}&language=en&format=xlsx`);
    expect(book.headers.get("content-disposition")).toContain(".xlsx");
    const sheets = await read_xlsx(book.body);
    // The same rows, as numbers and not as texts; a name stays what it is and runs as nothing.
    const text = (cell: string | number | null) => (cell === null ? "" : String(cell));
    expect([sheets[0]![0], ...sheets.flatMap(([, ...own]) => own)].map((row) => row!.map(text))).toEqual(
      rows.map((row) => row.map((cell) => (cell.startsWith("'=A1") ? cell.slice(1) : cell))),
    );
    const [figures, districts, decides, measures, streets] = sheets;
    expect(figures!.find((row) => row[1] === "Hedge or facade garden")![6]).toBeCloseTo(100, 2);
    const [space, change] = ["space", "space, change"].map(
      (part) => figures!.find((row) => row[0] === part && row[1] === "parking")!,
    );
    // A parking area of 30 m by 2 m today, which neither scenario takes.
    expect(space!.slice(4, 7)).toEqual([expect.closeTo(60, 2), expect.closeTo(60, 2), expect.closeTo(60, 2)]);
    expect(change!.slice(4, 7)).toEqual([0, 0, 0]);
    expect(figures!.some((row) => row[1] === "Dwellings within 20 m of a heat main")).toBe(true);
    const kern = districts!.find((row) => row[0] === "Kern" && row[1] === "Hedge or facade garden")!;
    expect(kern.slice(4, 7)).toEqual([0, expect.closeTo(20, 2), expect.closeTo(40, 2)]);
    // What decides is the longer hedge, in its own column.
    expect(decides!.slice(1)).toEqual([
      [
        'Lang better than =A1, "Kort"',
        "Hedge or facade garden: Hedge",
        "m",
        null,
        null,
        null,
        expect.closeTo(100, 2),
        null,
      ],
    ]);
    expect(measures!.map((row) => row[0])).toContain("Hedge or facade garden, counted");
    expect(streets![0]).toEqual(rows[0]!.map((cell) => cell.replace(/^'/, "")));
    expect(await t.ask("GET", `/comparison/table?scenarios=${ids}&format=pdf`)).toMatchObject({
      status: 400,
    });
    expect(await t.ask("GET", `/comparison/table?scenarios=${ids}&language=de`)).toMatchObject({
      status: 400,
    });
  },
  "GET /comparison/streets": async (t) => {
    const ids = [await hedge_scenario(t, "Niets"), await hedge_scenario(t, "Graven")];
    const sewer = await town_line(t.test, [165010, 195000], [165090, 195000]);
    const period = { from: "2029-01-01", to: "2029-06-30" };
    for (const [measure_type, more] of [
      ["sewer_replacement", { period }],
      ["heat_line", {}],
    ] as const)
      await t.ask("POST", `/scenarios/${ids[1]}/measures`, { measure_type, geometry: sewer, ...more });
    const [west, south, east, north] = [165010, 194994, 165020, 194996];
    const strip = await town_line(
      t.test,
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    );
    await t.ask("POST", `/scenarios/${ids[0]}/measures`, {
      ...{ measure_type: "parking_removal", parameters: { bays: 3 } },
      geometry: { type: "Polygon", coordinates: [strip.coordinates] },
    });
    const { status, body } = await t.ask("GET", `/comparison/streets?scenarios=${ids}`);
    expect(status).toBe(200);
    expect(body.heat_reach_m).toBe(20);
    expect(body.heat).toHaveLength(3);
    // The sewer, and the heat line of which nobody said when.
    const dug = body.streets.filter(
      (street: { openings: { dated: number }[] }) => street.openings[2]!.dated > 0,
    );
    expect(dug.length).toBeGreaterThan(0);
    for (const street of dug)
      expect(street.openings).toEqual([
        { dated: 0, undated: 0 },
        { dated: 0, undated: 0 },
        { dated: 1, undated: 1 },
      ]);
    // Nobody counted the bays of the street that loses three: unknown before and after, never less than none.
    const parked = body.streets.find((street: { without_spaces: number }) => street.without_spaces > 0);
    expect(parked).toMatchObject({ spaces: [null, null, null], space_changes: [-3, 0], without_spaces: 1 });
    const clashes = await t.test.store.as_viewer(
      t.test.viewer,
      (sql) =>
        sql`select clashes::int from clash_count_by_street(${[ids[1]!]}) where street_id = ${dug[0].street_id}`,
    );
    expect(dug[0].clashes[1]).toBe(clashes[0]?.clashes ?? 0);
    const kern = await t.ask("GET", `/comparison/streets?scenarios=${ids}&district=kern`);
    expect(kern.body.streets.length).toBeLessThanOrEqual(body.streets.length);
    expect(await t.ask("GET", `/comparison/streets?scenarios=${ids[0]},987654321`)).toMatchObject({
      status: 404,
    });
    expect(await t.ask("GET", `/comparison/streets?scenarios=${ids}&district=x`)).toMatchObject({
      status: 404,
    });
  },
  "GET /comparison/decides": async (t) => {
    const plain = await hedge_scenario(t, "Basis");
    const { body: copy } = await t.ask("POST", `/scenarios/${plain}/copies`, { name: "Meer haag" });
    for (const [y, length] of [
      [194985, 5],
      [194975, 30],
    ] as const) {
      const geometry = await town_line(t.test, [165020, y], [165020 + length, y]);
      await t.ask("POST", `/scenarios/${copy.id}/measures`, { measure_type: "hedge", geometry });
    }
    const gone = await town_line(t.test, [165020, 194970], [165030, 194970]);
    await t.ask("POST", `/scenarios/${plain}/measures`, { measure_type: "hedge_removal", geometry: gone });
    const { status, body } = await t.ask("GET", `/comparison/decides?better=${copy.id}&than=${plain}`);
    expect(status).toBe(200);
    // 135 m against 90: the 30 m, the 10 m that the other removes and the 5 m; what both have decides nothing.
    const hedge = indicator(body, "hedge_m");
    expect(hedge).toMatchObject({ better: expect.closeTo(135, 2), than: expect.closeTo(90, 2) });
    expect(hedge.measures.map((one: { amount: number }) => Math.round(one.amount))).toEqual([30, 10, 5]);
    expect(hedge.measures.map((one: { scenario_id: number }) => one.scenario_id)).toEqual([
      copy.id,
      plain,
      copy.id,
    ]);
    expect(indicator(body, "trees")).toBeUndefined();
    const back = await t.ask("GET", `/comparison/decides?better=${plain}&than=${copy.id}`);
    expect(indicator(back.body, "hedge_m")).toBeUndefined();
    expect(await t.ask("GET", `/comparison/decides?better=${plain}&than=${plain}`)).toMatchObject({
      status: 400,
    });
    expect(await t.ask("GET", `/comparison/decides?better=${plain}&than=987654321`)).toMatchObject({
      status: 404,
    });
  },
};
