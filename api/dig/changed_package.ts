import { problem } from "../errors.ts";
import type { PackageRow, PartyRow } from "../queries/package.ts";
import { DigIndex } from "./dig_index.ts";
import { dig_problem, short } from "./dig_problem.ts";
import { month_of } from "./months.ts";
import { package_of } from "./package_answer.ts";
import type { PackageContent } from "./package_content.ts";
import type { ReadOpenings } from "./read_openings.ts";

/** What somebody wants together, and from which month (`2028-03`). */
export interface PackageChange {
  readonly members: readonly { readonly kind: "works" | "measure"; readonly id: number }[];
  readonly start: string;
}

/**
 * A package as somebody wants it, worked out as the search does: its cost, order, who pays, how far each
 * moves (and how much more than its party can), and what stands in its way at that time. The limits are told, not enforced.
 * Throws `package_member_unknown` for what opens no street here, has begun, is agreed in another package, or lies apart:
 * sites that do not touch save no setting-up.
 */
export function changed_package(
  { members, start }: PackageChange,
  of: {
    readonly read: ReadOpenings;
    readonly parties: readonly PartyRow[];
    /** The other packages of the scenario. */
    readonly others: readonly PackageRow[];
  },
): PackageContent {
  const asked = dig_problem(of.read.openings, of.parties, of.others, of.read.today);
  const { openings } = asked.problem;
  const place = new Map(openings.map(({ key }, n) => [key, n]));
  const chosen = [...new Set(members.map(({ kind, id }) => `${kind}:${id}`))].map((key) => {
    const n = place.get(key);
    if (n === undefined || openings[n]!.agreed !== undefined)
      throw problem(
        "package_member_unknown",
        `Expected works and measures that are still to open a street and in no other agreed package, got ${key.replace(":", " ")}.`,
      );
    return n;
  });
  if (chosen.length < 2)
    throw problem("package_member_unknown", "Expected at least 2 different works or measures, got 1.");
  const index = new DigIndex(asked.problem);
  if (!hang_together(chosen, index))
    throw problem(
      "package_member_unknown",
      "Expected works and measures that hang together, each sharing a metre of a street with another, got some that lie apart.",
    );
  const group = index.group(chosen.sort((a, b) => a - b));
  const begins = month_of(`${start}-01`);
  const inside = new Set(chosen);
  const clashes = [...new Set(chosen.flatMap((n) => index.beside[n]!))].filter((j) => {
    const { planned } = openings[j]!;
    if (inside.has(j) || planned === null) return false;
    const other = index.group([j]);
    return chosen.some(
      (i) => index.beside[i]!.includes(j) && index.clash(i, group, begins, j, other, planned),
    );
  });
  return {
    ...package_of(asked.problem, asked.described, group, { start: begins }, of.read.streets),
    changed: { clashes: clashes.map((j) => short(asked.described[j]!)) },
  };
}

/** Can one go from each to each over openings that share a stretch of street? */
function hang_together(chosen: readonly number[], { beside }: DigIndex): boolean {
  const reached = new Set(chosen.slice(0, 1));
  for (const n of reached) for (const other of beside[n]!) if (chosen.includes(other)) reached.add(other);
  return reached.size === chosen.length;
}
