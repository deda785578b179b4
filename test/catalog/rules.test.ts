import { describe, expect, test } from "vitest";
import { layer_by_id, layers, topic_names, trait_of_layer, way_out_names } from "../../data/catalog/index.ts";
import { rules } from "../../data/catalog/rules/index.ts";
import { question_of } from "../../data/catalog/rules/with_defaults.ts";
import type { Rule } from "../../data/catalog/types.ts";
import { expect_texts } from "./expect_texts.ts";

const JURISDICTIONS = ["BE", "BE-VLG", "NL", "DE", "GB", "CH", "DK", "US"];
const applied = rules.filter((rule) => rule.applied);

test("ids are unique, layers, traits, topics and ways out are known, texts and sources are there", () => {
  expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length);
  for (const rule of rules) {
    expect(rule.id).toMatch(/^(CLR\d{3}|DEF_[a-z_]+)(:[a-z_]+)*$/);
    expect_texts(rule.reason, rule.id);
    expect(rule.source_title.trim(), rule.id).not.toBe("");
    expect(new URL(rule.source_url).protocol, rule.id).toMatch(/^https?:$/);
    expect(JURISDICTIONS, rule.id).toContain(rule.jurisdiction);
    expect(Object.keys(topic_names), rule.id).toContain(rule.topic);
    for (const way of rule.ways_out) expect(Object.keys(way_out_names), rule.id).toContain(way);
    for (const [layer, traits] of sides(rule)) {
      expect(layer_by_id(layer), `${rule.id}: ${layer}`).toBeDefined();
      for (const trait of traits)
        expect(trait_of_layer(layer, trait), `${rule.id}: ${layer}.${trait}`).toBeDefined();
    }
  }
});

test("every topic and way out is used and named in three languages", () => {
  for (const [id, text] of [...Object.entries(topic_names), ...Object.entries(way_out_names)])
    expect_texts(text, id);
  const topics = new Set(rules.map((rule) => rule.topic));
  const ways = new Set(rules.flatMap((rule) => rule.ways_out));
  expect(Object.keys(topic_names).filter((id) => !topics.has(id))).toEqual([]);
  expect(Object.keys(way_out_names).filter((id) => !ways.has(id))).toEqual([]);
});

test("an applied rule has the figure its relation measures; an overlap has distance 0", () => {
  for (const rule of applied) {
    expect(rule.relation === "crossing" ? rule.vertical_m : rule.horizontal_m, rule.id).not.toBeNull();
    if (rule.relation === "overlap") expect(rule.horizontal_m, rule.id).toBe(0);
    if (rule.run_min_m !== null || rule.run_max_m !== null) expect(rule.relation, rule.id).toBe("parallel");
  }
});

test("parallel and crossing rules are about two layers of lines", () => {
  for (const rule of rules.filter((rule) => rule.relation === "parallel" || rule.relation === "crossing"))
    for (const layer of [rule.a_layer, rule.b_layer])
      expect(layer_by_id(layer)!.geometry, rule.id).toContain("line");
});

test("all rows about a pair have one orientation", () => {
  expect(rules.filter((rule) => rule.a_layer > rule.b_layer).map((rule) => rule.id)).toEqual([]);
});

test("an attention and a synergy never block, a duty to notify is an attention about what is planned", () => {
  for (const rule of rules.filter((rule) => rule.kind !== "conflict"))
    expect(rule.severity, rule.id).not.toBe("block");
  const notify = rules.filter((rule) => rule.topic === "notify");
  expect(new Set(notify.map((rule) => rule.horizontal_m))).toEqual(new Set([15, 100]));
  for (const rule of notify) expect([rule.kind, rule.planned_only], rule.id).toEqual(["attention", true]);
});

test("synergies and periods speak only of what is planned", () => {
  const wrong = rules.filter(
    (rule) => (rule.kind === "synergy" || rule.relation === "time") && !rule.planned_only,
  );
  expect(wrong.map((rule) => rule.id)).toEqual([]);
});

