import { expect, test } from "vitest";
import { error_names } from "../../data/importers/texts/error_names.ts";
import { name_of } from "../../data/importers/texts/name_of.ts";
import { note_names } from "../../data/importers/texts/note_names.ts";
import { refusal_names } from "../../data/importers/texts/refusal_names.ts";
import { expect_texts } from "../catalog/expect_texts.ts";

const all = { ...error_names, ...refusal_names, ...note_names };

test.each(Object.entries(all))("%s reads in three languages, as a sentence", (code, name) => {
  expect_texts(name, code);
  for (const text of [name.nl, name.en, name.fr]) expect(text).toMatch(/^\p{Lu}.*\.$/u);
});

test("what the store refuses has a sentence too, and an unknown code has none", () => {
  for (const code of [
    "geometry_not_finite",
    "geometry_invalid",
    "geometry_kind",
    "period_reversed",
    "depth_reversed",
  ])
    expect(name_of(code, "fr"), code).not.toBeNull();
  expect(name_of("no_such_code", "nl")).toBeNull();
});
