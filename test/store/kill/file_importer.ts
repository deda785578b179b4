import { until } from "./server_process.ts";

const TREES = 1500;
const mapping = JSON.stringify({
  layers: [{ source_layer: "bomen", layer: "tree", fields: { source_id: { field: "nr" } } }],
});

/** Sends one edition of the delivery; answers the import that it becomes. */
export async function send_trees(url: string, edition: number): Promise<{ id: number }> {
  const features = Array.from(
    { length: TREES },
    (_, nr) =>
      `{"type":"Feature","properties":{"nr":${nr},"edition":${edition}},"geometry":{"type":"Point","coordinates":[${4.58 + (nr % 50) * 1e-4},${51.065 + Math.floor(nr / 50) * 1e-4}]}}`,
  );
  const body = new FormData();
  body.set("mapping", mapping);
  body.set(
    "file",
    new File([`{"type":"FeatureCollection","name":"bomen","features":[${features}]}`], "bomen.geojson"),
  );
  const answer = await fetch(`${url}/api/v1/imports`, {
    method: "POST",
    body,
    signal: AbortSignal.timeout(30_000),
  });
  if (answer.status !== 202) throw new Error(await answer.text());
  return (await answer.json()) as { id: number };
}

interface ImportRow {
  readonly id: number;
  readonly state: string;
  readonly error: { readonly code: string } | null;
}

/** Imports the same delivery again and again, each time another edition of it, and knows which of them were said to be in. */
export class FileImporter {
  finished = 0;
  cut_off = 0;
  private edition = 0;
  /** The edition that the store holds for certain. */
  private stored = 0;
  private waiting: { id: number | null; edition: number } | null = null;

  /** Imports until an answer fails to come. */
  async write(url: string, signal: AbortSignal): Promise<void> {
    try {
      while (!signal.aborted) {
        this.waiting ??= await this.send(url);
        if (!(await this.settle(url, signal))) return;
      }
    } catch (error) {
      if (error instanceof ImportFault) throw error;
    }
  }

  private async send(url: string) {
    const edition = ++this.edition;
    this.waiting = { id: null, edition };
    const { id } = await send_trees(url, edition);
    return { id, edition };
  }

  /** Follows the import under way to its end; false where the server is gone first. */
  private async settle(url: string, signal: AbortSignal): Promise<boolean> {
    const { id, edition } = this.waiting!;
    while (!signal.aborted) {
      const answer = await fetch(`${url}/api/v1/imports/${id}`, { signal: AbortSignal.timeout(30_000) });
      if (!answer.ok) return false;
      const row = (await answer.json()) as ImportRow;
      if (["done", "failed", "cancelled"].includes(row.state)) {
        this.end(row, edition);
        return true;
      }
      await new Promise((done) => setTimeout(done, 50));
    }
    return false;
  }

  private end(row: ImportRow, edition: number): void {
    if (row.state === "done") {
      this.stored = edition;
      this.finished += 1;
    } else {
      this.cut_off += 1;
      if (!["import_interrupted", "unexpected"].includes(row.error?.code ?? ""))
        throw new ImportFault(`import ${row.id}: ${row.state} ${JSON.stringify(row.error)}`);
    }
    this.waiting = null;
  }

  /**
   * What is not as it was said to be, once every import of `rows` has ended; `editions` of the trees stored.
   * An import whose answer never came may be in or not, all or nothing.
   */
  async faults(
    url: string,
    editions: () => Promise<{ edition: number; trees: number }[]>,
  ): Promise<string[]> {
    const rows = await until(async () => {
      const answer = await fetch(`${url}/api/v1/imports?limit=100`);
      const { imports } = (await answer.json()) as { imports: ImportRow[] };
      const all_ended = imports.every((row) => ["done", "failed", "cancelled"].includes(row.state));
      return all_ended ? imports : undefined;
    }, "every import to end");
    let unsure: number | null = null;
    if (this.waiting) {
      const { id, edition } = this.waiting;
      const row = rows.find((candidate) => candidate.id === id);
      if (row) this.end(row, edition);
      // Sent without an answer: it came to be an import, or never did.
      else unsure = edition;
      this.waiting = null;
    }
    const may = unsure === null ? [this.stored] : [this.stored, unsure];
    const there = await editions();
    const whole = there.length === 0 ? [{ edition: 0, trees: TREES }] : there;
    const [only] = whole;
    if (whole.length !== 1 || only!.trees !== TREES || !may.includes(only!.edition))
      return [`expected ${TREES} trees of edition ${may.join(" or ")}, got ${JSON.stringify(there)}`];
    this.stored = only!.edition;
    return [];
  }
}

class ImportFault extends Error {}
