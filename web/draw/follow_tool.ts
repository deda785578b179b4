import type { LineString, MultiLineString, Position } from "geojson";
import { client } from "../client.ts";
import { follow_street } from "./follow_street.ts";

/** A line along a street in the making: begun at a place, on its way to the pointer. */
export class FollowTool {
  from: Position | null = null;
  private axis: LineString | MultiLineString | null = null;

  /** Begins at a place of a street; rejects with a Problem where there is none within reach. */
  async begin(from: Position): Promise<void> {
    this.from = from;
    this.axis = null;
    try {
      const { id } = await client.street_at(from[0]!, from[1]!);
      const street = await client.street(id);
      if (this.from === from) this.axis = street.axis as unknown as LineString | MultiLineString;
    } catch (error) {
      if (this.from === from) this.from = null;
      throw error;
    }
  }

  /** The line as far as a place; null before the street is known, or where there is nothing between. */
  to(place: Position, offset_m: number | null): LineString | null {
    return this.from && this.axis ? follow_street(this.axis, this.from, place, offset_m) : null;
  }

  drop(): void {
    this.from = null;
    this.axis = null;
  }
}
