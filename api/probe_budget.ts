interface Purse {
  left: number;
  at_ms: number;
}

/** So much of an hour's budget may be spent at once: drawing comes in bursts. */
const BURST_H = 5 / 12;
/** People remembered; whoever asked longest ago is forgotten first, and begins anew. */
const MOST_PEOPLE = 10_000;

/**
 * How many questions that judge hidden things (previews and the like) somebody may ask: so many an hour, with a
 * burst of five twelfths of that. Dragging asks 40 times a second at most and not for hours; asking thousands of
 * times to find out where something lies does. Kept in memory, per process.
 */
export class ProbeBudget {
  private readonly purses = new Map<string, Purse>();

  constructor(
    private readonly per_hour: number,
    private readonly now_ms: () => number = Date.now,
  ) {}

  get people(): number {
    return this.purses.size;
  }

  /** Takes `cost` questions from somebody's budget: 0, or in how many seconds there is enough for it, and nothing is taken. */
  spend(who: string, cost: number): number {
    const now_ms = this.now_ms();
    const most = this.per_hour * BURST_H;
    const known = this.purses.get(who);
    const left = known
      ? Math.min(most, known.left + ((now_ms - known.at_ms) / 3_600_000) * this.per_hour)
      : most;
    const missing = Math.min(cost, most) - left;
    this.purses.delete(who);
    this.purses.set(who, { left: missing > 0 ? left : Math.max(0, left - cost), at_ms: now_ms });
    if (this.purses.size > MOST_PEOPLE) this.purses.delete(this.purses.keys().next().value as string);
    return missing > 0 ? Math.max(1, Math.ceil((missing / this.per_hour) * 3600)) : 0;
  }
}
