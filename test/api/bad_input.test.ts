import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { store_kinds } from "../store/test_store.ts";
import { open_test_app, type TestApp } from "./open_test_app.ts";
import { load_small_town, town } from "./small_town.ts";

const good = { type: "Point", coordinates: [4.584, 51.0649] };
const preview = (more: object) =>
  ["POST", "/preview", { measure_type: "tree", geometry: good, ...more }] as const;
const ring = (west: number, south: number, east: number, north: number) => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
/** A good change beside a bad one: neither may be stored. */
const changes = (bad: object, path = "/scenarios/1/changes") =>
  [
    "POST",
    path,
    {
      changes: [
        { op: "put", id: null, version: null, measure_type: "tree", geometry: good },
        { op: "put", id: null, version: null, measure_type: "tree", geometry: good, ...bad },
      ],
    },
  ] as const;
/** As text, so that JSON may hold what JavaScript does not write. */
const put_text = (coordinates: string, type = "Point", measure_type = "tree") =>
  `{"changes":[{"op":"put","id":null,"version":null,"measure_type":"${measure_type}","geometry":{"type":"${type}","coordinates":${coordinates}}}]}`;
const nasty = [
  "' or 1=1 --",
  "<script>alert(1)</script>",
  "../../etc/passwd",
  "%00",
  "\u202e",
  "{}",
  "a".repeat(201),
  "💥",
];

