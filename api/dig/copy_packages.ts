import { measure_ids } from "../queries/measure.ts";
import {
  add_package,
  copy_parties,
  list_packages,
  read_package_plan,
  set_package_plan,
} from "../queries/package.ts";
import { list_phases } from "../queries/phase.ts";
import type { Transaction } from "../store/open_store.ts";
import type { Described } from "./package_content.ts";

/**
 * Gives a copy of a scenario what was agreed and proposed about digging once: limits of the parties, packages,
 * and what the search came to. Expects its measures in the same order. A package with a measure that is gone is left out.
 */
export async function copy_packages(
  sql: Transaction,
  of: { from: number; to: number; viewer_id: string },
): Promise<void> {
  await copy_parties(sql, of.from, of.to);
  const [old_ids, new_ids, old_phases, new_phases, rows, plan] = await Promise.all([
    measure_ids(sql, of.from),
    measure_ids(sql, of.to),
    list_phases(sql, of.from),
    list_phases(sql, of.to),
    list_packages(sql, of.from),
    read_package_plan(sql, of.from),
  ]);
  const measures = new Map(old_ids.map((id, n) => [id, new_ids[n]!]));
  const phases = new Map(
    old_phases.map((old) => [
      old.id,
      new_phases.find(
        ({ name, year_from, year_to }) =>
          name === old.name && year_from === old.year_from && year_to === old.year_to,
      )?.id ?? null,
    ]),
  );
  const copied = <T extends Described>(things: readonly T[]): T[] =>
    things.flatMap((one) => {
      const id = one.kind === "works" ? one.id : measures.get(one.id);
      return id === undefined ? [] : [{ ...one, id }];
    });
  for (const { state, content, before } of rows) {
    const members = copied(content.members);
    if (members.length < content.members.length) continue;
    await add_package(sql, {
      scenario_id: of.to,
      viewer_id: of.viewer_id,
      state,
      content: {
        ...content,
        members,
        ...(content.changed ? { changed: { clashes: copied(content.changed.clashes) } } : {}),
      },
      before:
        before?.flatMap(({ id, phase_id, ...period }) => {
          const measure = measures.get(id);
          const phase = phase_id === null ? null : (phases.get(phase_id) ?? null);
          return measure === undefined ? [] : [{ ...period, id: measure, phase_id: phase }];
        }) ?? null,
    });
  }
  if (plan)
    await set_package_plan(sql, of.to, {
      ...plan.content,
      left_out: copied(plan.content.left_out),
      clashes: plan.content.clashes.flatMap(({ a, b }) => {
        const [first, second] = copied([a, b]);
        return first && second ? [{ a: first, b: second }] : [];
      }),
    });
}
