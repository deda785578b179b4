import type { PackageRow } from "../queries/package.ts";
import type { Described, PlanContent } from "./package_content.ts";

/** Of works that the viewer may not see only whose they are. */
function redact<T extends Described>(one: T, visible: ReadonlySet<number>) {
  if (one.kind === "measure" || visible.has(one.id)) return one;
  return { ...one, id: null, name: "", what: "", lays: null };
}

/** A package as it is answered. A member that is hidden keeps its days in the package: that is what was agreed. */
export function redact_package({ id, state, content }: PackageRow, visible: ReadonlySet<number>) {
  const { start: _start, members, ...rest } = content;
  return {
    id,
    state,
    ...rest,
    members: members.map((member) => {
      const shown = redact(member, visible);
      return shown.id === null ? { ...shown, depth_m: 0, planned_from: null, moved_months: 0 } : shown;
    }),
  };
}

/** What a search came to, as it is answered. */
export function redact_plan(content: PlanContent, visible: ReadonlySet<number>) {
  return {
    ...content,
    clashes: content.clashes.map(({ a, b }) => ({ a: redact(a, visible), b: redact(b, visible) })),
    left_out: content.left_out.map((one) => redact(one, visible)),
  };
}
