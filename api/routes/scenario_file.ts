import { createRoute, z } from "@hono/zod-openapi";
import { answer_json } from "../answer_json.ts";
import { read_as_viewer, write_as_viewer } from "../context.ts";
import { filed_works, packages_from_file, packages_to_file } from "../dig/package_file.ts";
import { problem, scenario_not_found } from "../errors.ts";
import { spend_probes } from "../guard_route.ts";
import { add_sheet, list_sheets } from "../queries/financing_sheet.ts";
import { first_misplaced, list_exact_measures, type MeasureDraft, save_measure } from "../queries/measure.ts";
import { works_by_reference, works_references } from "../queries/opening.ts";
import { add_package, list_packages, list_parties, save_parties } from "../queries/package.ts";
import { list_phases, type PhaseRow, save_phase } from "../queries/phase.ts";
import { add_scenario, read_scenario } from "../queries/scenario.ts";
import { answers, router } from "../router.ts";
import { whole_id } from "../schemas/common.ts";
import { check_measure } from "../schemas/measure.ts";
import { scenario_file, scenario_file_answer } from "../schemas/scenario_file.ts";
import { version_tag } from "../schemas/version.ts";
import type { Transaction } from "../store/open_store.ts";
import { scenario } from "./scenario.ts";

type Feature = z.output<typeof scenario_file>["features"][number];

type FileDraft = { draft: Omit<MeasureDraft, "phase_id">; phase: number | null };

/** As it is stored where the file's CRS is ours; else from WGS 84. */
function draft_of({ geometry, properties }: Feature, exact_srid: number | null): FileDraft {
  const { measure_type, name, parameters, from = null, until = null, phase, exact_coordinates } = properties;
  check_measure({ measure_type, geometry, parameters });
  const period = from || until ? { from, to: until } : null;
  const place =
    exact_srid === null
      ? { geometry }
      : { geometry: { type: geometry.type, coordinates: exact_coordinates }, srid: exact_srid };
  return { draft: { measure_type, name, parameters, period, ...place }, phase: phase ?? null };
}

const exact_places = ({ features }: z.output<typeof scenario_file>) =>
  features.map(({ geometry, properties }) => ({
    geometry,
    exact: { type: geometry.type, coordinates: properties.exact_coordinates },
  }));

/** The place of a phase in the file; null where a measure is in none. */
function place_of(phases: readonly PhaseRow[], id: number | null): number | null {
  return id === null ? null : phases.findIndex((phase) => phase.id === id);
}

type ScenarioFile = z.output<typeof scenario_file>;

/** What a file holds of a scenario besides measures and phases: who can do what, packages, who pays. */
async function plans_to_file(
  sql: Transaction,
  id: number,
  measures: readonly number[],
  phases: readonly number[],
) {
  const [parties, rows, sheets] = await Promise.all([
    list_parties(sql, id),
    list_packages(sql, id),
    list_sheets(sql, id),
  ]);
  const named = rows.flatMap(({ content }) => [...content.members, ...(content.changed?.clashes ?? [])]);
  const works = await works_references(
    sql,
    named.filter(({ kind }) => kind === "works").map((one) => one.id),
  );
  return {
    parties,
    packages: packages_to_file(rows, { measures, phases, works }),
    financing_sheets: sheets.map(({ kind, name, inputs }) => ({ kind, name, inputs })),
  };
}

async function plans_from_file(
  sql: Transaction,
  scenario_id: number,
  file: Pick<ScenarioFile, "parties" | "packages" | "financing_sheets">,
  of: { measures: readonly number[]; phases: readonly number[]; viewer_id: string },
): Promise<void> {
  await save_parties(sql, scenario_id, file.parties as never);
  const packages = file.packages as unknown as Parameters<typeof packages_from_file>[0];
  const known = await works_by_reference(sql, filed_works(packages));
  const works = new Map(known.map(({ id, ...reference }) => [JSON.stringify(reference), id]));
  const works_id = ({ dataset, source_id }: { dataset: string; source_id: string }) =>
    works.get(JSON.stringify({ dataset, source_id }));
  for (const one of packages_from_file(packages, { ...of, works_id }))
    await add_package(sql, { ...one, scenario_id, viewer_id: of.viewer_id });
  for (const sheet of file.financing_sheets) await add_sheet(sql, { ...sheet, scenario_id });
}

