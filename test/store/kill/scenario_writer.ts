import { randomUUID } from "node:crypto";
import type { Random } from "../../../data/demo/random.ts";

/** Measures that are saved together; what may be in the store once they are. */
interface SavedSet {
  readonly ids: readonly number[];
  readonly name: string;
  readonly version: number;
}
interface Doubt {
  readonly key: string;
  readonly body: object;
  readonly set: number;
  readonly before: SavedSet | null;
  readonly after: { readonly name: string | null; readonly version: number };
}

const SET_SIZE = 3;
/** Kept at once: each import judges all that is drawn near it anew, and fifty rounds are not to be a benchmark of that. */
const MOST_SETS = 30;

/**
 * Saves sets of three measures in a scenario, one after the other, as a page does: new ones, changed ones,
 * deleted ones, each with a key. Knows what was acknowledged, and what was under way when no answer came.
 */
export class ScenarioWriter {
  acknowledged = 0;
  private readonly sets = new Map<number, SavedSet>();
  private made = 0;
  private doubt: Doubt | null = null;

  constructor(
    private readonly name: string,
    private readonly scenario_id: number,
    private readonly random: Random,
  ) {}

  /** Saves until told to stop; what got no answer is sent once more, as it was. `url` of the server that lives now. */
  async write(url: string, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      if (!this.doubt) this.doubt = this.next();
      if (!(await this.send(url, this.doubt))) await new Promise((waited) => setTimeout(waited, 50));
    }
  }

  private next(): Doubt {
    const key = randomUUID();
    const known = [...this.sets];
    const pick = known.length > 0 ? this.random.pick(known) : null;
    const wish = this.random.unit();
    if (!pick || (wish < 0.6 && known.length < MOST_SETS)) {
      const set = this.made++;
      const name = `${this.name} ${set} `;
      return this.change(key, set, null, { name, version: 1 });
    }
    const [set, before] = pick;
    if (known.length < MOST_SETS ? wish < 0.9 : wish < 0.7)
      return this.change(key, set, before, { name: `${before.name}.`, version: before.version + 1 });
    return this.change(key, set, before, { name: null, version: before.version + 1 });
  }

  private change(key: string, set: number, before: SavedSet | null, after: Doubt["after"]): Doubt {
    const changes = Array.from({ length: SET_SIZE }, (_, place) => {
      const id = before?.ids[place] ?? null;
      const version = before?.version ?? null;
      if (after.name === null) return { op: "delete", id, version };
      const [lon, lat] = [4.58 + (set % 40) * 1e-4 + place * 2e-5, 51.065 + Math.floor(set / 40) * 1e-4];
      const line = place === 1;
      return {
        op: "put",
        id,
        version,
        name: after.name,
        measure_type: line ? "heat_line" : "tree",
        geometry: line
          ? {
              type: "LineString",
              coordinates: [
                [lon - 5e-5, lat],
                [lon + 5e-5, lat],
              ],
            }
          : { type: "Point", coordinates: [lon, lat] },
      };
    });
    return { key, body: { changes }, set, before, after };
  }

  /** False where no answer came, or one that says that the store was away. */
  private async send(url: string, doubt: Doubt): Promise<boolean> {
    let answer: Response;
    try {
      answer = await fetch(`${url}/api/v1/scenarios/${this.scenario_id}/changes`, {
        method: "POST",
        headers: { "content-type": "application/json", "idempotency-key": doubt.key },
        body: JSON.stringify(doubt.body),
        signal: AbortSignal.timeout(30_000),
      });
      const body = (await answer.json()) as { measures: { id: number; version: number }[] };
      if (answer.status >= 500) {
        if (answer.status !== 503) throw new Error(`${answer.status} ${JSON.stringify(body)}`);
        return false;
      }
      if (answer.status !== 200) throw new WrongAnswer(`${answer.status} ${JSON.stringify(body)}`);
      const ids = body.measures.map((measure) => measure.id);
      if (doubt.after.name === null) this.sets.delete(doubt.set);
      else this.sets.set(doubt.set, { ids, name: doubt.after.name, version: doubt.after.version });
    } catch (error) {
      if (error instanceof WrongAnswer || (error as Error).message.startsWith("500")) throw error;
      return false;
    }
    this.doubt = null;
    this.acknowledged += 1;
    return true;
  }

  /**
   * What of the stored measures is not as it was acknowledged; the set in doubt may be there as before
   * or as after, whole. Empty where all is well.
   */
  faults(stored: readonly { id: number; name: string; version: number }[]): string[] {
    const own = stored.filter((measure) => measure.name.startsWith(`${this.name} `));
    const by_set = new Map<number, typeof own>();
    for (const measure of own) {
      const set = Number(measure.name.split(" ")[1]);
      by_set.set(set, [...(by_set.get(set) ?? []), measure]);
    }
    const faults: string[] = [];
    for (const [set, saved] of this.sets)
      if (this.doubt?.set !== set && !is_whole(by_set.get(set) ?? [], saved))
        faults.push(`acknowledged ${JSON.stringify(saved)}, got ${JSON.stringify(by_set.get(set))}`);
    for (const [set, measures] of by_set)
      if (!this.sets.has(set) && this.doubt?.set !== set)
        faults.push(`deleted or never sent, got ${JSON.stringify(measures)}`);
    if (this.doubt) {
      const { set, before, after } = this.doubt;
      const there = by_set.get(set) ?? [];
      const as_before = before ? is_whole(there, before) : there.length === 0;
      const ids = before?.ids ?? there.map((measure) => measure.id);
      const as_after =
        after.name === null ? there.length === 0 : is_whole(there, { ...after, name: after.name, ids });
      if (!as_before && !as_after)
        faults.push(`half of ${JSON.stringify(this.doubt)}, got ${JSON.stringify(there)}`);
    }
    return faults;
  }
}

class WrongAnswer extends Error {}

function is_whole(there: readonly { id: number; name: string; version: number }[], saved: SavedSet): boolean {
  return (
    there.length === SET_SIZE &&
    there.every(
      (measure) =>
        measure.name === saved.name && measure.version === saved.version && saved.ids.includes(measure.id),
    )
  );
}
