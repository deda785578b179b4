import { describe, expect, it } from "vitest";
import { crs_candidates, type DeclaredCrs, resolve_crs } from "../../data/importers/crs.ts";
import { codes } from "./run_import.ts";

const TIENEN = [189_268.6, 164_191.8, 181_913, 163_144];
const TIENEN_2008 = [689_268.6, 664_191.8, 681_913, 663_144];
const OTTERLO_RD = [180_084, 457_065, 182_001, 458_014];
const GK3 = [3_416_947.6, 5_369_956.6];
const UTM33 = [480_286, 5_711_066.9];
const MERCATOR = [589_877.25, 6_837_184.5];
const LEUVEN_LONLAT = [4.7, 50.88, 4.71, 50.87];
const LEUVEN_LATLON = [50.88, 4.7, 50.87, 4.71];

const said = (
  srid: number | null,
  by: DeclaredCrs["by"] = "file",
  name: string | null = null,
): DeclaredCrs => ({ srid, name: name ?? (srid === null ? null : `EPSG:${srid}`), by });
const thrown = (run: () => unknown): { code: string; message: string; detail: Record<string, unknown> } => {
  try {
    run();
  } catch (error) {
    return error as { code: string; message: string; detail: Record<string, unknown> };
  }
  throw new Error("expected an ImportError, got none");
};

describe("resolve_crs", () => {
  it.each([
    [31370, TIENEN],
    [3812, TIENEN_2008],
    [28992, OTTERLO_RD],
    [31467, GK3],
    [25833, UTM33],
    [3857, MERCATOR],
    [4326, LEUVEN_LONLAT],
    [4258, LEUVEN_LONLAT],
  ])("takes EPSG:%i at its word where the numbers agree, without a note", (srid, samples) => {
    expect(resolve_crs(said(srid), samples, null)).toEqual({ srid, swap: false, notes: [] });
  });

  it("refuses metres without a declaration and names what fits", () => {
    const error = thrown(() => resolve_crs(said(null), TIENEN, null));
    expect(error).toMatchObject({ code: "crs_missing", detail: { candidates: [31370] } });
    expect(error.message).toContain("--srid 31370");
    expect(thrown(() => resolve_crs(said(null), GK3, null)).detail.candidates).toContain(31467);
    expect(thrown(() => resolve_crs(said(null), GK3, null)).message).toContain("--srid 31467");
  });

  it("refuses metres where the format's default is longitude and latitude", () => {
    expect(thrown(() => resolve_crs(said(4326, "format"), OTTERLO_RD, null))).toMatchObject({
      code: "crs_missing",
      detail: { candidates: [28992] },
    });
  });

  it("refuses degrees under a metric name", () => {
    const error = thrown(() => resolve_crs(said(31370), LEUVEN_LONLAT, null));
    expect(error).toMatchObject({
      code: "crs_contradicted",
      detail: { declared: 31370, candidates: [4326] },
    });
    expect(error.message).toContain("degrees");
  });

  it("refuses one metric system under the name of another", () => {
    expect(thrown(() => resolve_crs(said(31370), TIENEN_2008, null))).toMatchObject({
      code: "crs_contradicted",
      detail: { candidates: [3812] },
    });
    expect(thrown(() => resolve_crs(said(28992), TIENEN, null)).code).toBe("crs_contradicted");
  });

  it("detects swapped axes, and swaps them only when the user says so", () => {
    expect(thrown(() => resolve_crs(said(4326, "format"), LEUVEN_LATLON, null))).toMatchObject({
      code: "axes_swapped",
      message: expect.stringContaining("--srid 4326"),
    });
    const chosen = resolve_crs(said(4326, "format"), LEUVEN_LATLON, 4326);
    expect(chosen).toMatchObject({ srid: 4326, swap: true });
    expect(codes(chosen.notes)).toEqual(["axes_swapped"]);
    const rd_yx = [457_065, 180_084, 458_014, 182_001];
    expect(thrown(() => resolve_crs(said(28992), rd_yx, null)).code).toBe("axes_swapped");
    expect(resolve_crs(said(28992), rd_yx, 28992).swap).toBe(true);
  });

  it("lets the user's choice fill and override, and says so", () => {
    expect(codes(resolve_crs(said(null), TIENEN, 31370).notes)).toEqual(["crs_chosen"]);
    expect(codes(resolve_crs(said(4326, "format"), TIENEN, 31370).notes)).toEqual(["crs_chosen"]);
    expect(codes(resolve_crs(said(4326, "format"), LEUVEN_LONLAT, 4326).notes)).toEqual([]);
    expect(codes(resolve_crs(said(4326), TIENEN, 31370).notes)).toEqual(["crs_overridden"]);
    expect(thrown(() => resolve_crs(said(null), TIENEN, 4326)).code).toBe("crs_contradicted");
  });

  it("knows a system by its name where the code is missing, if the numbers agree", () => {
    const esri = said(null, "file", "Belge_Lambert_1972");
    expect(resolve_crs(esri, TIENEN, null)).toMatchObject({ srid: 31370, notes: [{ code: "crs_by_name" }] });
    expect(thrown(() => resolve_crs(esri, LEUVEN_LONLAT, null)).code).toBe("crs_missing");
    expect(thrown(() => resolve_crs(said(null, "file", "invalid"), TIENEN, null)).message).toContain(
      '"invalid"',
    );
  });

  it("warns of a few wild coordinates, and of a system it cannot check", () => {
    const wild = [...Array.from({ length: 19 }, () => TIENEN.slice(0, 2)).flat(), 0, 0];
    expect(codes(resolve_crs(said(31370), wild, null).notes)).toEqual(["crs_partly_outside"]);
    expect(codes(resolve_crs(said(2193), [1_600_000, 5_400_000], null).notes)).toEqual(["crs_not_checked"]);
  });

  it("has nothing to say where there is no coordinate", () => {
    expect(resolve_crs(said(null), [], null).notes).toEqual([]);
    expect(resolve_crs(said(31370), [], null).srid).toBe(31370);
  });

  it("never offers two Belgian or Dutch systems for the same numbers", () => {
    for (const samples of [TIENEN, TIENEN_2008, OTTERLO_RD, LEUVEN_LONLAT])
      expect(crs_candidates(samples).length).toBe(1);
  });
});
