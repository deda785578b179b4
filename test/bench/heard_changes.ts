import { type Agent, request } from "node:http";

/** What another planner's page hears of a scenario. */
export interface HeardChanges {
  /** The moment (performance.now(), ms) at which the next change of this measure is heard; ask before it is saved. Rejects after 10 s. */
  next(measure_id: number): Promise<number>;
  close(): void;
}

/** Opens the server-sent events of a scenario as a second page does. Rejects where none are answered. */
export function heard_changes(agent: Agent, url: string): Promise<HeardChanges> {
  const waiting = new Map<number, (at_ms: number) => void>();
  return new Promise((opened, failed) => {
    const asked = request(url, { agent, headers: { accept: "text/event-stream" } }, (answer) => {
      if (answer.statusCode !== 200) {
        failed(new Error(`${url}: expected 200, got ${answer.statusCode}`));
        return;
      }
      let text = "";
      answer.setEncoding("utf8").on("data", (part: string) => {
        const at_ms = performance.now();
        const blocks = (text + part).split("\n\n");
        text = blocks.pop()!;
        for (const block of blocks) {
          const data = /^data: (.+)$/m.exec(block)?.[1];
          for (const id of data ? (JSON.parse(data) as { ids: number[] }).ids : []) {
            waiting.get(id)?.(at_ms);
            waiting.delete(id);
          }
        }
      });
      opened({
        next: (measure_id) =>
          new Promise((heard, lost) => {
            const late = setTimeout(
              () => lost(new Error(`measure ${measure_id}: not told within 10 s`)),
              10_000,
            );
            waiting.set(measure_id, (at_ms) => {
              clearTimeout(late);
              heard(at_ms);
            });
          }),
        close: () => asked.destroy(),
      });
    });
    asked.on("error", failed);
    asked.end();
  });
}
