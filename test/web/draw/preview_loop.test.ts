import { describe, expect, test } from "vitest";
import { preview_loop } from "../../../web/draw/preview_loop.ts";

function desk() {
  let now_ms = 0;
  const open: {
    question: string;
    answer: (text: string) => void;
    fail: (e: Error) => void;
    signal: AbortSignal;
  }[] = [];
  const told: string[] = [];
  const failed: string[] = [];
  const loop = preview_loop<string, string>(
    (question, signal) =>
      new Promise((answer, fail) => {
        open.push({ question, answer, fail, signal });
        signal.addEventListener("abort", () => fail(new Error("aborted")));
      }),
    (answer) => told.push(answer),
    (error) => failed.push(String(error)),
    () => now_ms,
  );
  const settle = () => new Promise((done) => setTimeout(done, 0));
  return { loop, open, told, failed, settle, wait: (ms: number) => (now_ms += ms) };
}

describe("only the newest question counts", () => {
  test("while one is under way, of all others only the last is asked", async () => {
    const { loop, open, told, settle } = desk();
    for (const question of ["a", "b", "c"]) loop.ask(question);
    expect(open.map(({ question }) => question)).toEqual(["a"]);
    open[0]!.answer("A");
    await settle();
    expect(open.map(({ question }) => question)).toEqual(["a", "c"]);
    open[1]!.answer("C");
    await settle();
    expect(told).toEqual(["A", "C"]);
  });
  test("what takes too long is cancelled, and its late answer is not told", async () => {
    const { loop, open, told, failed, settle, wait } = desk();
    loop.ask("a");
    wait(500);
    loop.ask("b");
    expect(open[0]!.signal.aborted).toBe(true);
    open[0]!.answer("A");
    open[1]!.answer("B");
    await settle();
    expect(told).toEqual(["B"]);
    expect(failed).toEqual([]);
  });
  test("after stop nothing is told; a failure is told once and the next question is asked", async () => {
    const { loop, open, told, failed, settle } = desk();
    loop.ask("a");
    loop.stop();
    open[0]!.answer("A");
    await settle();
    expect(told).toEqual([]);
    loop.ask("b");
    loop.ask("c");
    open[1]!.fail(new Error("no server"));
    await settle();
    expect(failed).toEqual(["Error: no server"]);
    expect(open[2]?.question).toBe("c");
  });
  test("where the server asks for a rest, the newest question waits so long, and nothing else is asked", async () => {
    const asked: string[] = [];
    const failed: string[] = [];
    const told: string[] = [];
    let refusing = true;
    const loop = preview_loop<string, string>(
      async (question) => {
        asked.push(question);
        if (refusing) throw new Error("rest");
        return question.toUpperCase();
      },
      (answer) => told.push(answer),
      (error) => failed.push(String(error)),
      undefined,
      () => 5,
    );
    loop.ask("a");
    await expect.poll(() => failed).toEqual(["Error: rest"]);
    refusing = false;
    loop.ask("b");
    loop.ask("c");
    await expect.poll(() => told).toEqual(["C"]);
    expect(asked).toEqual(["a", "c"]);
    loop.stop();
  });
});
