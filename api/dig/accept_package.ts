import { problem } from "../errors.ts";
import { type ExactMeasureRow, list_exact_measures, save_measure } from "../queries/measure.ts";
import { works_by_id } from "../queries/opening.ts";
import { type MeasuresBefore, type PackageRow, set_package_state } from "../queries/package.ts";
import { list_phases, save_phase } from "../queries/phase.ts";
import type { InputGeometry } from "../schemas/geometry.ts";
import type { Transaction } from "../store/open_store.ts";
import type { PackageMember } from "./package_content.ts";

/**
 * Accepts a package: each of its measures gets its days in the package as its period, and is put in the
 * phase that holds the year in which it begins (made where there is none). Works of others are agreed, not
 * changed. Returns the ids of the measures. Throws `package_outdated` where a member is gone or was planned anew.
 */
export async function accept_package(
  sql: Transaction,
  scenario_id: number,
  { id, content }: PackageRow,
  srid: number,
): Promise<readonly number[]> {
  const outdated = (what: string) =>
    problem(
      "package_outdated",
      `Expected ${what} as it was when the package was worked out; it is gone or was planned anew. Search for packages again.`,
    );
  const of = (kind: PackageMember["kind"]) => content.members.filter((member) => member.kind === kind);
  const works = await works_by_id(
    sql,
    of("works").map((member) => member.id),
  );
  for (const member of of("works")) {
    const found = works.find((one) => one.id === member.id);
    // What the viewer may not see is told by whose it is, like all that is hidden.
    if (!found) throw outdated(`the works of ${member.party}, and in sight,`);
    if (found.from !== member.planned_from) throw outdated(`works ${member.id}`);
  }
  const measures = await list_exact_measures(sql, scenario_id);
  const phases = [...(await list_phases(sql, scenario_id))];
  const before: MeasuresBefore[number][] = [];
  for (const member of of("measure")) {
    const measure = measures.find((one) => one.id === member.id);
    const planned = measure?.period ?? years_of(phases, measure?.phase_id ?? null);
    if (!measure || (planned?.from ?? null) !== member.planned_from) throw outdated(`measure ${member.id}`);
    before.push({
      id: measure.id,
      from: measure.period?.from ?? null,
      to: measure.period?.to ?? null,
      phase_id: measure.phase_id,
    });
    const year = Number(member.from.slice(0, 4));
    let phase = phases.find((one) => one.year_from <= year && year <= one.year_to)?.id;
    if (phase === undefined) {
      const draft = { name: String(year), year_from: year, year_to: year };
      const made = await save_phase(sql, { scenario_id, id: null, version: null, draft });
      phase = made.id!;
      phases.push({ ...draft, id: phase, scenario_id, version: 1, measure_count: 0 });
    }
    await set_period(sql, measure, srid, { from: member.from, to: member.to }, phase);
  }
  await set_package_state(sql, id, "accepted", before);
  return before.map((one) => one.id);
}

/** Takes a package back: measures that still have its days get the period and phase of before. Returns their ids. */
export async function release_package(
  sql: Transaction,
  scenario_id: number,
  { id, content, before }: PackageRow,
  srid: number,
): Promise<readonly number[]> {
  const measures = await list_exact_measures(sql, scenario_id);
  const phases = new Set((await list_phases(sql, scenario_id)).map((one) => one.id));
  const changed: number[] = [];
  for (const was of before ?? []) {
    const measure = measures.find((one) => one.id === was.id);
    const member = content.members.find((one) => one.kind === "measure" && one.id === was.id);
    if (!measure || measure.period?.from !== member?.from || measure.period?.to !== member?.to) continue;
    const phase_id = was.phase_id !== null && phases.has(was.phase_id) ? was.phase_id : null;
    await set_period(sql, measure, srid, was.from || was.to ? was : null, phase_id);
    changed.push(was.id);
  }
  await set_package_state(sql, id, "proposed", null);
  return changed;
}

function years_of(
  phases: readonly { readonly id: number; readonly year_from: number }[],
  id: number | null,
): { from: string } | null {
  const phase = phases.find((one) => one.id === id);
  return phase ? { from: `${phase.year_from}-01-01` } : null;
}

/** Stores a measure anew with another period and phase, its geometry to the last digit as it was. */
async function set_period(
  sql: Transaction,
  measure: ExactMeasureRow,
  srid: number,
  period: { readonly from: string | null; readonly to: string | null } | null,
  phase_id: number | null,
): Promise<void> {
  const { scenario_id, id, version, measure_type, name, parameters } = measure;
  const geometry = {
    type: measure.geometry.type,
    coordinates: measure.exact_coordinates,
  } as InputGeometry;
  const draft = {
    ...{ measure_type, name, parameters, geometry, srid, phase_id },
    period: period && { from: period.from, to: period.to },
  };
  const written = await save_measure(sql, { scenario_id, id, version, draft });
  if (written.state !== "saved") throw new Error(`Expected measure ${id} to be saved, got ${written.state}.`);
}
