import type { Xy } from "./ground.ts";
import type { Main } from "./mains.ts";
import { crossing_of, distance, polyline_length } from "./polyline.ts";
import { type Chain, node_key } from "./street_chains.ts";

/** A main under one link of a chain. */
export interface LaidMain {
  readonly chain: number;
  readonly link: number;
  readonly main: Main;
  readonly line: readonly Xy[];
}

/** How far from a crossing's middle its mains may lie: about a street's width. */
const REACH_M = 14;

/**
 * Ends each street's mains on the main of the same kind that they meet in a crossing street: cut back
 * to it, or led on to it. Where a street stops dead, or the other has no such main, they stay as long as
 * the centre line.
 */
export function join_mains(chains: readonly Chain[], laid: readonly LaidMain[]): LaidMain[] {
  const at_node = new Map<string, Set<number>>();
  for (const [index, chain] of chains.entries())
    for (const { line } of chain.links)
      for (const place of line) {
        const key = node_key(place);
        const here = at_node.get(key);
        if (here) here.add(index);
        else at_node.set(key, new Set([index]));
      }
  const by_chain = new Map<string, LaidMain[]>();
  for (const main of laid) {
    const key = `${main.chain} ${main.main.layer}`;
    const list = by_chain.get(key);
    if (list) list.push(main);
    else by_chain.set(key, [main]);
  }
  const others = (main: LaidMain, node: Xy): LaidMain[] =>
    [...(at_node.get(node_key(node)) ?? [])]
      .filter((index) => index !== main.chain)
      .flatMap((index) => by_chain.get(`${index} ${main.main.layer}`) ?? []);
  return laid.map((main) => {
    const chain = chains[main.chain]!;
    const link = chain.links[main.link]!;
    let { line } = main;
    if (!link.after && main.link === chain.links.length - 1)
      line = met(line, others(main, link.line[link.line.length - 1]!));
    if (!link.before && main.link === 0)
      line = [...met([...line].reverse(), others(main, link.line[0]!))].reverse();
    return { ...main, line };
  });
}

/** The line up to where its last metres, led on straight ahead, first meet one of the others. */
function met(line: readonly Xy[], others: readonly LaidMain[]): readonly Xy[] {
  if (others.length === 0) return line;
  const last = line[line.length - 1]!;
  const before = line[line.length - 2]!;
  const length_m = distance(before, last);
  const ahead: Xy = [
    last[0] + ((last[0] - before[0]) / length_m) * REACH_M,
    last[1] + ((last[1] - before[1]) / length_m) * REACH_M,
  ];
  const path = [...line, ahead];
  const first_piece = piece_within_reach(line);
  for (let i = first_piece; i < path.length - 1; i++) {
    let nearest: { place: Xy; along: number } | null = null;
    for (const { line: other } of others)
      for (let k = 1; k < other.length; k++) {
        const hit = crossing_of(path[i]!, path[i + 1]!, other[k - 1]!, other[k]!);
        if (hit && (!nearest || hit.along < nearest.along)) nearest = hit;
      }
    if (!nearest) continue;
    const cut = [...path.slice(0, i + 1), nearest.place];
    return polyline_length(cut) < 0.5 ? line : cut;
  }
  return line;
}

/** The first piece of a line that lies within reach of its end. */
function piece_within_reach(line: readonly Xy[]): number {
  let left_m = REACH_M;
  let i = line.length - 2;
  while (i > 0) {
    left_m -= distance(line[i]!, line[i + 1]!);
    if (left_m <= 0) break;
    i--;
  }
  return Math.max(0, i);
}
