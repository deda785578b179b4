import type { OverlapObject } from "../queries/overlap_check.ts";
import type { Finding, FindingThing } from "../schemas/finding.ts";

export interface VerdictCounts {
  violated: number;
  possible: number;
  unknown: number;
}

export interface OverlapLayer {
  layer: string;
  hidden: number;
  inside: number;
  nearby: number;
  length_m: number | null;
  area_m2: number | null;
  top_min_m: number | null;
  bottom_max_m: number | null;
  unknown_depth: number;
  assumed_depth: number;
  assumed_position: number;
  status: Record<string, number>;
  dig: VerdictCounts;
  findings: VerdictCounts;
  synthetic: boolean;
}

export const no_verdicts = (): VerdictCounts => ({ violated: 0, possible: 0, unknown: 0 });

/** Counts a verdict; clear and null are none. */
export function count(into: VerdictCounts, verdict: string | null): void {
  if (verdict === "violated" || verdict === "possible" || verdict === "unknown") into[verdict] += 1;
}

const empty = (layer: string): OverlapLayer => ({
  layer,
  hidden: 0,
  inside: 0,
  nearby: 0,
  length_m: null,
  area_m2: null,
  top_min_m: null,
  bottom_max_m: null,
  unknown_depth: 0,
  assumed_depth: 0,
  assumed_position: 0,
  status: {},
  dig: no_verdicts(),
  findings: no_verdicts(),
  synthetic: false,
});

const least = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.min(a, b));
const most = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.max(a, b));
const sum = (a: number | null, b: number | null) => (b === null ? a : (a ?? 0) + b);

function add(row: OverlapLayer, object: OverlapObject): void {
  count(row.dig, object.dig);
  if (!object.visible) {
    row.hidden += 1;
    return;
  }
  if (object.inside) row.inside += 1;
  else row.nearby += 1;
  row.length_m = sum(row.length_m, object.length_m);
  row.area_m2 = sum(row.area_m2, object.area_m2);
  row.top_min_m = least(row.top_min_m, object.top_m);
  row.bottom_max_m = most(row.bottom_max_m, object.bottom_m);
  if (object.buried && object.top_m === null) row.unknown_depth += 1;
  if (object.depth_source === "typical" || object.depth_source === "network_default") row.assumed_depth += 1;
  if (object.position_assumed) row.assumed_position += 1;
  if (object.status) row.status[object.status] = (row.status[object.status] ?? 0) + 1;
  row.synthetic ||= object.synthetic;
}

/**
 * The objects and findings of an overlap check per owner and layer: owners by how much there is of theirs,
 * layers in the order of the objects (worst first). Of hidden objects only their number and verdicts count.
 */
export function overlap_owners(
  objects: readonly OverlapObject[],
  findings: readonly Finding[],
): { owner: string; layers: OverlapLayer[] }[] {
  const owners = new Map<string, Map<string, OverlapLayer>>();
  const owner_of = new Map(objects.map((object) => [`${object.layer}/${object.id}`, object.owner]));
  const row_of = (owner: string, layer: string) => owners.get(owner)?.get(layer);
  for (const object of objects) {
    const layers = owners.get(object.owner) ?? new Map<string, OverlapLayer>();
    owners.set(object.owner, layers);
    const row = layers.get(object.layer) ?? empty(object.layer);
    layers.set(object.layer, row);
    add(row, object);
  }
  const belongs = (thing: FindingThing): OverlapLayer | undefined => {
    if (thing.kind === "measure") return undefined;
    const owner = owner_of.get(`${thing.layer}/${thing.id}`) ?? String(thing.owner ?? "");
    return row_of(owner, thing.layer);
  };
  for (const finding of findings) {
    if (finding.kind === "synergy") continue;
    for (const row of new Set([belongs(finding.a), belongs(finding.b)]))
      if (row) count(row.findings, finding.verdict);
  }
  const amount = (layers: ReadonlyMap<string, OverlapLayer>) =>
    [...layers.values()].reduce((n, { inside, nearby, hidden }) => n + inside + nearby + hidden, 0);
  return [...owners]
    .sort(([a, left], [b, right]) => amount(right) - amount(left) || (a < b ? -1 : 1))
    .map(([owner, layers]) => ({ owner, layers: [...layers.values()] }));
}
