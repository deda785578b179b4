import { expect, it } from "vitest";
import { is_event } from "../../data/importers/works_fields.ts";

it.each([
  "Marchés",
  "Kermesses",
  "Brocantes",
  "Evénements sportifs",
  "Autres événements communaux",
  "Fêtes, concerts, parades",
  "Markt",
  "Evenement",
])("%s dig nothing", (kind) => expect(is_event(kind, null)).toBe(true));

it.each([
  ["Pose de gaine", null],
  ["Heraanleg Markt", null],
  ["Marktplein: nieuwe bestrating", null],
  ["Markt: nieuwe riolering", "sewer_foul"],
  [null, null],
] as const)("%s are works", (kind, lays) => expect(is_event(kind, lays)).toBe(false));
