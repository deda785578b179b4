import type { FindingList, ListedFinding } from "./schemas/finding.ts";

const verdicts = ["violated", "possible", "unknown", "clear"];
const severities = ["block", "mitigate", "inform"];

/** Worst first, as the store sorts a preview. */
function worst_first(one: ListedFinding, other: ListedFinding): number {
  return (
    verdicts.indexOf(one.verdict) - verdicts.indexOf(other.verdict) ||
    severities.indexOf(one.severity) - severities.indexOf(other.severity) ||
    (one.id < other.id ? -1 : 1)
  );
}

/**
 * Lists of findings that several connections worked out side by side, as one list, worst first. A thing
 * that more than one of them names (the measure itself) and a rule stand in it once. Of hidden things
 * nobody can tell whether they are the same; the parts share no layer but the measure's own, so they are not.
 */
export function merge_findings(parts: readonly FindingList[]): FindingList {
  const things: FindingList["things"] = [];
  const place_of = new Map<string, number>();
  const rules = new Map<string, FindingList["rules"][number]>();
  const findings: ListedFinding[] = [];
  for (const part of parts) {
    const places = part.things.map((thing) => {
      const key = thing.id === null ? "" : `${thing.kind}/${thing.layer}/${thing.id}/${thing.part}`;
      const known = key === "" ? undefined : place_of.get(key);
      if (known !== undefined) return known;
      if (key !== "") place_of.set(key, things.length);
      return things.push(thing) - 1;
    });
    for (const rule of part.rules) rules.set(rule.id, rule);
    for (const finding of part.findings) {
      finding.a.thing = places[finding.a.thing]!;
      finding.b.thing = places[finding.b.thing]!;
      findings.push(finding);
    }
  }
  return { findings: findings.sort(worst_first), things, rules: [...rules.values()] };
}
