import { BlankDrafter } from "./draft.ts";
import type { Ground } from "./ground.ts";
import type { House } from "./plots.ts";
import { block_items } from "./public_items.ts";
import type { Edge, TownPlan } from "./town.ts";

/**
 * The houses along each street, worked out block by block as they are asked for. Only the blocks of
 * about two rows are kept, so that a city of a million features takes no more memory than a district.
 */
export class HousesAlong {
  private readonly drafter: BlankDrafter;
  private readonly blocks = new Map<string, readonly House[]>();
  private readonly most_blocks: number;

  constructor(
    ground: Ground,
    private readonly plan: TownPlan,
  ) {
    this.drafter = new BlankDrafter(ground, "");
    this.most_blocks = 2 * (Math.max(plan.columns.length, plan.rows.length) + 3);
  }

  /** The houses on both sides of an edge, in the order of their blocks. */
  of(edge: Edge): readonly House[] {
    const [a, b] = edge.along_row
      ? [this.block(edge.index, edge.line - 1), this.block(edge.index, edge.line)]
      : [this.block(edge.line - 1, edge.index), this.block(edge.line, edge.index)];
    return [...a, ...b].filter((house) => house.edge === edge);
  }

  private block(column: number, row: number): readonly House[] {
    const key = `${column}/${row}`;
    const known = this.blocks.get(key);
    if (known) return known;
    const houses: House[] = [];
    for (const _ of block_items(this.drafter, this.plan, column, row, houses)) {
      // Only the houses are wanted here; they come with the drawing of the block.
    }
    this.blocks.set(key, houses);
    if (this.blocks.size > this.most_blocks) this.blocks.delete(this.blocks.keys().next().value!);
    return houses;
  }
}
