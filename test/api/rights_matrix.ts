import type { Kind, OneKind, RightsTown } from "./rights_town.ts";

type Request = readonly [path: string, body?: unknown];

/** One line of the matrix. */
export interface MatrixEntry {
  /** Letters of who may: administrator, planner, utility_partner (u), official, resident, visitor. */
  readonly who: string;
  /** What a token must allow: read, write; s: only a person who signed in. */
  readonly scope: "r" | "w" | "s";
  /** A real request at the place of all five datasets; its answer is searched for what must not be in it. */
  readonly at_place?: (town: RightsTown) => Request;
  /** A real request about one dataset or its object; answered 404 where that is hidden. */
  readonly about?: (one: OneKind, town: RightsTown, kind: Kind) => Request;
  /** What may be seen is in the answer: its label, key or id. */
  readonly shows?: true;
  /** The owner is still told that a dataset of his has expired. */
  readonly owner_sees_expired?: true;
  /** Would change what other lines rely on: asked by those only who are refused. */
  readonly refused_only?: true;
}

const call = (who: string, scope: MatrixEntry["scope"]): MatrixEntry => ({ who, scope });
const place = (who: string, at_place: MatrixEntry["at_place"], shows?: true): MatrixEntry => ({
  who,
  scope: "r",
  at_place,
  ...(shows ? { shows } : {}),
});
const each = (who: string, about: MatrixEntry["about"], more: Partial<MatrixEntry> = {}): MatrixEntry => ({
  who,
  scope: "r",
  about,
  shows: true,
  ...more,
});

const tile = ({ tile: { z, x, y } }: RightsTown, group: string): Request => [
  `/tiles/${group}/${z}/${x}/${y}`,
];
const line_of = ({ line }: RightsTown) => ({ type: "LineString", coordinates: line });
const street = "/streets/dorpsstraat";
const all = "apuorv";
const members = "apuo";

/**
 * Who may call each route and what the answer then shows, written down apart from the code: one line a
 * route. `call`: only the role counts, no data. `place`: objects of several datasets may be in the answer.
 * `each`: about one dataset. A new route needs a line here and in api/route_rights.ts.
 */
