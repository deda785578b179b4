import { expect, test } from "vitest";
import { parse_section_place, write_section_place } from "../../../web/section/section_place.ts";

test.each([
  "street/molenstraat",
  "street/molenstraat/78.5",
  "street/unnamed_way_1/0",
  "street/molenstraat/@4.590000,51.067000",
  "long/molenstraat",
  "feature/gas_low/17",
  "line/4.590000,51.067000;4.591000,51.067500;4.592000,51.068000",
])("an address %s is read and written the same", (text) => {
  const place = parse_section_place(text);
  expect(place).not.toBeNull();
  expect(write_section_place(place!)).toBe(text);
});

test.each([
  "",
  "street",
  "street/",
  "street/molenstraat/",
  "street/molenstraat/-3",
  "street/molenstraat/ten",
  "street/molenstraat/@4.59",
  "street/molenstraat/@400,51",
  "long/",
  "feature/gas_low",
  "feature/gas_low/1.5",
  "feature/gas_low/99999999999999999",
  "line/4.59,51.06",
  "line/4.59,51.06;here",
  "castle/molenstraat",
])("an address %s opens no section", (text) => {
  expect(parse_section_place(text)).toBeNull();
});
