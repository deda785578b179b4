import { describe, expect, it } from "vitest";
import { parse_boolean, parse_date, parse_number, parse_status, plain } from "../../data/importers/values.ts";

describe("values of sources", () => {
  it.each([
    ["2014-09-09", "2014-09-09"],
    ["2014-09-09T10:00:00Z", "2014-09-09"],
    ["2016/9/6", "2016-09-06"],
    ["13-12-2026 06:00:00", "2026-12-13"],
    ["03/04/2025", "2025-04-03"],
    ["20140220T143532", "2014-02-20"],
    [20140220, "2014-02-20"],
    ["01-01-3000", null],
    ["9999-12-31", null],
    ["31-02-2024", null],
    ["202-307-12", null],
    ["soon", null],
    [null, null],
  ])("reads the date %s as %s", (value, date) => {
    expect(parse_date(value)).toBe(date);
  });

  it.each([
    ["12,7", 12.7],
    ["1.134,6", 1134.6],
    ["-3.5", -3.5],
    ["1e3", 1000],
    [7, 7],
    ["12 mm", null],
    ["", null],
    [true, null],
  ])("reads the number %s as %s", (value, number) => {
    expect(parse_number(value)).toBe(number);
  });

  it("knows states and truths in four languages", () => {
    expect(["in gebruik", "En service", "in use", "In Betrieb"].map(parse_status)).toEqual(
      Array(4).fill("in_use"),
    );
    expect(["Buiten gebruik", "hors service", "stillgelegt", false].map(parse_status)).toEqual(
      Array(4).fill("disused"),
    );
    expect(["gepland", "Projeté", "designed"].map(parse_status)).toEqual(Array(3).fill("projected"));
    expect(parse_status("in aanbouw")).toBe("under_construction");
    expect(parse_status("AVAILABLE")).toBeNull();
    expect(["ja", "oui", "1", true].map(parse_boolean)).toEqual(Array(4).fill(true));
    expect(["nee", "non", "nein", "0"].map(parse_boolean)).toEqual(Array(4).fill(false));
    expect(parse_boolean("maybe")).toBeNull();
    expect(plain(" Rücklauf Straße ")).toBe("rucklauf strasse");
  });
});
