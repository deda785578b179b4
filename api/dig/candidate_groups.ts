import type { DigIndex, Group } from "./dig_index.ts";

/**
 * Every set of the given openings that hangs together by shared stretches, has at most `most_members`
 * and leaves at least one month in which all of its members may begin; and each alone. Those that were
 * agreed in a package come as that package only. Null where there are more than `most_groups`.
 */
export function candidate_groups(
  index: DigIndex,
  openings: readonly number[],
  most_members: number,
  most_groups: number,
): readonly Group[] | null {
  const { problem } = index;
  const free = new Set(openings.filter((n) => problem.openings[n]!.agreed === undefined));
  const agreed = new Map<string, number[]>();
  for (const n of openings) {
    const key = problem.openings[n]!.agreed;
    if (key !== undefined) agreed.set(key, [...(agreed.get(key) ?? []), n]);
  }
  const groups: Group[] = [...agreed.values()].map((members) => index.group(members));
  const seen = new Set<string>();
  let waiting: (readonly number[])[] = [...free].map((n) => [n]);
  for (let size = 1; waiting.length > 0; size++) {
    const larger: (readonly number[])[] = [];
    for (const members of waiting) {
      const group = index.group(members);
      if (size === 1 || group.first <= group.last) groups.push(group);
      if (size >= most_members) continue;
      for (const n of new Set(members.flatMap((member) => index.beside[member]!))) {
        if (!free.has(n) || members.includes(n)) continue;
        const next = [...members, n].sort((a, b) => a - b);
        const key = next.join(",");
        if (seen.has(key)) continue;
        seen.add(key);
        larger.push(next);
      }
      if (seen.size > most_groups) return null;
    }
    waiting = larger;
  }
  return groups;
}

/** The months in which a group may begin: every `step`th, the first, the last, and the one in which its members move least. */
export function start_months(index: DigIndex, group: Group, step: number): readonly number[] {
  const { first } = group;
  const last = Math.max(first, group.last);
  const months = new Set<number>([first, last]);
  let best = first;
  for (let month = first; month <= last; month++) {
    if (month % step === 0) months.add(month);
    if (index.moved_months(group, month) < index.moved_months(group, best)) best = month;
  }
  months.add(best);
  return [...months].sort((a, b) => a - b);
}
