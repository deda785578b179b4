import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "../../api/store/viewer.ts";
import { put_features } from "../sql/put_features.ts";
import { store_kinds } from "../store/test_store.ts";
import { open_test_app, type TestApp } from "./open_test_app.ts";
import { heat_scenario } from "./routes/financing_sheet.ts";
import { new_lesson } from "./routes/lesson.ts";
import { load_small_town, town } from "./small_town.ts";

/** What nobody may read in a workbook: names, ids, depth and kind of a restricted main, and of its delivery. */
const secrets = [
  ...["GEHEIM-9917", "Zwanenburg", "PVC-7731", "Leveringsgeheim", "55-1234", "0.8731", "0,8731", "0.4321"],
  ...["water_main", "drinkwater", "Drinking water", "Eau potable"],
];

describe.each(store_kinds)("the workbook on %s", (kind) => {
  let t: TestApp;
  let scenario_id: number;
  let measure_id: number;
  let hidden_finding: string;
  let open_finding: string;
  const as = async <T>(viewer: Partial<Viewer>, work: () => Promise<T>): Promise<T> => {
    const deps = t.deps as unknown as { viewer: () => Viewer };
    const before = deps.viewer;
    deps.viewer = () => ({ ...t.test.viewer, ...viewer });
    try {
      return await work();
    } finally {
      deps.viewer = before;
    }
  };
  const text_of = async (path: string): Promise<string> => {
    const { status, body } = await t.ask("GET", path);
    expect(status, path).toBe(200);
    return body instanceof Uint8Array ? new TextDecoder().decode(body) : JSON.stringify(body);
  };

  beforeAll(async () => {
    t = await open_test_app(kind);
    await load_small_town(t.test);
    const { sql } = t.test.store;
    await sql`insert into authority (id, name) values ('elders', 'Elders')`;
    await sql`insert into organisation (authority_id, id, name) values ('elders', 'town', 'Elders'), ('testdorp', 'waterbedrijf', 'Waterbedrijf')`;
    const [dataset] = await sql<{ id: number }[]>`
      insert into dataset (authority_id, key, name, importer, source_file, owner_organisation_id, access_class, srid)
      values ('testdorp', 'geheim', 'Leveringsgeheim 88', 'test', 'Leveringsgeheim.gml', 'waterbedrijf', 'restricted', 31370) returning id`;
    const [main_id] = await put_features(sql, "testdorp", dataset!.id, [
      {
        layer: "water_main",
        wkt: "LINESTRING(165060 194995,165060 195006)",
        source_id: "GEHEIM-9917",
        ...{ top_m: 0.8731, bottom_m: 1.3052, diameter_m: 0.4321 },
        attributes: { name: "Hoofdader Zwanenburg", material: "PVC-7731", note: "klant 55-1234" },
      },
    ]);
    scenario_id = await heat_scenario(t);
    const findings = await sql<{ id: string; measure_id: number; hidden: boolean; gas: boolean }[]>`
      select id::text, case a_kind when 'measure' then a_id else b_id end as measure_id, ${main_id!} in (a_id, b_id) and veil = 'hidden' as hidden,
        'gas_low' in (a_layer, b_layer) as gas
      from finding where scenario_id = ${scenario_id} and 'feature' in (a_kind, b_kind) order by id`;
    // As others are told it: of what crosses for certain they may be told by the rule for what lies beside.
    const hidden = findings.find((one) => one.hidden)!;
    hidden_finding = hidden.id;
    measure_id = hidden.measure_id;
    // What a planner calls a measure is not for everybody either.
    await sql`update measure set name = 'langs GEHEIM-9917' where id = ${measure_id}`;
    open_finding = findings.find((one) => one.gas)!.id;
    for (const [about, about_id] of [
      ["finding", hidden_finding],
      ["finding", open_finding],
      ["measure", String(measure_id)],
      ["scenario", String(scenario_id)],
      ["street", town.street_id],
    ] as const) {
      const made = await new_lesson(t, {
        about,
        about_id,
        what: `les aan ${about}`,
        shared: about !== "street",
      });
      expect(made.status).toBe(201);
      await t.ask("POST", `/lessons/${made.body.id}/comments`, { kind: "decision", body: "zo besloten" });
      await t.ask("POST", `/lessons/${made.body.id}/comments`, { body: "alleen hier" });
    }
  });
  afterAll(() => t.close());

  it("says of a finding with a hidden line its owner and the verdict, and nothing else", async () => {
    const { body } = await t.ask("GET", "/workbook?q=finding");
    const numbers = body.lessons.map((one: { numbers: { finding: object } }) => one.numbers.finding);
    const shut = numbers.find((one: { hidden: boolean }) => one.hidden);
    const open = numbers.find((one: { hidden: boolean }) => !one.hidden);
    expect(shut).toEqual({ hidden: true, verdict: expect.any(String), owners: ["Waterbedrijf"] });
    const entry = body.lessons.find((one: { numbers: { finding: object } }) => one.numbers.finding === shut);
    expect(entry.about_id).toBeNull();
    for (const [key, value] of Object.entries(entry.numbers))
      if (key !== "finding") expect(value === null || (value as unknown[]).length === 0, key).toBe(true);
    // One where all is public has its numbers.
    expect(open).toMatchObject({ street: "Dorpsstraat", layers: expect.arrayContaining(["heat_network"]) });
  });

  const viewers: readonly Partial<Viewer>[] = [
    { role: "administrator" },
    { role: "planner" },
    { role: "utility_partner", organisation_id: "waterbedrijf" },
    { role: "official", organisation_id: "nobody" },
    { role: "administrator", authority_id: "elders" },
  ];
  it.each(viewers)("holds no secret for %j, in any answer or file, and the same for all", async (viewer) => {
    const queries = [
      "",
      "q=les",
      "theme=space",
      "status=open",
      "kind=barrier",
      "district=kern",
      "limit=2&offset=1",
    ];
    const paths = [
      ...queries.map((query) => `/workbook?${query}`),
      ...["nl", "en", "fr"].map((language) => `/workbook/export?language=${language}`),
    ];
    await as(viewer, async () => {
      for (const path of paths) {
        const text = await text_of(path);
        for (const secret of [...secrets, hidden_finding])
          expect(text.toLowerCase(), `${path}: ${secret}`).not.toContain(secret.toLowerCase());
      }
    });
    // The search does find what is there.
    expect(await text_of("/workbook")).toContain("Waterbedrijf");
  });

  it("shows another authority what is shared, with its decisions, without comments or addresses", async () => {
    await as({ authority_id: "elders" }, async () => {
      const { body } = await t.ask("GET", "/workbook");
      expect(body.lessons.map((one: { about: string }) => one.about).sort()).toEqual([
        ...["finding", "finding", "measure", "scenario"],
      ]);
      for (const one of body.lessons)
        expect(one).toMatchObject({
          ...{ own: false, authority: "Testdorp", about_id: null },
          decisions: [{ body: "zo besloten" }],
        });
      expect(JSON.stringify(body)).not.toContain("alleen hier");
      const [first] = body.lessons;
      for (const [method, path, sent] of [
        ["GET", `/lessons/${first.id}`, undefined],
        ["DELETE", `/lessons/${first.id}`, undefined],
        ["POST", `/lessons/${first.id}/comments`, { body: "van elders" }],
      ] as const)
        expect((await t.ask(method, path, sent, { "if-match": '"1"' })).status, path).toBe(404);
      expect((await t.ask("GET", `/lessons?about=measure&about_id=${measure_id}`)).body.lessons).toEqual([]);
      expect((await new_lesson(t)).body.code).toBe("street_not_found");
    });
  });

  it("keeps the rows of an authority to itself in the database", async () => {
    const count = (viewer: Viewer) =>
      t.test.store.as_viewer(viewer, async (sql) => {
        const [row] = await sql<{ lessons: number; comments: number; sheets: number }[]>`
          select (select count(*) from lesson) as lessons, (select count(*) from lesson_comment) as comments,
            (select count(*) from financing_sheet) as sheets`;
        return row!;
      });
    await t.ask("POST", `/scenarios/${scenario_id}/financing_sheets`, { kind: "heat_network", name: "x" });
    expect(await count(t.test.viewer)).toEqual({ lessons: 5, comments: 10, sheets: 1 });
    const stranger = { ...t.test.viewer, authority_id: "elders" };
    expect(await count(stranger)).toEqual({ lessons: 0, comments: 0, sheets: 0 });
    const written = t.test.store.as_viewer(
      stranger,
      (sql) => sql`insert into lesson (authority_id, about, about_id, kind, theme, what, status, created_by)
        values ('testdorp', 'street', 'x', 'lesson', 'other', 'x', 'open', 'x')`,
    );
    await expect(written).rejects.toThrow(/row-level security/);
  });

  it("restricted_words: refuses a text that names a restricted thing, of who may see it; who may not learns nothing by trying", async () => {
    const subjects = [
      ["finding", hidden_finding],
      ["measure", String(measure_id)],
      ["scenario", String(scenario_id)],
    ] as const;
    for (const [about, about_id] of subjects)
      for (const what of ["Let op de hoofdader zwanenburg", "zie geheim-9917", "buis PVC-7731"]) {
        const named = await new_lesson(t, { about, about_id, what });
        expect(named, `${about} ${what}`).toMatchObject({ status: 422, body: { code: "lesson_restricted" } });
      }
    const { body: lesson } = await new_lesson(t, { about: "finding", about_id: hidden_finding });
    const path = `/lessons/${lesson.id}`;
    const what_helped = "De Hoofdader Zwanenburg omgelegd";
    const { kind: lesson_kind, theme, what, status, shared } = lesson;
    const body = { kind: lesson_kind, theme, what, status, shared, what_helped };
    expect((await t.ask("PUT", path, body, { "if-match": '"1"' })).body.code).toBe("lesson_restricted");
    expect((await t.ask("POST", `${path}/comments`, { body: what_helped })).body.code).toBe(
      "lesson_restricted",
    );
    await t.ask("DELETE", path, undefined, { "if-match": '"1"' });
    await as({ role: "planner" }, async () => {
      const guess = await new_lesson(t, { about: "finding", about_id: hidden_finding, what: "GEHEIM-9917?" });
      expect(guess.status).toBe(201);
      await t.ask("DELETE", `/lessons/${guess.body.id}`, undefined, { "if-match": '"1"' });
    });
  });
});
