import { expect, test } from "vitest";
import { route_rights } from "../../api/route_rights.ts";
import { look_word } from "../../web/dataset/look_word.ts";

test("every route that shows objects has a word for the owner who reads who looked", () => {
  const looks = Object.keys(route_rights).filter((route) => route_rights[route]!.looks);
  expect(looks.length).toBeGreaterThan(20);
  for (const route of looks) expect(look_word(route), route).not.toMatch(/[/{]/);
});
