import { expect, test } from "vitest";
import { DigIndex } from "../../../api/dig/dig_index.ts";
import { group_cost } from "../../../api/dig/group_cost.ts";
import { open_solver, type Solver } from "../../../api/dig/open_solver.ts";
import { plan_packages } from "../../../api/dig/plan_packages.ts";
import { run_highs } from "../../../api/dig/solver_worker.ts";
import { split_cost } from "../../../api/dig/split_cost.ts";
import { Random } from "../../../data/demo/random.ts";
import { brute_force_plan } from "./brute_force_plan.ts";
import { random_problem } from "./random_problem.ts";

/** In this thread: what runs is the same, without starting a thread for each case. */
const here: Solver["solve"] = (model, time_limit_s) => run_highs({ model, time_limit_s });
const cases = Number(process.env.DIG_CASES ?? 40);

test(`optimal on ${cases} small cases: the same objective as trying all`, async () => {
  let packages = 0;
  let tried = 0;
  for (let seed = 1; seed <= cases; seed++) {
    const problem = random_problem(seed, {
      openings: 2 + (seed % 4),
      streets: 1 + (seed % 2),
      shift: 3,
      budgets: seed % 3,
    });
    const found = await plan_packages(problem, here, 60);
    const best = brute_force_plan(new DigIndex(problem));
    tried += best.tried;
    expect(found.optimal, `seed ${seed}`).toBe(true);
    expect(found.weight.objective_eur, `seed ${seed}`).toBeCloseTo(best.objective_eur, 0);
    expect(found.greedy.objective_eur, `seed ${seed}`).toBeGreaterThanOrEqual(best.objective_eur - 0.5);
    packages += found.plan.filter(({ members }) => members.length > 1).length;
  }
  if (process.env.DIG_CASES) console.log({ cases, tried, packages });
  // Cases in which nothing is put together would prove little.
  expect(packages).toBeGreaterThan(cases / 4);
});

test("never worse than pairwise greedy on seeded districts, and better on some", async () => {
  let better = 0;
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    const problem = random_problem(seed, { openings: 24, streets: 6, shift: 6, budgets: seed % 3 });
    const found = await plan_packages(problem, here, 8);
    expect(found.weight.objective_eur, `seed ${seed}`).toBeLessThanOrEqual(found.greedy.objective_eur + 1e-6);
    expect(found.bound_eur, `seed ${seed}`).toBeLessThanOrEqual(found.weight.objective_eur + 0.5);
    if (found.weight.objective_eur < found.greedy.objective_eur - 1) better++;
    if (process.env.DIG_CASES)
      console.log(seed, {
        alone: Math.round(found.alone.objective_eur),
        greedy: Math.round(found.greedy.objective_eur),
        found: Math.round(found.weight.objective_eur),
        gap_pct: found.gap_pct.toFixed(3),
        ms: Math.round(found.solve_ms),
        size: found.size,
      });
  }
  expect(better).toBeGreaterThan(0);
});

test("out of time: the greedy plan stands, with the gap that is left", async () => {
  const problem = random_problem(7, { openings: 14, streets: 2, shift: 6, budgets: 2 });
  const nothing = async () => ({ values: null, bound: 1000, optimal: false });
  const found = await plan_packages(problem, nothing, 5);
  expect(found.weight.objective_eur).toBe(found.greedy.objective_eur);
  expect(found.optimal).toBe(false);
  expect(found.gap_pct).toBeGreaterThan(0);
});

test("the solver runs in a thread of its own and can be stopped", async () => {
  const model = {
    columns: [],
    costs: [3, 2],
    whole: 2,
    upper: [1, 1],
    rows: [{ lower: 1, upper: 1, indices: [0, 1], values: [1, 1] }],
    start_values: [1, 0],
  };
  const stop = new AbortController();
  const solver = open_solver(stop.signal);
  for (let n = 0; n < 2; n++)
    expect(await solver.solve(model, 5)).toMatchObject({ values: [0, 1], bound: 2, optimal: true });
  const last = solver.solve(model, 5);
  stop.abort();
  await expect(last).rejects.toThrow();
  await expect(solver.solve(model, 5)).rejects.toThrow();
  solver.close();
});

test("together never costs more than in two groups, and no party pays more than alone", () => {
  const random = new Random(99);
  for (let seed = 100; seed < 400; seed++) {
    const problem = random_problem(seed, { openings: 5, streets: 2, shift: 3, budgets: 0 });
    const { openings } = problem;
    const left = openings.filter(() => random.unit() < 0.5);
    const right = openings.filter((one) => !left.includes(one));
    const whole = group_cost(openings, problem);
    const parts = [left, right].filter((one) => one.length > 0).map((one) => group_cost(one, problem));
    for (const figure of ["trench_eur", "paving_eur", "weeks"] as const)
      expect(whole[figure], `seed ${seed} ${figure}`).toBeLessThanOrEqual(
        parts.reduce((sum, one) => sum + one[figure], 0) + 1e-6,
      );
    const shares = split_cost(openings, whole, problem);
    for (const { party, alone_eur, share_eur } of shares)
      expect(share_eur, `seed ${seed} ${party}`).toBeLessThanOrEqual(alone_eur + 1e-6);
    expect(shares.reduce((sum, { share_eur }) => sum + share_eur, 0)).toBeCloseTo(
      whole.trench_eur + whole.paving_eur,
      4,
    );
  }
});
