import { analyse_extent } from "../../data/analyse_extent.ts";
import type { TestApp } from "./open_test_app.ts";
import { type People, type Person, people_of } from "./people.ts";
import { restricted_dataset } from "./restricted_dataset.ts";
import { at_town, load_small_town, tile_of } from "./small_town.ts";

/** What a dataset is to the members of Netbedrijf. */
export const kinds = ["own", "granted", "expired", "foreign", "public"] as const;
export type Kind = (typeof kinds)[number];

/** Who asks: a person of each role (of Netbedrijf, the administrator of the town), and a program of the planner's with a read token. */
export const callers = [
  "administrator",
  "planner",
  "utility_partner",
  "official",
  "resident",
  "visitor",
  "token",
] as const;
export type Caller = (typeof callers)[number];

/** Which kinds a caller may see. */
export const sees: Readonly<Record<Caller, readonly Kind[]>> = {
  administrator: ["own", "granted", "foreign", "public"],
  planner: ["own", "granted", "public"],
  utility_partner: ["own", "granted", "public"],
  official: ["own", "granted", "public"],
  token: ["own", "granted", "public"],
  resident: ["public"],
  visitor: ["public"],
};

export interface OneKind {
  readonly dataset_id: number;
  readonly feature_id: number;
  readonly finding_id: string;
  readonly pit_id: number;
}

export interface RightsTown {
  readonly people: People;
  readonly ask: Readonly<Record<Caller, Person["ask"]>>;
  readonly of: Readonly<Record<Kind, OneKind>>;
  readonly scenario_id: number;
  /** Has no measures; there to be compared with. */
  readonly other_scenario_id: number;
  readonly check_id: number;
  /** About a finding with the foreign line. */
  readonly lesson_id: number;
  /** Along the street, in WGS 84. */
  readonly line: readonly [number, number][];
  readonly ring: readonly [number, number][];
  readonly tile: { z: number; x: number; y: number };
}

/** The five lines lie along Dorpsstraat, 0.1 m apart, at millimetres that nothing else is at. */
export const line_y = (kind: Kind): number => 195003.137 + kinds.indexOf(kind) * 0.1;
export const from_x = 165030.731;
export const until_x = 165170.263;

/** The foreign line goes zigzag, so that its corners are nobody else's. */
export const secret_line = [
  [165033.417, 195001.743],
  [165077.831, 195002.177],
  [165121.259, 195001.601],
  [165166.713, 195002.213],
] as const;

const wkt_of = (kind: Kind): string =>
  kind === "foreign"
    ? `LINESTRING(${secret_line.map((at) => at.join(" ")).join(",")})`
    : `LINESTRING(${from_x} ${line_y(kind)},${until_x} ${line_y(kind)})`;

const owners: Readonly<Record<Kind, string>> = {
  own: "netbedrijf",
  granted: "waterbedrijf",
  expired: "netbedrijf",
  foreign: "telecom",
  public: "telecom",
};