test("no clearance from a line in the ground speaks of an overhead line", () => {
  const silent = applied.filter(
    (rule) => rule.kind === "conflict" && rule.relation !== "time" && rule.topic !== "notify",
  );
  for (const rule of silent)
    for (const [layer, , has, lacks] of sides(rule))
      if (trait_of_layer(layer, "elevated"))
        expect([...has, ...lacks].join(), `${rule.id}: ${layer}`).toMatch(/elevated|underground/);
});

test("a tank or buffer keeps its distance from every buried line, whatever the depth", () => {
  const lines = layers.filter((layer) => layer.buried_line || layer.id === "duct").map((layer) => layer.id);
  for (const line of lines.filter((id) => id !== "utility_other" && id !== "gas_high")) {
    const pair = [line, "utility_other"].sort();
    const rule = rules.find((one) => one.id === `DEF_structure:${pair.join(":")}`);
    expect([rule?.relation, rule?.horizontal_m, rule?.vertical_m], line).toEqual(["any", 0.4, null]);
  }
  // A transport pipeline reserves far more for itself.
  const reserved = rules.find((one) => one.id === "CLR006:gas_high:utility_other");
  expect([reserved?.relation, reserved?.horizontal_m]).toEqual(["any", 5]);
});

describe("exclusivity", () => {
  const questions = new Map<string, Rule[]>();
  for (const rule of applied)
    questions.set(question_of(rule), [...(questions.get(question_of(rule)) ?? []), rule]);

  test("for any two things at most one applied row answers a question", () => {
    const doubles: string[] = [];
    for (const [question, rows] of questions)
      for (const state of states(rows)) {
        const speaking = rows.filter((rule) => speaks(rule, state));
        if (speaking.length > 1)
          doubles.push(
            `${question}: ${speaking.map((rule) => rule.id).join(" and ")} for ${describe_state(state)}`,
          );
      }
    expect(doubles).toEqual([]);
  });

  test("the check itself finds a double", () => {
    const row = applied.find((rule) => rule.id === "CLR078")!;
    const twice = [row, { ...row, id: "twice", b_has: [] }];
    expect(states(twice).some((state) => twice.every((rule) => speaks(rule, state)))).toBe(true);
  });

  test("exactly one row answers where a figure must always be found", () => {
    const lines = layers.filter((layer) => layer.buried_line).map((layer) => layer.id);
    const asked = lines
      .flatMap((a) => lines.filter((b) => a < b).map((b) => [a, b] as const))
      // One grid of one operator in one trench.
      .filter(([a, b]) => `${a} ${b}` !== "electricity_lv public_lighting")
      .flatMap(([a, b]) => [`${a} ${b} parallel clearance`, `${a} ${b} crossing clearance`]);
    asked.push("building infiltration any foundation");
    for (const line of lines)
      asked.push(
        `${[line, "tree"].sort().join(" ")} any ${line === "gas_high" ? "reserved_zone" : "clearance"}`,
      );
    for (const question of asked) {
      const rows = questions.get(question) ?? [];
      expect(rows.length, question).toBeGreaterThan(0);
      for (const state of states(rows)) {
        if ([...state.a, ...state.b].includes("elevated")) continue;
        expect(
          rows.filter((rule) => speaks(rule, state)).length,
          `${question}: ${describe_state(state)}`,
        ).toBe(1);
      }
    }
  });
});