export const matrix: Readonly<Record<string, MatrixEntry>> = {
  "GET /authority": place(all, () => ["/authority"]),
  "PUT /authority/pact": call("a", "w"),
  "GET /layers": place(all, () => ["/layers"]),
  "GET /rules": place(all, () => ["/rules"]),
  "GET /rules/{id}": call(all, "r"),
  "GET /cost_items": call(all, "r"),
  "GET /districts": place(all, () => ["/districts"]),
  "GET /districts/{id}/indicators": place(members, ({ scenario_id }) => [
    `/districts/kern/indicators?scenario=${scenario_id}`,
  ]),
  "GET /indicators": place(all, () => ["/indicators"]),
  "GET /surfaces": place(members, () => ["/surfaces"]),
  "GET /position": call(all, "r"),

  "GET /streets": place(all, () => ["/streets?q=dorp"]),
  "GET /streets/at": place(all, ({ line }) => [`/streets/at?lon=${line[0]![0]}&lat=${line[0]![1]}`]),
  "GET /streets/{id}": place(all, () => [street]),
  "GET /streets/{id}/features": place(all, () => [`${street}/features?limit=1000`], true),
  "GET /streets/{id}/findings": place(all, () => [`${street}/findings?limit=1000`], true),
  "GET /streets/{id}/section": place(all, () => [`${street}/section?at=80`], true),
  "GET /streets/{id}/long_section": place(all, () => [`${street}/long_section`], true),
  "POST /streets/{id}/analysis": call("ap", "w"),
  "POST /sections": place(
    all,
    ({ ring }) => ["/sections", { line: { type: "LineString", coordinates: [ring[0], ring[2]] } }],
    true,
  ),
  "GET /features/{layer}/{id}": each(all, (one) => [`/features/gas_low/${one.feature_id}`]),
  "GET /features/{layer}/{id}/long_section": each(all, (one) => [
    `/features/gas_low/${one.feature_id}/long_section`,
  ]),
  // Of the state today: to who may see both things.
  "GET /findings/{id}": each(all, (one) => [`/findings/${one.finding_id}`], {}),
  "GET /findings/{id}/talk": each(members, (one) => [`/findings/${one.finding_id}/talk`], {
    shows: undefined,
  } as never),
  "PUT /findings/{id}/decision": call("apu", "w"),
  "POST /findings/{id}/messages": call("apu", "w"),
  "GET /below_ground": place(
    all,
    ({ ring }) => [`/below_ground?bounds=${ring[0]![0]},${ring[0]![1]},${ring[2]![0]},${ring[2]![1]}`],
    true,
  ),
  "GET /tiles.json": place(all, () => ["/tiles.json?group=below"]),
  "GET /tiles/{group}/{z}/{x}/{y}": place(all, (town) => tile(town, "below"), true),
  "GET /tiles/{z}/{x}/{y}": place(
    all,
    ({ tile: { z, x, y } }) => [`/tiles/${z}/${x}/${y}?group=below`],
    true,
  ),

  "GET /features/{layer}/{id}/trial_pits": each(members, (one) => [
    `/features/gas_low/${one.feature_id}/trial_pits`,
  ]),
  "POST /features/{layer}/{id}/trial_pits": call("apu", "w"),
  "DELETE /trial_pits/{id}": call("apu", "w"),
  "GET /trial_pits/{id}/photo": each(members, (one) => [`/trial_pits/${one.pit_id}/photo`], {
    shows: undefined,
  } as never),
  "PUT /trial_pits/{id}/photo": call("apu", "w"),

  "POST /preview": place(
    members,
    (town) => ["/preview", { measure_type: "heat_line", geometry: line_of(town), parameters: {} }],
    true,
  ),
  "POST /room": place(members, () => ["/room", { measure_type: "tree", street_id: "dorpsstraat" }]),
  "POST /corridors": place(members, ({ line }) => [
    "/corridors",
    { measure_type: "heat_line", from: line[0], to: line[1] },
  ]),
  "POST /heat_networks": place(members, ({ line }) => [
    "/heat_networks",
    { source: line[0], reach_m: 400, demand_kwh_m2: 100 },
  ]),

  "GET /scenarios": place("apuor", () => ["/scenarios"]),
  "POST /scenarios": call("ap", "w"),
  "GET /scenarios/{id}": place("apuor", (town) => [`/scenarios/${town.scenario_id}`]),
  "PUT /scenarios/{id}": call("ap", "w"),
  "DELETE /scenarios/{id}": call("ap", "w"),
  "GET /scenarios/{id}/measures": place("apuor", (town) => [`/scenarios/${town.scenario_id}/measures`]),
  "POST /scenarios/{id}/measures": call("ap", "w"),
  "GET /scenarios/{id}/measures/{mid}": call("apuor", "r"),
  "PUT /scenarios/{id}/measures/{mid}": call("ap", "w"),
  "DELETE /scenarios/{id}/measures/{mid}": call("ap", "w"),
  "GET /scenarios/{id}/findings": place(
    members,
    (town) => [`/scenarios/${town.scenario_id}/findings?limit=1000`],
    true,
  ),
  "GET /scenarios/{id}/events": call(members, "r"),
  "GET /scenarios/{id}/history": place(members, (town) => [`/scenarios/${town.scenario_id}/history`]),
  "GET /history": call("a", "r"),
  "POST /scenarios/{id}/restorations": call("ap", "w"),
  "GET /scenarios/{id}/phases": place(members, (town) => [`/scenarios/${town.scenario_id}/phases`]),
  "POST /scenarios/{id}/phases": call("ap", "w"),
  "PUT /scenarios/{id}/phases/{pid}": call("ap", "w"),
  "DELETE /scenarios/{id}/phases/{pid}": call("ap", "w"),
  "GET /scenarios/{id}/parent_changes": place(members, (town) => [
    `/scenarios/${town.scenario_id}/parent_changes`,
  ]),
  "POST /scenarios/{id}/parent_changes": call("ap", "w"),
  "GET /scenarios/{id}/file": place(members, (town) => [`/scenarios/${town.scenario_id}/file`]),
  "POST /scenarios/{id}/changes": call("ap", "w"),
  "POST /scenarios/{id}/copies": call("ap", "w"),
  "POST /scenarios/files": call("ap", "w"),
  "GET /comparison": place(members, (town) => [
    `/comparison?scenarios=${town.scenario_id},${town.other_scenario_id}`,
  ]),
  "GET /comparison/decides": place(members, (town) => [
    `/comparison/decides?better=${town.scenario_id}&than=${town.other_scenario_id}`,
  ]),
  "GET /comparison/table": place(members, (town) => [
    `/comparison/table?scenarios=${town.scenario_id},${town.other_scenario_id}`,
  ]),

  "GET /comparison/streets": place(members, (town) => [
    `/comparison/streets?scenarios=${town.scenario_id},${town.other_scenario_id}`,
  ]),

  "GET /openings": place(members, (town) => [`/openings?scenario=${town.scenario_id}`]),
  "GET /streets/{id}/openings": place(members, (town) => [`${street}/openings?scenario=${town.scenario_id}`]),
  "GET /scenarios/{id}/parties": place(members, (town) => [`/scenarios/${town.scenario_id}/parties`]),
  "PUT /scenarios/{id}/parties": call("ap", "w"),
  "GET /scenarios/{id}/packages": place(members, (town) => [`/scenarios/${town.scenario_id}/packages`]),
  "POST /scenarios/{id}/packages": call("ap", "w"),
  "PUT /scenarios/{id}/packages/{package_id}": call("ap", "w"),

  "GET /scenarios/{id}/financing_sheets": place(members, (town) => [
    `/scenarios/${town.scenario_id}/financing_sheets`,
  ]),
  "POST /scenarios/{id}/financing_sheets": call("ap", "w"),
  "GET /financing_sheets/{id}": call(members, "r"),
  "PUT /financing_sheets/{id}": call("ap", "w"),
  "DELETE /financing_sheets/{id}": call("ap", "w"),
  "GET /financing_sheets/{id}/table": call(members, "r"),

  "GET /lessons": place(members, (town) => [`/lessons?about=finding&about_id=${town.of.foreign.finding_id}`]),
  "POST /lessons": call(members, "w"),
  "GET /lessons/{id}": place(members, (town) => [`/lessons/${town.lesson_id}`]),
  "PUT /lessons/{id}": call(members, "w"),
  "DELETE /lessons/{id}": call(members, "w"),
  "POST /lessons/{id}/comments": call(members, "w"),
  "DELETE /lessons/{id}/comments/{comment}": call(members, "w"),
  "GET /workbook": place(members, () => ["/workbook"]),
  "GET /workbook/export": place(members, () => ["/workbook/export"]),

  "GET /overlap_checks": place(members, () => ["/overlap_checks"]),
  "POST /overlap_checks": call("apu", "w"),
  "GET /overlap_checks/{id}": place(members, (town) => [`/overlap_checks/${town.check_id}`], true),
  "GET /overlap_checks/{id}/export": place(
    members,
    (town) => [`/overlap_checks/${town.check_id}/export?format=csv`],
    true,
  ),
  "DELETE /overlap_checks/{id}": call("apu", "w"),
  "POST /shapes": call("apu", "r"),

  "GET /datasets": place(all, () => ["/datasets"], true),
  "GET /datasets/{id}": each(all, (one) => [`/datasets/${one.dataset_id}`], { owner_sees_expired: true }),
  "GET /datasets/{id}/findings": each(all, (one) => [`/datasets/${one.dataset_id}/findings?limit=1000`], {
    owner_sees_expired: true,
  }),
  "DELETE /datasets/{id}": {
    ...call("apu", "w"),
    about: (one) => [`/datasets/${one.dataset_id}`],
    refused_only: true,
  },
  "GET /datasets/{id}/grants": each("apu", (one) => [`/datasets/${one.dataset_id}/grants`], {
    shows: undefined,
    owner_sees_expired: true,
  } as never),
  "POST /datasets/{id}/grants": call("apu", "w"),
  "DELETE /datasets/{id}/grants/{gid}": call("apu", "w"),
  "GET /datasets/{id}/access_log": place(members, (town) => [
    `/datasets/${town.of.foreign.dataset_id}/access_log`,
  ]),
  "GET /imports": place("apu", () => ["/imports"]),
  "POST /imports": call("apu", "w"),
  "POST /imports/inspect": call("apu", "r"),
  "GET /imports/{id}": call("apu", "r"),
  "GET /imports/{id}/rejections": call("apu", "r"),
  "POST /imports/{id}/cancel": call("apu", "w"),
  "GET /analysis": call(members, "r"),
  "POST /analysis": { ...call("ap", "w"), refused_only: true },
  "POST /analysis/cancel": { ...call("ap", "w"), refused_only: true },

  "GET /session": call(all, "s"),
  "POST /session": call(all, "s"),
  "DELETE /session": { ...call(all, "s"), refused_only: true },
  "DELETE /sessions": { ...call(members, "s"), refused_only: true },
  "PUT /session/try_role": call(all, "s"),
  "POST /session/openid": call(all, "s"),
  "POST /session/link": call(all, "s"),
  "POST /first_administrator": call(all, "s"),
  "POST /password": call(all, "s"),
  "PUT /password": call(members, "s"),
  "GET /accounts": call(members, "s"),
  "POST /accounts": call("a", "s"),
  "PUT /accounts/{id}": call("a", "s"),
  "POST /accounts/{id}/password_link": call("a", "s"),
  "GET /organisations": place(members, () => ["/organisations"]),
  "POST /organisations": call("a", "s"),
  "GET /api_tokens": call(members, "s"),
  "POST /api_tokens": call(members, "s"),
  "DELETE /api_tokens/{id}": call(members, "s"),
  "GET /resident_links": call("ap", "s"),
  "POST /resident_links": call("ap", "s"),
  "DELETE /resident_links/{id}": call("ap", "s"),

  "GET /scenarios/{id}/reviews": place(members, (town) => [`/scenarios/${town.scenario_id}/reviews`]),
  "POST /scenarios/{id}/reviews": call("ap", "w"),
  "PUT /reviews/{id}": call("ap", "w"),
  "DELETE /reviews/{id}": call("ap", "w"),
  "PUT /reviews/{id}/answer": call("apu", "w"),
  "GET /to_do": place(members, () => ["/to_do"]),
  "GET /scenarios/{id}/reactions": place("apuor", (town) => [`/scenarios/${town.scenario_id}/reactions`]),
  "POST /scenarios/{id}/reactions": call("r", "s"),
  "GET /reactions": place("ap", () => ["/reactions"]),
  "PUT /reactions/{id}": call("ap", "w"),
  "GET /notifications": place(members, () => ["/notifications"]),
  "PUT /notifications/read": call(members, "s"),
  "GET /notification_choice": call(members, "s"),
  "PUT /notification_choice": call(members, "s"),
  "GET /webhooks": call("apu", "s"),
  "POST /webhooks": call("apu", "s"),
  "DELETE /webhooks/{id}": call("apu", "s"),
};
