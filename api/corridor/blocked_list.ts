/**
 * Where an obstacle violates a clearance for certain, as pairs of a first index and a count from there; across, the first
 * is -1 - index.
 */
export type Blocked = Int32Array;

/** Such places while an obstacle is added: one list serves all obstacles and gives each a copy of just its size. */
export interface BlockedList {
  along(first: number, count: number): void;
  across(first: number, count: number): void;
  /** What was put in since the last time. */
  take(): Blocked;
}

/** An empty list. Places that follow one another, as those at every depth do, become one pair. */
export function blocked_list(): BlockedList {
  let pairs = new Int32Array(4096);
  let length = 0;
  function put(sign: 1 | -1, first: number, count: number): void {
    if (length > 0) {
      const before = pairs[length - 2]!;
      const start = sign === 1 ? before : -1 - before;
      if (start >= 0 && start + pairs[length - 1]! === first) {
        pairs[length - 1] = pairs[length - 1]! + count;
        return;
      }
    }
    if (length === pairs.length) {
      const larger = new Int32Array(2 * length);
      larger.set(pairs);
      pairs = larger;
    }
    pairs[length] = sign === 1 ? first : -1 - first;
    pairs[length + 1] = count;
    length += 2;
  }
  return {
    along: (first, count) => put(1, first, count),
    across: (first, count) => put(-1, first, count),
    take: () => {
      const taken = pairs.slice(0, length);
      length = 0;
      return taken;
    },
  };
}
