import type { Bench, BenchContext } from "./bench.ts";
import { city } from "./city.ts";
import { corridor } from "./corridor.ts";
import { drag } from "./drag.ts";
import { first_load } from "./first_load.ts";
import { import_bench } from "./import.ts";
import { describe_machine } from "./machine.ts";
import { preview } from "./preview.ts";
import { rights } from "./rights.ts";
import { scenario } from "./scenario.ts";
import { section } from "./section.ts";
import { type Figure, figure_table } from "./table.ts";
import { tile } from "./tile.ts";

const benches: Readonly<Record<string, Bench>> = {
  import: import_bench,
  preview,
  section,
  scenario,
  drag,
  corridor,
  city,
  tile,
  first_load,
  // Last: it parts the city's datasets.
  rights,
};

/**
 * `npm run bench -- [--scale 0.1] [import preview section scenario drag corridor city tile first_load rights]`: measures what is named (all
 * where nothing is) and prints the figures as Markdown, each beside its reference of the same run.
 * Ends with 1 where a benchmark could not run; a missed target is said in the table.
 */
async function main(args: readonly string[]): Promise<number> {
  let scale = 1;
  const chosen: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string;
    if (arg === "--scale") scale = Number(args[++i]);
    else if (arg in benches) chosen.push(arg);
    else scale = Number.NaN;
  }
  if (!(scale > 0 && scale <= 1)) {
    console.error(`usage: npm run bench -- [--scale 0.01…1] [${Object.keys(benches).join(" ")}]`);
    return 2;
  }
  const undos: (() => void | Promise<void>)[] = [];
  const context: BenchContext = {
    scale,
    say: (line) => console.error(`… ${line}`),
    at_end: (undo) => undos.push(undo),
  };
  const clean = async (): Promise<void> => {
    for (let undo = undos.pop(); undo; undo = undos.pop())
      try {
        await undo();
      } catch (error) {
        console.error("could not be cleared away:", error);
      }
  };
  const interrupted = (): void => {
    void clean().finally(() => process.exit(130));
  };
  process.once("SIGINT", interrupted);
  process.once("SIGTERM", interrupted);
  // Also where something throws past a benchmark: no server or cluster may outlive the run.
  for (const event of ["uncaughtException", "unhandledRejection"] as const)
    process.once(event, (error) => {
      console.error(error);
      void clean().finally(() => process.exit(1));
    });

  const machine = describe_machine();
  const parts: string[] = [];
  let failed = 0;
  try {
    for (const name of chosen.length > 0 ? chosen : Object.keys(benches)) {
      context.say(`${name} (scale ${scale})`);
      let figures: Figure[] = [];
      try {
        figures = await (benches[name] as Bench)(context);
      } catch (error) {
        failed++;
        console.error(`${name} could not be measured:`, error);
      }
      parts.push(`**${name}**\n\n${figures.length ? figure_table(figures) : "not measured"}`);
      console.error(`${parts.at(-1)}\n`);
    }
  } finally {
    await clean();
  }
  console.log(`Measured ${new Date().toISOString().slice(0, 10)} at scale ${scale}:\n`);
  for (const line of machine) console.log(`- ${line}`);
  console.log(`\n${parts.join("\n\n")}`);
  return failed ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
