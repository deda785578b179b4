import type { PGlite } from "@electric-sql/pglite";

const EXECUTE = 0x45; // 'E'
/** What an `Execute` of all rows of a statement never ends with: PortalSuspended, EmptyQueryResponse, a change of no kind. */
const cut_short = ["s\0\0\0\x04", "I\0\0\0\x04", "C\0\0\0\x08???\0"].map((text) => Buffer.from(text));
const held_bytes = Math.max(...cut_short.map((answer) => answer.length));
/** PostgreSQL's own warning, at the end of a transaction, that a statement in it was left in the middle. */
const left_open = /snapshot 0x[0-9a-f]+ still active/;

/** An `Execute` without a row limit; only a limit can suspend a portal. */
function executes_all(message: Uint8Array): boolean {
  if (message[0] !== EXECUTE) return false;
  return Buffer.from(message).readInt32BE(message.indexOf(0, 5) + 1) === 0;
}

function protocol_message(type: string, ...texts: string[]): Buffer {
  const body = Buffer.from(`${texts.join("\0")}\0\0`);
  const head = Buffer.alloc(5, type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const gave_up = (consequence: string) =>
  protocol_message(
    "E",
    "SERROR",
    "VERROR",
    "CXX000",
    `MThe embedded store gave up in the middle of a statement (a geometry operation failed inside GEOS). ${consequence}`,
  );
const kept_nothing = gave_up("Nothing of it was kept.");
const kept_a_part = gave_up("A part of the change may have been stored: undo it, or import again.");

/**
 * Sends one protocol message to the backend and passes the answer on; returns the answer's bytes.
 *
 * In PGlite 0.5 a C++ exception of GEOS (an overlay that finds no robust result, `ST_IsValid` of a ring
 * that is not closed) unwinds to the top: the statement stops as if it had been asked for so many rows
 * only, without an error (electric-sql/pglite#916). For a query this is seen at once, and becomes an
 * error that aborts the transaction. For a change with `returning` PostgreSQL only warns, at the end of the
 * transaction: that becomes an error too, so that nobody takes it for done.
 */
export async function send_message(
  db: PGlite,
  message: Uint8Array,
  on_data: (data: Uint8Array) => void,
): Promise<number> {
  let bytes = 0;
  let held = Buffer.alloc(0);
  const guarded = executes_all(message);
  const pass_on = (data: Uint8Array) => {
    if (data.length === 0) return;
    bytes += data.length;
    on_data(data);
  };
  const send = (sent: Uint8Array, onRawData: (data: Uint8Array) => void) =>
    db.runExclusive(() => db.execProtocolRawStream(sent, { onRawData }));
  await send(message, (data) => {
    if (guarded) {
      const all = Buffer.concat([held, data]);
      pass_on(all.subarray(0, -held_bytes));
      held = all.subarray(-held_bytes);
      return;
    }
    if (data.length < 4096 && left_open.test(Buffer.from(data).toString("latin1"))) pass_on(kept_a_part);
    pass_on(data);
  });
  const end = cut_short.find((answer) => held.subarray(-answer.length).equals(answer));
  if (end) {
    // No statement begins so: the backend reports an error of its own, which aborts the transaction.
    await send(protocol_message("P", "", "abandoned"), () => undefined);
    held = Buffer.concat([held.subarray(0, -end.length), kept_nothing]);
  }
  pass_on(held);
  return bytes;
}
