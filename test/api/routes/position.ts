import { expect } from "vitest";
import type { RouteTests } from "../route_tests.ts";

/** A metre in degrees at this latitude. */
const lon_m = 1 / 70_000;
const lat_m = 1 / 111_000;

export const position_tests: RouteTests = {
  "GET /position": async ({ ask }) => {
    // By gdaltransform 3.6.2, e.g. `echo 181896.92 203683.18 | gdaltransform -s_srs EPSG:31370 -t_srs EPSG:4326`.
    const known = [
      ["x=181896.92&y=203683.18", 31370, 4.82454082, 51.14231045],
      ["x=104468.9&y=193749.3", 31370, 3.7193981, 51.05211368],
      ["x=681896&y=703683", 3812, 4.82459279, 51.14227322],
      ["x=121687&y=487484", 28992, 4.89800989, 52.37421816],
    ] as const;
    for (const [query, srid, lon, lat] of known) {
      const { status, body } = await ask("GET", `/position?${query}`);
      expect(status, query).toBe(200);
      expect(body.srid, query).toBe(srid);
      expect(Math.abs(body.lon - lon), query).toBeLessThan(0.5 * lon_m);
      expect(Math.abs(body.lat - lat), query).toBeLessThan(0.5 * lat_m);
    }
    expect((await ask("GET", "/position?x=181896.92&y=203683.18&srid=31370")).body.crs_name).toContain(
      "Lambert 72",
    );
    const nowhere = await ask("GET", "/position?x=900000&y=12");
    expect(nowhere).toMatchObject({ status: 422, body: { code: "srid_unknown" } });
    const unknown = await ask("GET", "/position?x=181896&y=203683&srid=9999");
    expect(unknown).toMatchObject({ status: 422, body: { code: "srid_unknown" } });
    // Paris in Lambert-93: a known system, another country.
    const elsewhere = await ask("GET", "/position?x=652000&y=6862000");
    expect(elsewhere).toMatchObject({ status: 422, body: { code: "geometry_outside_area" } });
    for (const query of ["x=a&y=1", "x=1", "x=1e9&y=2", "x=NaN&y=2"])
      expect(await ask("GET", `/position?${query}`), query).toMatchObject({ status: 400 });
  },
};
