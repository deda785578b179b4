import { expect } from "vitest";
import type { RouteTests } from "../route_tests.ts";
import { at_town, town } from "../small_town.ts";

interface Corridor {
  readonly cost: number;
  readonly violated: number;
  readonly pieces: {
    geometry: { type: string; coordinates: number[][] };
    parameters: Record<string, number>;
    cover_m: number;
  }[];
  readonly findings: { verdict: string }[];
}

export const corridor_tests: RouteTests = {
  "POST /corridors": async ({ ask, test }) => {
    const from = await at_town(test, 165010, town.y);
    const to = await at_town(test, 165190, town.y);
    const heat = { measure_type: "heat_line", from, to };
    const found = await ask("POST", "/corridors", heat);
    expect(found).toMatchObject({ status: 200, body: { free: true, no_corridor: null } });
    const corridors = found.body.corridors as Corridor[];
    expect(corridors.length).toBeGreaterThanOrEqual(3);
    expect(corridors.map(({ cost }) => cost)).toEqual(
      corridors.map(({ cost }) => cost).sort((x, y) => x - y),
    );
    expect(found.body.corridors[0]).toMatchObject({
      violated: 0,
      trees: 0,
      streets: [{ id: town.street_id }],
    });
    expect(found.body.corridors[0].length_m).toBeGreaterThan(179);
    // The engine says the same of what is saved.
    const { body: scenario } = await ask("POST", "/scenarios", { name: "Warmte" });
    const { pieces, findings } = corridors[0]!;
    const saved = await ask("POST", `/scenarios/${scenario.id}/changes`, {
      changes: pieces.map(({ geometry, parameters }) => ({
        op: "put",
        id: null,
        version: null,
        measure_type: "heat_line",
        geometry,
        parameters,
      })),
    });
    expect(saved.status).toBe(200);
    const stored = await ask("GET", `/scenarios/${scenario.id}/findings?limit=1000`);
    const conflicts = stored.body.findings.filter(
      (one: { kind: string; severity: string }) => one.kind === "conflict" && one.severity !== "inform",
    );
    expect(conflicts.length).toBe(findings.length);
    // What is planned there already is in the way of another.
    const other = await ask("POST", "/corridors", {
      ...heat,
      measure_type: "cable_renewal",
      scenario_id: scenario.id,
    });
    expect(other.status).toBe(200);
    // Both sewers, one 0.6 m below the other.
    const sewer = await ask("POST", "/corridors", {
      ...heat,
      measure_type: "sewer_replacement",
      alternatives: 1,
    });
    const [laid] = sewer.body.corridors[0].pieces;
    expect(laid.parameters.foul_cover_m - laid.parameters.rain_cover_m).toBeCloseTo(0.6, 6);

    for (const [bad, status, code] of [
      [{ ...heat, measure_type: "tree" }, 422, "corridor_type"],
      [{ ...heat, measure_type: "castle" }, 422, "measure_type_unknown"],
      [{ ...heat, parameters: { diameter_m: 1e9 } }, 422, "parameter_invalid"],
      [{ ...heat, cover_min_m: 2, cover_max_m: 1 }, 422, "corridor_cover"],
      [{ ...heat, to: await at_town(test, 165100, 196000) }, 422, "corridor_off_street"],
      [{ ...heat, to: from }, 422, "corridor_not_connected"],
      [{ ...heat, to: await at_town(test, 169000, 195000) }, 422, "corridor_too_long"],
      [{ ...heat, to: [to[1], to[0]] }, 422, "coordinates_swapped"],
      [{ ...heat, weights: { bend: -1 } }, 400, "invalid_request"],
      [{ ...heat, scenario_id: 987654321 }, 404, "scenario_not_found"],
    ] as const)
      expect(await ask("POST", "/corridors", bad), code).toMatchObject({ status, body: { code } });
  },
};
