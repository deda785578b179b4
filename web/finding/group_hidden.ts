import type { Finding, Thing, Verdict } from "../client.ts";
import { group_findings } from "./group_findings.ts";

/** What somebody is told of the things of one owner and layer that he may not see. */
export interface HiddenGroup {
  readonly key: string;
  readonly layer: string;
  readonly owner: string | null;
  readonly kind: Finding["kind"];
  readonly worst: Verdict;
  /** The worst first. */
  readonly findings: readonly Finding[];
}

const verdict_rank: Readonly<Record<Verdict, number>> = { violated: 0, possible: 1, unknown: 2, clear: 3 };
const kind_rank = { conflict: 0, attention: 1, synergy: 2 };

/** The thing of a finding that may not be seen; undefined where both may. */
export const hidden_thing = ({ a, b }: Pick<Finding, "a" | "b">): Thing | undefined =>
  [a, b].find(({ visible }) => visible === false);

/**
 * Splits findings into those whose things may be seen, in the order given, and the others by whom to ask and what it
 * is: one line per owner and layer, the worst first. Of what is hidden there is little to tell apart.
 */
export function group_hidden(findings: readonly Finding[]): {
  readonly seen: readonly Finding[];
  readonly hidden: readonly HiddenGroup[];
} {
  const seen: Finding[] = [];
  const by_owner = new Map<string, Finding[]>();
  for (const finding of findings) {
    const thing = hidden_thing(finding);
    if (!thing) {
      seen.push(finding);
      continue;
    }
    const key = `${thing.owner ?? ""}|${thing.layer}`;
    const there = by_owner.get(key);
    if (there) there.push(finding);
    else by_owner.set(key, [finding]);
  }
  const hidden = [...by_owner].map(([key, members]): HiddenGroup => {
    const sorted = group_findings(members).flatMap((group) => group.findings);
    const thing = hidden_thing(sorted[0]!)!;
    return {
      key,
      layer: thing.layer,
      owner: thing.owner ?? null,
      kind: sorted[0]!.kind,
      worst: sorted[0]!.verdict,
      findings: sorted,
    };
  });
  hidden.sort(
    (x, y) =>
      kind_rank[x.kind] - kind_rank[y.kind] ||
      verdict_rank[x.worst] - verdict_rank[y.worst] ||
      y.findings.length - x.findings.length ||
      (x.key < y.key ? -1 : 1),
  );
  return { seen, hidden };
}

/** How many findings there are to a reader: each that may be seen, and what is hidden once per owner and layer. */
export function count_told(findings: readonly Finding[]): number {
  const { seen, hidden } = group_hidden(findings);
  return seen.length + hidden.length;
}
