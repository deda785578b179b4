import { describe, expect, test } from "vitest";
import { finding_sentence } from "../../web/finding/finding_sentence.ts";
import { finding_example } from "./finding_example.ts";

/** Written by hand; a space before a unit, and before a French colon, must not break. */
const plain = (text: string) => text.replaceAll("\u00a0", " ").replaceAll("\u202f", " ");

describe("a tree too close to a gas pipe", () => {
  const finding = finding_example();
  test("Dutch", () => {
    expect(plain(finding_sentence(finding, "nl"))).toBe(
      "Boom op 1,2 m van gas (lage druk): 1,3 m te dicht (richtwaarde 2,5 m; ligging ± 0,8 m).",
    );
  });
  test("English", () => {
    expect(plain(finding_sentence(finding, "en"))).toBe(
      "Tree 1.2 m from gas (low pressure): 1.3 m too close (guidance 2.5 m; position ± 0.8 m).",
    );
  });
  test("French", () => {
    expect(plain(finding_sentence(finding, "fr"))).toBe(
      "Arbre à 1,2 m de gaz (basse pression) : 1,3 m trop près (valeur indicative 2,5 m ; position ± 0,8 m).",
    );
  });
  test("units never stand alone on a line", () => {
    expect(finding_sentence(finding, "nl")).toContain("1,2\u00a0m");
  });
});

test("a possible conflict says that the place is assumed", () => {
  const finding = finding_example({
    verdict: "possible",
    distance_m: 2.9,
    uncertainty_m: 1.8,
    assumed: ["a_position"],
  });
  expect(plain(finding_sentence(finding, "nl"))).toBe(
    "Boom op 2,9 m van gas (lage druk): mogelijk te dicht (richtwaarde 2,5 m; ligging ± 1,8 m, deels aangenomen).",
  );
});

test("a binding figure is required, not guidance", () => {
  const finding = finding_example({ rule: { guidance: false } });
  expect(plain(finding_sentence(finding, "nl"))).toContain("(vereist 2,5 m;");
  expect(plain(finding_sentence(finding, "en"))).toContain("(required 2.5 m;");
});

test("a crossing speaks of the vertical gap", () => {
  const finding = finding_example({
    a: ["gas_low"],
    b: ["water_main"],
    rule: { relation: "crossing" },
    distance_m: 0,
    required_m: null,
    uncertainty_m: 1,
    vertical_m: 0.05,
    vertical_uncertainty_m: 0.1,
    required_vertical_m: 0.2,
  });
  expect(plain(finding_sentence(finding, "nl"))).toBe(
    "Gas (lage druk) kruist drinkwaterleiding met 0,05 m ertussen: 0,15 m te weinig ruimte in de hoogte (richtwaarde 0,2 m; diepte ± 0,1 m).",
  );
  expect(plain(finding_sentence(finding, "fr"))).toBe(
    "Gaz (basse pression) croise conduite d’eau avec 0,05 m d’écart : 0,15 m d’écart vertical en moins (valeur indicative 0,2 m ; profondeur ± 0,1 m).",
  );
});

test("an unknown depth is said, not guessed", () => {
  const finding = finding_example({
    a: ["gas_low"],
    b: ["water_main"],
    verdict: "unknown",
    rule: { relation: "crossing" },
    distance_m: 0,
    required_m: null,
    vertical_m: null,
    required_vertical_m: 0.2,
  });
  expect(plain(finding_sentence(finding, "en"))).toBe(
    "Gas (low pressure) crosses water main: cannot be decided, a depth is missing (guidance 0.2 m).",
  );
});

test("an overlap, a chance and a point of attention", () => {
  const overlap = finding_example({
    a: ["building"],
    b: ["infiltration"],
    rule: { relation: "overlap" },
    distance_m: 0,
    uncertainty_m: 0,
    required_m: null,
  });
  expect(plain(finding_sentence(overlap, "nl"))).toBe(
    "Gebouw en infiltratievoorziening overlappen: gaat niet samen.",
  );
  const chance = finding_example({
    a: ["works"],
    b: ["sewer_combined"],
    kind: "synergy",
    distance_m: 3.2,
    required_m: 10,
  });
  expect(plain(finding_sentence(chance, "nl"))).toBe(
    "Geplande werken op 3,2 m van gemengde riolering: kans om samen uit te voeren (binnen 10,0 m).",
  );
  const attention = finding_example({
    a: ["heat_network"],
    b: ["water_main"],
    kind: "attention",
    distance_m: 0.8,
    required_m: 2,
  });
  expect(plain(finding_sentence(attention, "en"))).toBe(
    "Heat network 0.8 m from water main: point of attention (within 2.0 m).",
  );
});

test("French elides before a vowel", () => {
  const finding = finding_example({ a: ["sewer_combined"], b: ["building"], distance_m: 0.5, required_m: 1 });
  expect(plain(finding_sentence(finding, "fr"))).toContain("Bâtiment à 0,5 m d’égout unitaire");
});

test("a hidden thing is named by its layer only, without a distance", () => {
  const finding = finding_example({
    a: ["gas_low", { visible: false, id: null, owner: "Netbeheerder", geometry: null }],
    distance_m: null,
    uncertainty_m: null,
  });
  const said = plain(finding_sentence(finding, "nl"));
  expect(said).toMatch(/^Boom en gas \(lage druk\)/);
  expect(said).not.toContain("1,2 m");
});
