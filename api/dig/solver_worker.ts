import { parentPort } from "node:worker_threads";
import load_highs from "highs";
import type { DigModel } from "./build_model.ts";

/** What the solver is asked: a model and how long it may take. */
export interface SolverQuestion {
  readonly model: Pick<DigModel, "costs" | "whole" | "upper" | "rows" | "start_values">;
  readonly time_limit_s: number;
}

/** What it found. `bound` is what no plan can go below; `values` null where it found none in time. */
export interface SolverAnswer {
  readonly values: readonly number[] | null;
  readonly bound: number;
  readonly optimal: boolean;
}

/** Solves one model with HiGHS; the calling thread waits, so it runs in a worker. */
export async function run_highs({ model, time_limit_s }: SolverQuestion): Promise<SolverAnswer> {
  const highs = await load_highs();
  const { costs, rows, upper, whole, start_values } = model;
  const starts = [0];
  for (const row of rows) starts.push(starts.at(-1)! + row.indices.length);
  const { integer, continuous } = highs.constants.variableType;
  return highs.withModel(
    {
      numCols: costs.length,
      numRows: rows.length,
      colCost: Float64Array.from(costs),
      colLower: new Float64Array(costs.length),
      colUpper: Float64Array.from(upper),
      rowLower: Float64Array.from(rows, (row) => row.lower),
      rowUpper: Float64Array.from(rows, (row) => row.upper),
      matrix: {
        format: "csr",
        numRows: rows.length,
        numCols: costs.length,
        starts: Int32Array.from(starts),
        indices: Int32Array.from(rows.flatMap((row) => row.indices)),
        values: Float64Array.from(rows.flatMap((row) => row.values)),
      },
      integrality: costs.map((_, c) => (c < whole ? integer : continuous)),
    },
    (solver) => {
      solver.options.set({
        output_flag: false,
        time_limit: time_limit_s,
        mip_rel_gap: 1e-9,
        mip_abs_gap: 0.01,
      });
      if (start_values) solver.setSolution({ colValue: Float64Array.from(start_values) });
      solver.run();
      const optimal = solver.getModelStatus() === highs.constants.modelStatus.optimal;
      const found = Number(solver.info.get("primal_solution_status")) === 2;
      return {
        values: found ? [...solver.getSolution().colValue] : null,
        bound: Number(solver.info.get("mip_dual_bound")),
        optimal,
      };
    },
  );
}

parentPort?.on("message", (question: SolverQuestion) => {
  run_highs(question).then(
    (answer) => parentPort?.postMessage({ answer }),
    (error: unknown) =>
      parentPort?.postMessage({ error: error instanceof Error ? error.message : String(error) }),
  );
});
