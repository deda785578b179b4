import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import postgres from "postgres";
import type { Bench, BenchContext } from "./bench.ts";
import { make_lines } from "./make_lines.ts";
import { cluster, new_store } from "./postgis.ts";
import { type Figure, seconds, times, whole } from "./table.ts";
import { median, timed } from "./timing.ts";

const run = promisify(execFile);
const ROUNDS = 3;
const MEGABYTE = 1024 ** 2;

interface Imported {
  readonly state: string;
  readonly stored: number;
  readonly error: unknown;
  readonly phases_ms: Readonly<Record<string, number>>;
  readonly ended_ms: number;
  readonly own_peak_bytes: number;
  readonly store_peak_bytes: number;
}

async function import_in_child(path: string, env: Record<string, string>): Promise<Imported> {
  const script = fileURLToPath(new URL("./import_child.ts", import.meta.url));
  const { stdout } = await run(process.execPath, ["--import", "tsx", script, path], {
    env: { ...process.env, DATABASE_URL: "", ...env },
    maxBuffer: 64 * MEGABYTE,
  });
  const report = JSON.parse(stdout.trim().split("\n").at(-1) as string) as Imported;
  if (report.state !== "done")
    throw new Error(`expected the import to be done, got ${JSON.stringify(report.error)}`);
  return report;
}

/** From the first byte to the commit; what is checked afterwards is told apart. */
const stored_ms = (report: Imported): number => report.phases_ms.analysing as number;

function parts(report: Imported): string {
  const storing = report.phases_ms.storing as number;
  return `reading and staging ${seconds(storing)}, storing ${seconds(stored_ms(report) - storing)}, then checking ${seconds(report.ended_ms - stored_ms(report))}`;
}

async function on_postgis(
  context: BenchContext,
  path: string,
): Promise<{ ours: Imported[]; ogr_ms: number[] }> {
  const ours: Imported[] = [];
  const ogr_ms: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const database = `import_${round}`;
    await (await new_store(context, database)).close();
    const { socket_dir, url } = cluster(context);
    ours.push(await import_in_child(path, { DATABASE_URL: url(database) }));
    const ogr = await timed(() =>
      run("ogr2ogr", [
        ...["-f", "PostgreSQL", `PG:host=${socket_dir} user=postgres dbname=${database}`, path],
        ...["-nln", "public.ogr_lines", "-lco", "SPATIAL_INDEX=GIST", "--config", "PG_USE_COPY", "YES"],
      ]),
    );
    ogr_ms.push(ogr.ms);
    context.say(
      `round ${round + 1}: ours ${seconds(stored_ms(ours.at(-1)!))} (${parts(ours.at(-1)!)}), ogr2ogr ${seconds(ogr.ms)}`,
    );
    const admin = postgres({ host: socket_dir, database: "postgres", username: "postgres", max: 1 });
    await admin.unsafe(`drop database ${database} with (force)`);
    await admin.end();
  }
  return { ours, ogr_ms };
}

/** A GeoPackage of 100,000 lines into both stores, beside `ogr2ogr` with COPY into the same PostGIS. */
export const import_bench: Bench = async (context) => {
  const folder = mkdtempSync(join(tmpdir(), "straatlagen-bench-"));
  context.at_end(() => rmSync(folder, { recursive: true, force: true }));
  const count = Math.round(100_000 * context.scale);
  const path = make_lines(folder, count);
  const { ours, ogr_ms } = await on_postgis(context, path);
  const embedded: Imported[] = [];
  for (let round = 0; round < 2; round++) {
    const data_dir = join(folder, `embedded_${round}`);
    embedded.push(await import_in_child(path, { STRAATLAGEN_DATA: data_dir }));
    context.say(`embedded: ${seconds(stored_ms(embedded.at(-1)!))} (${parts(embedded.at(-1)!)})`);
    rmSync(data_dir, { recursive: true, force: true });
  }
  const rate = (took_ms: number): number => count / (took_ms / 1000);
  const ours_ms = median(ours.map(stored_ms));
  const embedded_ms = median(embedded.map(stored_ms));
  const ratio = median(ogr_ms) / ours_ms;
  const peak = (reports: Imported[], of: "own_peak_bytes" | "store_peak_bytes"): number =>
    Math.max(...reports.map((report) => report[of])) / MEGABYTE;
  const middle = (reports: Imported[], took_ms: number): Imported =>
    reports.find((report) => stored_ms(report) === took_ms) as Imported;
  const figures: Figure[] = [
    {
      what: `Import of ${whole(count)} GeoPackage lines into PostGIS: ${parts(middle(ours, ours_ms))}`,
      ours: `${whole(rate(ours_ms))} rows/s`,
      reference: `${whole(rate(median(ogr_ms)))} rows/s (ogr2ogr, COPY)`,
      ratio: times(ratio),
      target: "≥ 0.5 ×",
      met: ratio >= 0.5,
    },
    {
      what: "Peak memory of that process",
      ours: `${whole(peak(ours, "own_peak_bytes"))} MB`,
      target: "< 1,500 MB",
      met: peak(ours, "own_peak_bytes") < 1500,
    },
    {
      what: `The same into the embedded store: ${parts(middle(embedded, embedded_ms))}`,
      ours: `${whole(rate(embedded_ms))} rows/s`,
      met: null,
    },
    {
      what: "Peak memory of that process and of its store",
      ours: `${whole(peak(embedded, "own_peak_bytes"))} + ${whole(peak(embedded, "store_peak_bytes"))} MB`,
      target: "< 1,500 MB",
      met: peak(embedded, "own_peak_bytes") + peak(embedded, "store_peak_bytes") < 1500,
    },
  ];
  return figures;
};