describe("what a planner relies on", () => {
  const figure = (question: string, a: readonly string[], b: readonly string[], run_m = 1) => {
    const rule = applied.filter(
      (rule) => question_of(rule) === question && speaks(rule, { a, b, run_m, upper: null }),
    );
    expect(rule.length).toBe(1);
    return [rule[0]!.horizontal_m ?? rule[0]!.vertical_m, rule[0]!.severity, rule[0]!.assumed];
  };
  test.each([
    ["tree water_main any clearance", ["species_medium"], [], [6, "inform", false]],
    ["tree water_main any clearance", ["species_large"], [], [10, "inform", false]],
    ["tree water_main any clearance", ["species_poplar_willow"], [], [12, "mitigate", false]],
    ["tree water_main any clearance", ["species_small"], [], [3, "mitigate", false]],
    ["tree water_main any clearance", [], [], [3, "mitigate", true]],
    ["tree water_main any clearance", ["species_large", "root_barrier"], [], [0.5, "mitigate", false]],
    ["sewer_foul tree any clearance", [], [], [3, "mitigate", true]],
    ["gas_low tree any clearance", [], [], [2.5, "mitigate", false]],
    ["building infiltration any foundation", [], [], [4, "mitigate", true]],
    ["building infiltration any foundation", ["building_new"], [], [1.5, "mitigate", false]],
    ["gas_low telecom parallel clearance", [], [], [0.4, "mitigate", true]],
    ["gas_low telecom crossing clearance", [], [], [0.2, "mitigate", true]],
    ["electricity_hv tree any clearance", ["elevated"], [], [20, "mitigate", false]],
  ] as const)("%s %j %j", (question, a, b, expected) => {
    expect(figure(question, a, b)).toEqual(expected);
  });
  test("a run of up to 5 m beside medium voltage asks less than a longer one", () => {
    expect(figure("electricity_mv heat_network parallel clearance", [], [], 5)[0]).toBe(0.6);
    expect(figure("electricity_mv heat_network parallel clearance", [], [], 5.001)[0]).toBe(0.7);
  });
});

interface State {
  readonly a: readonly string[];
  readonly b: readonly string[];
  readonly run_m: number;
  readonly upper: "a" | "b" | null;
}

/** The engine's own reading of the conditions, written out once more. */
function speaks(rule: Rule, state: State): boolean {
  return (
    rule.a_has.every((trait) => state.a.includes(trait)) &&
    !rule.a_lacks.some((trait) => state.a.includes(trait)) &&
    rule.b_has.every((trait) => state.b.includes(trait)) &&
    !rule.b_lacks.some((trait) => state.b.includes(trait)) &&
    (rule.run_min_m === null || state.run_m > rule.run_min_m) &&
    (rule.run_max_m === null || state.run_m <= rule.run_max_m) &&
    (rule.upper === null || rule.upper === state.upper)
  );
}

/** Every combination of what the rows of one question could meet: attribute values (unknown too), runs, who lies above. */
function states(rows: readonly Rule[]): State[] {
  const bounds = rows.flatMap((rule) => [rule.run_min_m, rule.run_max_m]).filter((one) => one !== null);
  const runs = [0.01, ...bounds.flatMap((bound) => [bound - 0.001, bound, bound + 0.001])];
  const uppers = rows.some((rule) => rule.upper !== null) ? (["a", "b"] as const) : ([null] as const);
  const a_sets = trait_sets(
    rows[0]!.a_layer,
    rows.flatMap((rule) => [...rule.a_has, ...rule.a_lacks]),
  );
  const b_sets = trait_sets(
    rows[0]!.b_layer,
    rows.flatMap((rule) => [...rule.b_has, ...rule.b_lacks]),
  );
  return a_sets.flatMap((a) =>
    b_sets.flatMap((b) => runs.flatMap((run_m) => uppers.map((upper) => ({ a, b, run_m, upper })))),
  );
}

/** The sets of traits an object can have: one value, or none known, of each attribute that the traits read. */
function trait_sets(layer: string, mentioned: readonly string[]): string[][] {
  const all = layer_by_id(layer)!.traits;
  const attributes = new Set(mentioned.map((id) => trait_of_layer(layer, id)!.attribute));
  let sets: string[][] = [[]];
  for (const attribute of attributes) {
    const traits = all.filter((trait) => trait.attribute === attribute);
    const values = [undefined, ...new Set(traits.flatMap((trait) => trait.values))];
    sets = sets.flatMap((set) =>
      values.map((value) => [
        ...set,
        ...traits
          .filter((trait) => value !== undefined && trait.values.includes(value))
          .map((trait) => trait.id),
      ]),
    );
  }
  return sets;
}

function sides(
  rule: Rule,
): [layer: string, traits: string[], has: readonly string[], lacks: readonly string[]][] {
  return [
    [rule.a_layer, [...rule.a_has, ...rule.a_lacks], rule.a_has, rule.a_lacks],
    [rule.b_layer, [...rule.b_has, ...rule.b_lacks], rule.b_has, rule.b_lacks],
  ];
}

const describe_state = (state: State): string =>
  `[${state.a}] [${state.b}] run ${state.run_m} m, upper ${state.upper ?? "any"}`;
