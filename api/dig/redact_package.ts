import type { PackageRow } from "../queries/package.ts";
import type { Described, PackageContent, PackageMember, PlanContent } from "./package_content.ts";

/** Works of a scenario file that are not stored here (id 0) hide nothing: the file was public. */
const is_hidden = ({ kind, id }: Described, visible: ReadonlySet<number>): boolean =>
  kind === "works" && id !== 0 && !visible.has(id);

/** Without a number of ours where there is none to look up; of works that the viewer may not see only whose they are. */
function redact({ reference: _reference, ...one }: Described, visible: ReadonlySet<number>) {
  if (is_hidden(one, visible)) return { ...one, id: null, name: "", what: "", lays: null };
  return one.id === 0 ? { ...one, id: null } : one;
}

function redact_member(
  member: PackageMember,
  visible: ReadonlySet<number>,
  { from, to }: Pick<PackageContent, "from" | "to">,
) {
  const { reference: _reference, outside_months = 0, weeks_assumed = false, ...rest } = member;
  const shown = { ...rest, ...redact(member, visible), weeks_assumed, outside_months };
  if (!is_hidden(member, visible)) return shown;
  // When it is its turn would tell how deep it lies: the package's days are those of all.
  const unknown = { order: null, depth_m: null, weeks: null, weeks_assumed: false, planned_from: null };
  return { ...shown, ...unknown, moved_months: 0, outside_months: 0, from, to };
}

/**
 * A package as it is answered. Where works that the viewer may not see are in it, it tells whose they are and the
 * days of the whole; amounts would tell, less one's own, what lies there and how long it is: none is answered.
 */
export function redact_package({ id, state, content }: PackageRow, visible: ReadonlySet<number>) {
  const { start: _start, members, together, alone, parties, changed, ...rest } = content;
  const hidden = members.filter((member) => is_hidden(member, visible));
  const seen = members.filter((member) => !is_hidden(member, visible));
  const ordered = hidden.length === 0 ? seen : seen.map((member, n) => ({ ...member, order: n + 1 }));
  const by_party = [...hidden].sort((a, b) => a.party.localeCompare(b.party, "nl"));
  return {
    id,
    state,
    ...rest,
    members: [...ordered, ...by_party].map((member) => redact_member(member, visible, content)),
    ...(hidden.length === 0
      ? { together, alone, parties: [...parties] }
      : { together: null, alone: null, parties: [] }),
    changed: changed ? { clashes: changed.clashes.map((one) => redact(one, visible)) } : null,
  };
}

/** What a search came to, as it is answered: its sums only to who may see all works that are in them. */
export function redact_plan({ works, ...content }: PlanContent, visible: ReadonlySet<number>) {
  const all_seen = works?.every((id) => visible.has(id)) ?? false;
  return {
    ...content,
    ...(all_seen ? {} : { alone_eur: null, greedy_eur: null, found_eur: null, over_budget: [] }),
    clashes: content.clashes.map(({ a, b }) => ({ a: redact(a, visible), b: redact(b, visible) })),
    left_out: content.left_out
      .filter((one) => !is_hidden(one, visible))
      .map(({ reason, ...one }) => ({ ...redact(one, visible), reason })),
  };
}
