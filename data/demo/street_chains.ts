import type { Xy } from "./ground.ts";

/** A centre line of an imported street that has nothing below it yet; metres in the analysis CRS. */
export interface BareSegment {
  readonly id: string;
  readonly street_id: string;
  readonly line: readonly Xy[];
  /** Carriageway width, where the source has one. */
  readonly width_m: number | null;
  /** From the centre line to the end of the street's zone, left and right of the line's direction. */
  readonly left_m: number | null;
  readonly right_m: number | null;
  /** A road for through traffic. */
  readonly main_road: boolean;
}

/** A segment in its chain: `line` runs in the chain's direction, `before` and `after` are the points beyond its ends. */
export interface Link {
  readonly segment: BareSegment;
  readonly line: readonly Xy[];
  readonly before: Xy | null;
  readonly after: Xy | null;
}

/** Segments of one street, end to end; all mains keep their side along it. */
export interface Chain {
  readonly street_id: string;
  readonly links: readonly Link[];
  /** The narrowest zone along it; null where no segment has one. */
  readonly left_m: number | null;
  readonly right_m: number | null;
  readonly width_m: number | null;
  readonly main_road: boolean;
}

/** Two ends at the same centimetre are one node. */
export function node_key([x, y]: Xy): string {
  return `${Math.round(x * 100)},${Math.round(y * 100)}`;
}

/**
 * Cuts a centre line where it comes back to a place it was before (a loop on a stalk, an eight), since
 * what lies beside it would cross itself there. A plain ring stays whole. Pieces get ids of their own.
 */
export function cut_at_returns(segment: BareSegment): BareSegment[] {
  const visits = new Map<string, number>();
  const keys = segment.line.map(node_key);
  for (const key of new Set(keys)) visits.set(key, keys.filter((other) => other === key).length);
  const pieces: Xy[][] = [];
  let piece: Xy[] = [];
  for (const [i, place] of segment.line.entries()) {
    piece.push(place);
    const inner = i > 0 && i < segment.line.length - 1;
    // Doubled points are one visit.
    if (!inner || visits.get(keys[i]!)! < 2 || keys[i] === keys[i - 1] || piece.length < 2) continue;
    pieces.push(piece);
    piece = [place];
  }
  pieces.push(piece);
  if (pieces.length === 1) return [segment];
  return pieces.map((line, n) => ({ ...segment, id: `${segment.id}~${n + 1}`, line }));
}

/**
 * Strings the segments of each street end to end, turning those drawn the other way, so that a main
 * keeps its side along the street. A chain ends at a dead end and where the street forks. Segments
 * with fewer than two points are left out. The order of the segments does not change the result.
 */
export function street_chains(segments: readonly BareSegment[]): Chain[] {
  const streets = new Map<string, BareSegment[]>();
  for (const segment of [...segments].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    if (segment.line.length < 2) continue;
    const list = streets.get(segment.street_id);
    if (list) list.push(segment);
    else streets.set(segment.street_id, [segment]);
  }
  return [...streets.keys()].sort().flatMap((id) => chains_of(id, streets.get(id)!));
}

interface Turned {
  readonly segment: BareSegment;
  readonly reversed: boolean;
}

function chains_of(street_id: string, segments: readonly BareSegment[]): Chain[] {
  const at_node = new Map<string, BareSegment[]>();
  for (const segment of segments)
    for (const end of [segment.line[0]!, segment.line[segment.line.length - 1]!]) {
      const key = node_key(end);
      const list = at_node.get(key);
      if (list) list.push(segment);
      else at_node.set(key, [segment]);
    }
  const used = new Set<BareSegment>();
  const end_of = ({ segment, reversed }: Turned): string =>
    node_key(reversed ? segment.line[0]! : segment.line[segment.line.length - 1]!);
  const next_of = (turned: Turned): Turned | null => {
    const node = end_of(turned);
    const here = at_node.get(node)!;
    if (here.length !== 2) return null;
    const segment = here[0] === turned.segment ? here[1]! : here[0]!;
    return used.has(segment) ? null : { segment, reversed: node_key(segment.line[0]!) !== node };
  };
  const grown = (start: Turned): Turned[] => {
    const out: Turned[] = [];
    for (let next = next_of(start); next; next = next_of(next)) {
      used.add(next.segment);
      out.push(next);
    }
    return out;
  };
  const chains: Chain[] = [];
  for (const segment of segments) {
    if (used.has(segment)) continue;
    used.add(segment);
    const ahead = grown({ segment, reversed: false });
    const behind = grown({ segment, reversed: true }).map((turned) => ({
      segment: turned.segment,
      reversed: !turned.reversed,
    }));
    chains.push(chain_of(street_id, [...behind.reverse(), { segment, reversed: false }, ...ahead]));
  }
  return chains;
}

function chain_of(street_id: string, turned: readonly Turned[]): Chain {
  const lines = turned.map(({ segment, reversed }) =>
    reversed ? [...segment.line].reverse() : segment.line,
  );
  const closed = node_key(lines[0]![0]!) === node_key(lines.at(-1)!.at(-1)!);
  const least = (values: readonly (number | null)[]): number | null => {
    const known = values.filter((value): value is number => value !== null);
    return known.length === 0 ? null : Math.min(...known);
  };
  const side = (left: boolean): number | null =>
    least(turned.map(({ segment, reversed }) => (left === reversed ? segment.right_m : segment.left_m)));
  return {
    street_id,
    links: turned.map(({ segment }, i) => ({
      segment,
      line: lines[i]!,
      before: (i > 0 ? lines[i - 1]! : closed ? lines[lines.length - 1]! : null)?.at(-2) ?? null,
      after: (i < lines.length - 1 ? lines[i + 1]! : closed ? lines[0]! : null)?.[1] ?? null,
    })),
    left_m: side(true),
    right_m: side(false),
    width_m: least(turned.map(({ segment }) => segment.width_m)),
    main_road: turned.some(({ segment }) => segment.main_road),
  };
}
