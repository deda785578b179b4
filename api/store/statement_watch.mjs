// A thread: plain JavaScript, so that it starts at once. See statement_limit.ts.
import { Session } from "node:inspector";
import { workerData as deadline } from "node:worker_threads";

const LOOK_MS = 50;
const AGAIN_MS = 1000;
let busy_until_ms = 0;

/** Stops the main thread where it is, lets it call its own function, and lets it go on. */
function interrupt() {
  const session = new Session();
  session.connectToMainThread();
  session.on("Debugger.paused", () => {
    session.post("Runtime.evaluate", { expression: "globalThis.straatlagen_statement_is_late()" }, () => {
      session.post("Debugger.resume", () => {
        // Watched code runs more slowly: no longer than needed.
        session.post("Debugger.disable", () => session.disconnect());
      });
    });
  });
  session.post("Debugger.enable");
  session.post("Debugger.pause");
}

setInterval(() => {
  const now_ms = Date.now();
  if (deadline[0] === 0 || now_ms < deadline[0] || now_ms < busy_until_ms) return;
  busy_until_ms = now_ms + AGAIN_MS;
  interrupt();
}, LOOK_MS);
