import type { Finding, Verdict } from "../client.ts";

export interface FindingGroup {
  /** The rule's two layers and what it guards. */
  readonly key: string;
  readonly layers: readonly [string, string];
  readonly topic: string;
  readonly kind: Finding["kind"];
  readonly severity: Finding["severity"];
  readonly worst: Verdict;
  readonly counts: Readonly<Record<Verdict, number>>;
  readonly stretch_m: number;
  readonly findings: readonly Finding[];
}

const verdict_rank: Readonly<Record<Verdict, number>> = { violated: 0, possible: 1, unknown: 2, clear: 3 };
const severity_rank = { block: 0, mitigate: 1, inform: 2 };
const kind_rank = { conflict: 0, attention: 1, synergy: 2 };

/** The shortfall in metres that orders findings of one verdict; the largest comes first. */
const shortfall_m = ({ required_m, distance_m, required_vertical_m, vertical_m }: Finding): number =>
  Math.max((required_m ?? 0) - (distance_m ?? 0), (required_vertical_m ?? 0) - (vertical_m ?? 0));

const worse_first = (a: Finding, b: Finding): number =>
  verdict_rank[a.verdict] - verdict_rank[b.verdict] ||
  severity_rank[a.severity] - severity_rank[b.severity] ||
  shortfall_m(b) - shortfall_m(a);

/** Findings of a street by pair of layers and topic, worst group first: a street full of old cables is not 400 alarms. */
export function group_findings(findings: readonly Finding[]): FindingGroup[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const pair = [finding.a.layer, finding.b.layer].sort().join("/");
    const key = `${finding.kind}:${pair}:${finding.rule.topic}`;
    const members = groups.get(key);
    if (members) members.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups]
    .map(([key, members]): FindingGroup => {
      const sorted = [...members].sort(worse_first);
      const first = sorted[0]!;
      const counts = { violated: 0, possible: 0, unknown: 0, clear: 0 };
      for (const { verdict } of sorted) counts[verdict] += 1;
      return {
        key,
        layers: [first.a.layer, first.b.layer],
        topic: first.rule.topic,
        kind: first.kind,
        severity: first.severity,
        worst: first.verdict,
        counts,
        stretch_m: sorted.reduce((sum, f) => sum + (f.stretch_m ?? 0), 0),
        findings: sorted,
      };
    })
    .sort(
      (x, y) =>
        kind_rank[x.kind] - kind_rank[y.kind] ||
        verdict_rank[x.worst] - verdict_rank[y.worst] ||
        severity_rank[x.severity] - severity_rank[y.severity] ||
        y.counts[y.worst] - x.counts[x.worst],
    );
}
