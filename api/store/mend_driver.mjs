// A loading hook: plain JavaScript, since it runs before anything else. The driver (postgres 3.4.9) ends the whole
// process when a connection is lost while something waits to be written to it, or before the next statement of a
// transaction (porsager/postgres#1154, #1208): here that becomes the error of a lost connection. Its timer and
// what it had not written are forgotten with the connection, else the next one never sends anything.

const mends = [
  [
    "function nextWrite(fn) {\n",
    `function nextWrite(fn) {
    if (!socket) {
      nextWriteTimer !== null && clearImmediate(nextWriteTimer)
      chunk = nextWriteTimer = null
      // Later, as an answer would come; then the pool may connect anew.
      setImmediate(() => {
        if (socket) return
        const lost = Errors.connection('CONNECTION_CLOSED', options, socket)
        error(lost)
        query = null
        onclose(connection, lost)
      })
      return true
    }
`,
  ],
  [
    "incomings = null\n    clearImmediate(nextWriteTimer)\n    socket.removeListener",
    "incomings = null\n    clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    socket.removeListener",
  ],
];

/** Mends the driver's source as it is loaded; a version that is another, or mended itself, is left as it is. */
export async function load(url, context, next) {
  const loaded = await next(url, context);
  if (!url.endsWith("/postgres/src/connection.js") || loaded.source === undefined || loaded.source === null)
    return loaded;
  const source = Buffer.from(loaded.source).toString("utf8");
  if (!mends.every(([from]) => source.includes(from))) return loaded;
  return { ...loaded, source: mends.reduce((text, [from, to]) => text.replace(from, to), source) };
}