export const scenario_file_routes = router()
  .openapi(
    createRoute({
      method: "get",
      path: "/scenarios/{id}/file",
      tags: ["scenario_file"],
      summary: "A scenario with its measures, packages and financing sheets in one file",
      description:
        "GeoJSON in WGS 84 with the exact coordinates beside it: goes in elsewhere unchanged. Packages with works that not everybody may see are left out.",
      request: { params: z.object({ id: whole_id }) },
      responses: answers(200, scenario_file_answer, "The file"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const [row, measures, phases, plans] = await read_as_viewer(c, async (sql) => {
        const [row, measures, phases] = await Promise.all([
          read_scenario(sql, id),
          list_exact_measures(sql, id),
          list_phases(sql, id),
        ]);
        const ids = (list: readonly { readonly id: number }[]) => list.map((one) => one.id);
        return [row, measures, phases, await plans_to_file(sql, id, ids(measures), ids(phases))] as const;
      });
      if (!row) throw scenario_not_found(id);
      c.header("content-disposition", `attachment; filename="scenario_${id}.geojson"`);
      const answer = await answer_json(c, {
        type: "FeatureCollection",
        straatlagen_scenario: 1,
        srid: c.var.store.srid,
        name: row.name,
        description: row.description,
        phases: phases.map(({ name, year_from, year_to }) => ({ name, year_from, year_to })),
        features: measures.map(({ geometry, measure_type, name, parameters, period, ...rest }) => ({
          type: "Feature",
          geometry,
          properties: {
            ...{ measure_type, name, parameters },
            ...{ from: period?.from ?? null, until: period?.to ?? null },
            phase: place_of(phases, rest.phase_id),
            exact_coordinates: rest.exact_coordinates,
          },
        })),
        ...plans,
      });
      return answer as never;
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/scenarios/files",
      tags: ["scenario_file"],
      summary: "A new scenario from such a file, all or nothing",
      request: {
        body: { required: true, content: { "application/json": { schema: scenario_file } } },
      },
      responses: answers(201, scenario, "The new scenario"),
    }),
    async (c) => {
      const file = c.req.valid("json");
      spend_probes(c, file.features.length - 1);
      const exact_srid = file.srid === c.var.store.srid ? file.srid : null;
      const drafts = file.features.map((feature) => draft_of(feature, exact_srid));
      const row = await write_as_viewer(c, async (sql) => {
        const misplaced =
          exact_srid === null ? null : await first_misplaced(sql, exact_places(file), exact_srid);
        if (misplaced !== null)
          throw problem(
            "geometry_invalid",
            `features.${misplaced}: expected exact_coordinates where the geometry lies, got them elsewhere.`,
          );
        const scenario_id = await add_scenario(sql, file);
        const phases: number[] = [];
        for (const draft of file.phases)
          phases.push((await save_phase(sql, { scenario_id, id: null, version: null, draft })).id!);
        const measures: number[] = [];
        for (const { draft, phase } of drafts) {
          const phase_id = phase === null ? null : phases[phase]!;
          const whole = { ...draft, phase_id };
          measures.push(
            (await save_measure(sql, { scenario_id, id: null, version: null, draft: whole })).id!,
          );
        }
        await plans_from_file(sql, scenario_id, file, { measures, phases, viewer_id: c.var.viewer.id });
        return read_scenario(sql, scenario_id);
      });
      return c.json(row!, 201, {
        location: `/api/v1/scenarios/${row!.id}`,
        etag: version_tag(row!.version),
      });
    },
  );
