import {
  list_overlap_findings,
  list_overlap_objects,
  list_trial_pit_places,
  MOST_FINDINGS,
  type OverlapObject,
  type OverlapZone,
  read_overlap_zone,
} from "../queries/overlap_check.ts";
import type { Finding, FindingList } from "../schemas/finding.ts";
import type { Transaction } from "../store/open_store.ts";
import { type ChosenPit, choose_trial_pits } from "./choose_trial_pits.ts";
import {
  count,
  no_verdicts,
  type OverlapLayer,
  overlap_owners,
  type VerdictCounts,
} from "./overlap_owners.ts";

export interface Notify {
  readonly kind: "protected_area" | "duty";
  readonly owner: string | null;
  readonly layer: string;
  readonly name: string | null;
  readonly finding_id: string | null;
  readonly rule_id: string | null;
  readonly distance_m: number | null;
}

export interface OverlapAnswer extends OverlapZone {
  readonly dig: VerdictCounts;
  readonly conflicts: VerdictCounts;
  readonly unknown_depth: number;
  readonly owners: { owner: string; layers: OverlapLayer[] }[];
  readonly objects: OverlapObject[];
  readonly objects_total: number;
  /** Each with its two things and its rule. */
  readonly findings: Finding[];
  /** The same as they are sent: things and rules once. */
  readonly list: FindingList;
  readonly findings_total: number;
  /** There are more: the worst were looked at, and the others are in no count. */
  readonly findings_truncated: boolean;
  readonly notify: Notify[];
  readonly trial_pits: ChosenPit[];
}

/** Topics of rules that are a duty towards somebody else, not a distance to keep. */
const duties: readonly string[] = ["notify", "operator_advice", "reserved_zone"];

/** Whom to tell: zones that are protected, and operators that a rule names; each once. */
function to_notify(objects: readonly OverlapObject[], findings: readonly Finding[]): Notify[] {
  const areas = objects
    .filter(({ layer, inside, visible }) => layer === "protected_area" && (inside || !visible))
    .map(({ layer, owner, name }) => ({
      kind: "protected_area" as const,
      ...{ owner, layer, name, finding_id: null, rule_id: null, distance_m: null },
    }));
  const owed = findings
    .filter(({ rule, verdict }) => duties.includes(rule.topic) && verdict !== "clear")
    .flatMap((finding): Notify[] => {
      const thing = finding.a.kind === "feature" ? finding.a : finding.b;
      return [
        {
          kind: "duty",
          owner: thing.owner ?? null,
          layer: thing.layer,
          name: thing.name ?? null,
          finding_id: finding.id,
          rule_id: finding.rule_id,
          distance_m: finding.distance_m,
        },
      ];
    });
  const once = new Map<string, Notify>();
  for (const one of [...areas, ...owed]) {
    const key = [one.kind, one.owner, one.layer, one.name, one.rule_id].join("|");
    const before = once.get(key);
    if (!before || (one.distance_m ?? 0) < (before.distance_m ?? 0)) once.set(key, one);
  }
  return [...once.values()];
}

function whole({ findings, things, rules }: FindingList): Finding[] {
  const rule_by_id = new Map(rules.map((rule) => [rule.id, rule]));
  return findings.flatMap((finding) => {
    const rule = rule_by_id.get(finding.rule_id);
    return rule ? [{ ...finding, a: things[finding.a.thing]!, b: things[finding.b.thing]!, rule }] : [];
  });
}

/** The whole answer of an overlap check for the viewer of the transaction; undefined where there is no such check. */
export async function answer_overlap_check(sql: Transaction, id: number): Promise<OverlapAnswer | undefined> {
  const [question, objects, list] = await Promise.all([
    read_overlap_zone(sql, id),
    list_overlap_objects(sql, id),
    list_overlap_findings(sql, id),
  ]);
  if (!question) return undefined;
  const places = await list_trial_pit_places(sql, id, list);
  const findings = whole(list);
  const [dig, conflicts] = [no_verdicts(), no_verdicts()];
  for (const object of objects) count(dig, object.dig);
  for (const finding of findings) if (finding.kind === "conflict") count(conflicts, finding.verdict);
  return {
    ...question,
    dig,
    conflicts,
    unknown_depth: objects.filter((one) => one.visible && one.buried && one.top_m === null).length,
    owners: overlap_owners(objects, findings),
    objects,
    objects_total: objects.length,
    findings,
    list,
    findings_total: findings.length,
    findings_truncated: findings.length >= MOST_FINDINGS,
    notify: to_notify(objects, findings),
    trial_pits: choose_trial_pits(places),
  };
}