/** What a careless or hostile program sends, and the code it must get. */
const table: readonly (readonly [
  name: string,
  method: string,
  path: string,
  body: unknown,
  status: number,
  code: string,
])[] = [
  [
    "NaN as JSON",
    "POST",
    "/preview",
    '{"measure_type":"tree","geometry":{"type":"Point","coordinates":[NaN,51]}}',
    400,
    "malformed_json",
  ],
  [
    "an endless number",
    "POST",
    "/preview",
    '{"measure_type":"tree","geometry":{"type":"Point","coordinates":[1e999,51]}}',
    422,
    "geometry_invalid",
  ],
  ["no JSON", "POST", "/preview", "geometry=point", 400, "malformed_json"],
  ["an empty body", "POST", "/preview", "", 400, "malformed_json"],
  ["null", "POST", "/preview", "null", 400, "invalid_request"],
  ["an array", "POST", "/preview", [], 400, "invalid_request"],
  ["no measure type", "POST", "/preview", { geometry: good }, 400, "invalid_request"],
  ["no geometry", "POST", "/preview", { measure_type: "tree" }, 422, "geometry_invalid"],
  ["an empty ring", ...preview({ geometry: { type: "Polygon", coordinates: [[]] } }), 422, "geometry_empty"],
  [
    "latitude first",
    ...preview({ geometry: { type: "Point", coordinates: [51.0649, 4.584] } }),
    422,
    "coordinates_swapped",
  ],
  [
    "metres",
    ...preview({ geometry: { type: "Point", coordinates: [165000, 195000] } }),
    422,
    "coordinates_outside_wgs84",
  ],
  [
    "another continent",
    ...preview({ geometry: { type: "Point", coordinates: [-58, -34] } }),
    422,
    "geometry_outside_area",
  ],
  [
    "100,001 vertices",
    ...preview({
      measure_type: "heat_line",
      geometry: { type: "LineString", coordinates: Array.from({ length: 100_001 }, () => [4, 51]) },
    }),
    422,
    "geometry_too_many_vertices",
  ],
  [
    "more than a mebibyte",
    ...preview({ parameters: { note: "x".repeat(1024 ** 2) } }),
    413,
    "request_too_large",
  ],
  [
    "a line for a tree",
    ...preview({
      geometry: {
        type: "LineString",
        coordinates: [
          [4.584, 51.0649],
          [4.585, 51.0649],
        ],
      },
    }),
    422,
    "geometry_kind",
  ],
  [
    "a polygon over the whole country",
    ...changes({
      measure_type: "depaving",
      geometry: { type: "Polygon", coordinates: [ring(2.5, 49.5, 6.4, 51.5)] },
    }),
    422,
    "geometry_too_large",
  ],
  [
    "100,000 vertices",
    ...changes({
      measure_type: "heat_line",
      geometry: {
        type: "LineString",
        coordinates: Array.from({ length: 100_000 }, (_, i) => [4 + (i % 100) / 1000, 51]),
      },
    }),
    413,
    "request_too_large",
  ],
  [
    "20,000 vertices",
    ...changes({
      measure_type: "heat_line",
      geometry: {
        type: "LineString",
        coordinates: Array.from({ length: 20_000 }, (_, i) => [4 + (i % 100) / 1000, 51]),
      },
    }),
    422,
    "geometry_too_many_vertices",
  ],
  ["NaN in a change", "POST", "/scenarios/1/changes", put_text("[NaN,51]"), 400, "malformed_json"],
  [
    "an endless number in a change",
    "POST",
    "/scenarios/1/changes",
    put_text("[1e999,51]"),
    422,
    "geometry_invalid",
  ],
  [
    "an empty ring in a change",
    "POST",
    "/scenarios/1/changes",
    put_text("[[]]", "Polygon", "depaving"),
    422,
    "geometry_empty",
  ],
  [
    "a ring without ground in a change",
    ...changes({
      measure_type: "depaving",
      geometry: { type: "Polygon", coordinates: [ring(4.58, 51.06, 4.58, 51.07)] },
    }),
    422,
    "geometry_empty",
  ],
  ["a huge parameter", ...changes({ parameters: { root_radius_m: 1e300 } }), 422, "parameter_invalid"],
  [
    "an endless parameter",
    "POST",
    "/preview",
    '{"measure_type":"tree","geometry":{"type":"Point","coordinates":[4.584,51.0649]},"parameters":{"root_radius_m":1e999}}',
    400,
    "invalid_request",
  ],
  ["HTML in a name", ...changes({ name: "<img src=x onerror=alert(1)>" }), 422, "name_not_plain"],
  [
    "HTML in a measure's name",
    "POST",
    "/scenarios/1/measures",
    { measure_type: "tree", geometry: good, name: "Linde</b>" },
    422,
    "name_not_plain",
  ],
  ["a half surrogate in a ref", ...changes({ ref: "a\ud800b" }), 400, "invalid_request"],
  ["a change of nothing", "POST", "/scenarios/1/changes", { changes: [{}] }, 400, "invalid_request"],
  ["no list of changes", "POST", "/scenarios/1/changes", { changes: {} }, 400, "invalid_request"],
  [
    "501 changes",
    "POST",
    "/scenarios/1/changes",
    { changes: Array.from({ length: 501 }, (_, id) => ({ op: "delete", id: id + 1, version: 1 })) },
    400,
    "invalid_request",
  ],
  [
    "changes of a scenario that is none",
    ...changes({}, "/scenarios/987654321/changes"),
    404,
    "scenario_not_found",
  ],
  ["an unknown measure type", ...preview({ measure_type: "castle" }), 422, "measure_type_unknown"],
  ["a measure type of Object itself", ...preview({ measure_type: "__proto__" }), 422, "measure_type_unknown"],
  ["an unknown parameter", ...preview({ parameters: { colour: "red" } }), 422, "parameter_unknown"],
  [
    "a parameter of the wrong type",
    ...preview({
      measure_type: "tree_row",
      geometry: {
        type: "LineString",
        coordinates: [
          [4.584, 51.0649],
          [4.585, 51.0649],
        ],
      },
      parameters: { spacing_m: "8" },
    }),
    422,
    "parameter_invalid",
  ],
  [
    "a parameter out of range",
    ...preview({
      measure_type: "tree_row",
      geometry: {
        type: "LineString",
        coordinates: [
          [4.584, 51.0649],
          [4.585, 51.0649],
        ],
      },
      parameters: { spacing_m: -8 },
    }),
    422,
    "parameter_invalid",
  ],
  ["a nested parameter", ...preview({ parameters: { a: { b: 1 } } }), 400, "invalid_request"],
  ["an unknown field", ...preview({ colour: "red" }), 400, "invalid_request"],
  ["a scenario that is none", ...preview({ scenario_id: 987654321 }), 404, "scenario_not_found"],
  ["a scenario id beyond all ids", ...preview({ scenario_id: 1e300 }), 400, "invalid_request"],
  ["half a scenario", ...preview({ scenario_id: 1.5 }), 400, "invalid_request"],
  ["NUL in a name", "POST", "/scenarios", { name: "a\u0000b" }, 400, "invalid_request"],
  ["half a character in a name", "POST", "/scenarios", { name: "a\ud800b" }, 400, "invalid_request"],
  ["NUL in a street id", "GET", "/streets/a%00b", undefined, 400, "invalid_request"],
  ["a name that is a number", "POST", "/scenarios", { name: 5 }, 400, "invalid_request"],
  ["an empty name", "POST", "/scenarios", { name: "" }, 400, "invalid_request"],
  ["a limit of words", "GET", "/streets?limit=ten", undefined, 400, "invalid_request"],
  ["a limit of 1e9", "GET", "/streets?limit=1000000000", undefined, 400, "invalid_request"],
  ["a limit below nought", "GET", "/streets?limit=-1", undefined, 400, "invalid_request"],
  ["a limit in hexadecimal", "GET", "/streets?limit=0x10", undefined, 400, "invalid_request"],
  ["two limits", "GET", "/streets?limit=1&limit=2", undefined, 400, "invalid_request"],
  ["an id of words", "GET", "/scenarios/one", undefined, 400, "invalid_request"],
  ["an id beyond all ids", "GET", "/scenarios/9223372036854775808", undefined, 400, "invalid_request"],
  ["no position", "GET", "/streets/at", undefined, 400, "invalid_request"],
  ["a position of words", "GET", "/streets/at?lon=east&lat=51", undefined, 400, "invalid_request"],
  ["NaN for a position", "GET", "/streets/at?lon=NaN&lat=51", undefined, 400, "invalid_request"],
  ["a latitude past the pole", "GET", "/streets/at?lon=4&lat=91", undefined, 400, "invalid_request"],
  ["a feature id with a decimal", "GET", "/features/tree/1.5", undefined, 400, "invalid_request"],
  ["a broken percent sign", "GET", "/streets/%E0%A4%A", undefined, 404, "street_not_found"],
  ["an address that is none", "GET", "/castles", undefined, 404, "route_not_found"],
  ["a method that is none", "DELETE", "/layers", undefined, 405, "method_not_allowed"],
  ["PATCH", "PATCH", "/scenarios/1", {}, 405, "method_not_allowed"],
  [
    "a period that ends before it begins",
    "POST",
    "/scenarios/1/measures",
    { measure_type: "tree", geometry: good, period: { from: "2027-02-01", to: "2027-01-01" } },
    422,
    "period_invalid",
  ],
  [
    "the 30th of February",
    "POST",
    "/scenarios/1/measures",
    { measure_type: "tree", geometry: good, period: { from: "2027-02-30", to: "2027-03-01" } },
    400,
    "invalid_request",
  ],
  [
    "the year 20000",
    "POST",
    "/scenarios/1/measures",
    { measure_type: "tree", geometry: good, period: { from: "20000-02-01", to: "20000-03-01" } },
    400,
    "invalid_request",
  ],
];

