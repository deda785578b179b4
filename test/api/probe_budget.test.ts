import { describe, expect, it } from "vitest";
import { ProbeBudget } from "../../api/probe_budget.ts";

function purse(per_hour: number) {
  let now_ms = 0;
  const budget = new ProbeBudget(per_hour, () => now_ms);
  const ask = (who: string, times: number, cost = 1) =>
    Array.from({ length: times }, () => budget.spend(who, cost)).filter((wait_s) => wait_s === 0).length;
  return { budget, ask, wait: (ms: number) => (now_ms += ms) };
}

describe("ProbeBudget", () => {
  it("lets somebody drag for minutes on end, and keeps who asks for hours to the hour's number", () => {
    const { budget, ask, wait } = purse(14_400);
    // 40 a second for two minutes, then a minute's rest, again and again, is what nobody draws; twice is.
    let answered = 0;
    for (let second = 0; second < 120; second++) {
      answered += ask("piet", 40);
      wait(1000);
    }
    expect(answered).toBe(4800);
    answered = 0;
    for (let second = 0; second < 3600; second++) {
      answered += ask("piet", 40);
      wait(1000);
    }
    expect(answered).toBeGreaterThanOrEqual(14_400);
    expect(answered).toBeLessThanOrEqual(14_400 + 6000);
    // Told when to come back; then it is so.
    while (budget.spend("piet", 1) === 0);
    const wait_s = budget.spend("piet", 20);
    expect(wait_s).toBeGreaterThanOrEqual(1);
    expect(budget.spend("ann", 20)).toBe(0);
    wait(wait_s * 1000);
    expect(budget.spend("piet", 20)).toBe(0);
  });

  it("takes nothing where it refuses, and never keeps out what costs more than there can be", () => {
    const { budget, ask, wait } = purse(120);
    expect(ask("piet", 49)).toBe(49);
    expect(budget.spend("piet", 20)).toBe(570);
    expect(budget.spend("piet", 1)).toBe(0);
    wait(3_600_000);
    expect(budget.spend("piet", 1000)).toBe(0);
    expect(budget.spend("piet", 1)).toBe(30);
  });

  it("remembers no more than ten thousand people", () => {
    const { budget, ask } = purse(1200);
    for (let n = 0; n < 10_050; n++) ask(`person ${n}`, 1);
    expect(budget.people).toBe(10_000);
    expect(ask("person 10049", 500)).toBe(499);
  });
});