/** The small town with a dataset of each kind, a scenario, a check and a person of each role. */
export async function rights_town(t: TestApp): Promise<RightsTown> {
  const { store, viewer } = t.test;
  await load_small_town(t.test);
  const people = await people_of(t);
  const ids: Partial<Record<Kind, number>> = {};
  for (const kind of kinds)
    ids[kind] = await restricted_dataset(t, {
      key: `dataset_${kind}`,
      owner: owners[kind],
      lines: [wkt_of(kind)],
      access_class: kind === "public" ? "public" : "restricted",
      attributes: { name: `label_${kind}`, material: `material_${kind}` },
    });
  await analyse_extent(store, viewer, null);
  const of: Partial<Record<Kind, OneKind>> = {};
  for (const kind of kinds) {
    const dataset_id = ids[kind]!;
    const [row] = await store.sql<{ feature_id: number; finding_id: string; pit_id: number }[]>`
      with f as (select * from feature where dataset_id = ${dataset_id}),
      pit as (
        insert into trial_pit (authority_id, layer, feature_id, dataset_id, geom, position_accuracy_m, top_m, depth_accuracy_m, measured_on, note, created_by, organisation_id)
        select f.authority_id, f.layer, f.id, f.dataset_id, st_lineinterpolatepoint(f.geom, 0.1), 0.05, 0.81, 0.05, '2026-01-01', ${`label_${kind}`}, 'x', ${owners[kind]} from f
        returning id)
      select f.id as feature_id, (select n.id::text from finding n where ${dataset_id} in (n.a_dataset_id, n.b_dataset_id)
          -- With something of the town, which everybody may see.
          order by n.a_dataset_id = any (${Object.values(ids)}::bigint[]) and n.b_dataset_id = any (${Object.values(ids)}::bigint[]), n.id limit 1) as finding_id,
        (select id from pit) as pit_id from f`;
    of[kind] = { dataset_id, ...row! };
  }
  await store.sql`update dataset set expires = current_date - 1 where id = ${ids.expired!}`;
  await store.sql`
    insert into dataset_grant (authority_id, dataset_id, to_organisation_id, purpose, until, created_by)
    values ('testdorp', ${ids.granted!}, 'netbedrijf', 'Matrix', '2100-01-01', 'x'), ('testdorp', ${ids.foreign!}, 'netbedrijf', 'Voorbij', current_date - 1, 'x')`;

  const line = [await at_town(t.test, 165035, 195002.92), await at_town(t.test, 165150, 195002.92)];
  const corners = [
    [165020, 195001],
    [165180, 195001],
    [165180, 195005],
    [165020, 195005],
    [165020, 195001],
  ] as const;
  const ring = await Promise.all(corners.map(([x, y]) => at_town(t.test, x, y)));
  const { body: scenario } = await t.ask("POST", "/scenarios", { name: "Matrix" });
  const { body: other } = await t.ask("POST", "/scenarios", { name: "Niets" });
  await t.ask("POST", `/scenarios/${scenario.id}/measures`, {
    measure_type: "heat_line",
    name: "",
    geometry: { type: "LineString", coordinates: line },
    parameters: {},
  });
  const admin = await people.person("administrator");
  const [planner, partner, official] = await Promise.all(
    ["planner", "utility_partner", "official"].map((role) => people.person(role, "netbedrijf")),
  );
  const check = await partner!.ask("POST", "/overlap_checks", {
    name: "Matrix",
    geometry: { type: "Polygon", coordinates: [ring] },
    dig_depth_m: 1,
  });
  const lesson = await admin.ask("POST", "/lessons", {
    ...{ about: "finding", about_id: of.foreign!.finding_id, kind: "barrier", theme: "underground" },
    what: "Eerst vragen, dan graven.",
  });
  const link = await admin.ask("POST", "/resident_links", {
    name: "Matrix",
    scenario_id: scenario.id,
    measure_ids: null,
    days: 1,
  });
  const resident = people.stranger();
  await resident.ask("POST", "/session/link", { token: link.body.token });
  const { body: made } = await planner!.ask("POST", "/api_tokens", {
    name: "Matrix",
    scope: "read",
    days: 1,
  });
  const program = people.stranger();
  return {
    people,
    ask: {
      administrator: admin.ask,
      planner: planner!.ask,
      utility_partner: partner!.ask,
      official: official!.ask,
      resident: resident.ask,
      visitor: people.stranger().ask,
      token: (method, path, body, headers = {}) =>
        program.ask(method, path, body, { ...headers, authorization: `Bearer ${made.token}` }),
    },
    of: of as Record<Kind, OneKind>,
    scenario_id: scenario.id,
    other_scenario_id: other.id,
    check_id: check.body.id,
    lesson_id: lesson.body.id,
    line,
    ring,
    tile: tile_of(await at_town(t.test, 165100, 195003), 16),
  };
}