describe.each(store_kinds)("bad input on %s", (kind) => {
  let t: TestApp;
  beforeAll(async () => {
    t = await open_test_app(kind);
    await load_small_town(t.test);
    await t.ask("POST", "/scenarios", { name: "Een" });
  });
  afterAll(() => t.close());

  it.each(table)("%s: a problem, never a 500", async (_name, method, path, body, status, code) => {
    const answer = await t.ask(method, path, body);
    expect(answer).toMatchObject({ status, body: { code } });
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
    expect(JSON.stringify(answer.body)).not.toMatch(/\bat .*\.ts:\d+|node_modules|ZodError|PostgresError/);
    expect(t.logged).toEqual([]);
  });

  it("has stored nothing of all that", async () => {
    const [row] = await t.test.store.sql<{ measures: number; findings: number; changes: number }[]>`
      select (select count(*) from measure) as measures, (select count(*) from finding where scenario_id is not null) as findings,
        (select count(*) from change where word = 'measure') as changes`;
    expect(row).toEqual({ measures: 0, findings: 0, changes: 0 });
  });

  it("takes a name with less-than signs that are none of a page", async () => {
    const made = await t.ask("POST", "/scenarios/1/measures", {
      measure_type: "tree",
      geometry: good,
      name: "Diepte < 1 m & 2 > 1 <3",
    });
    expect(made).toMatchObject({ status: 201, body: { name: "Diepte < 1 m & 2 > 1 <3" } });
  });

  it("stores and answers nasty texts as they are, and finds nothing by them", async () => {
    for (const text of nasty) {
      const encoded = encodeURIComponent(text);
      for (const path of [
        `/streets/${encoded}`,
        `/streets?q=${encoded}`,
        `/streets?district=${encoded}`,
        `/rules/${encoded}`,
        `/features/${encoded}/1`,
        `/streets/${town.street_id}/features?layer=${encoded}`,
      ]) {
        const { status } = await t.ask("GET", path);
        expect(status, path).toBeLessThan(500);
      }
      if (text.length > 200) continue;
      const made = await t.ask("POST", "/scenarios", { name: text, description: text });
      expect(made).toMatchObject({ status: 201, body: { name: text, description: text } });
    }
    expect(t.logged).toEqual([]);
  });

  it("takes every kind of drawn geometry that its measure type allows, even a bow tie", async () => {
    const bow_tie = [
      [
        [4.583, 51.0648],
        [4.584, 51.065],
        [4.584, 51.0648],
        [4.583, 51.065],
        [4.583, 51.0648],
      ],
    ];
    const answer = await t.ask("POST", "/preview", {
      measure_type: "depaving",
      geometry: { type: "Polygon", coordinates: bow_tie },
    });
    expect(answer.status).toBe(200);
    const points = await t.ask("POST", "/preview", {
      measure_type: "tree",
      geometry: {
        type: "MultiPoint",
        coordinates: [
          [4.584, 51.0649],
          [4.5841, 51.0649],
        ],
      },
    });
    expect(points.status).toBe(200);
    expect(t.logged).toEqual([]);
  });
});
