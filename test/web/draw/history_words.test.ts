import { expect, test } from "vitest";
import { changed_values } from "../../../web/draw/history_words.ts";
import type { HistoryEntry, HistoryState } from "../../../web/draw/scenario_api.ts";

const hedge: HistoryState = {
  name: "",
  description: null,
  archived: null,
  measure_type: "hedge",
  parameters: {},
  from: null,
  until: null,
  phase: null,
  year_from: null,
  year_to: null,
  length_m: 100,
  area_m2: null,
};
const entry = (before: HistoryState | null, after: HistoryState | null, rest: Partial<HistoryEntry> = {}) =>
  ({
    id: 1,
    at: "2026-11-26T12:00:00Z",
    viewer: "x",
    word: "measure",
    thing_id: 1,
    action: before ? (after ? "update" : "delete") : "insert",
    measure_type: "hedge",
    name: "",
    fields: [],
    restored_to: null,
    before,
    after,
    moved_m: null,
    ...rest,
  }) satisfies HistoryEntry;
const told = (one: HistoryEntry) =>
  changed_values(one, "nl").map(({ name, before, after }) =>
    `${name}: ${before} → ${after}`.replaceAll("\u00a0", " "),
  );

test("what was changed of a measure is told in words and units, as it was and as it became", () => {
  const after = {
    ...hedge,
    name: "Haag",
    parameters: { width_m: 1.2, height_class: "tall", root_depth_m: 0.5 },
    from: "2027-03-01",
    phase: "Nu",
    length_m: 82.4,
  };
  expect(told(entry(hedge, after, { fields: ["geom", "name", "parameters"], moved_m: 9 }))).toEqual([
    "Naam: null → Haag",
    "Hoogteklasse: laag, ondiep wortelend → hoge struiken",
    "Breedte: 0,6 m → 1,2 m",
    "Fase: null → Nu",
    "Uitvoering: null → van 1 mrt 2027",
    "Grootte: 100 m → 82,4 m",
    "Ligging en vorm: null → 9,0 m verschoven",
  ]);
});

test("a shape of the same size and middle is told to be another one; what did not change is not told", () => {
  expect(told(entry(hedge, hedge, { fields: ["geom"], moved_m: 0 }))).toEqual([
    "Ligging en vorm: null → anders van vorm",
  ]);
  expect(told(entry(hedge, hedge, { fields: ["version"] }))).toEqual([]);
});

test("what came or went is told with all that it had, a phase and a scenario too", () => {
  expect(told(entry(null, hedge))).toContain("Breedte: null → 0,6 m");
  expect(told(entry(hedge, null))).toContain("Grootte: 100 m → null");
  const none = { ...hedge, measure_type: null, length_m: null };
  const phase = { ...none, name: "Nu", year_from: 2027, year_to: 2029 };
  expect(
    told(
      entry(
        phase,
        { ...phase, year_to: 2030 },
        { word: "scenario_phase", fields: ["year_to"], moved_m: null },
      ),
    ),
  ).toEqual(["Jaren: 2027–2029 → 2027–2030"]);
  const plan = { ...none, name: "Plan", description: "", archived: false };
  expect(
    told(entry(plan, { ...plan, description: "Met bomen", archived: true }, { word: "scenario" })),
  ).toEqual(["Omschrijving: null → Met bomen", "Opgeborgen: nee → ja"]);
});
