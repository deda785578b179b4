// A loading hook: plain JavaScript, since it runs before anything else. What the driver (postgres 3.4.9) does wrong
// when a connection is lost, each as [what it says, what it should]:

/** In connection.js: it ends the whole process (porsager/postgres#1154, #1208), or takes over what was the last session's. */
const connection_mends = [
  [
    // Something waits to be written: that becomes the error of a lost connection.
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
    // The timer and what was not written are forgotten with the connection, else the next one never sends anything.
    "incomings = null\n    clearImmediate(nextWriteTimer)\n    socket.removeListener",
    "incomings = null\n    clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    socket.removeListener",
  ],
  [
    // What was asked and answered last is forgotten too, else the next session's first question gets that answer.
    `if (initial)
      return reconnect()

    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))
`,
    `errorResponse = null
    !hadError && !initial && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))
    query = results = null
    result = new Result()
    if (initial)
      return reconnect()

`,
  ],
];

/** In index.js: it goes on with a connection that is no longer the same, or forgets who waits for one. */
const pool_mends = [
  [
    // Whoever waits to have a connection for himself and cannot, waits no more: else one is set aside for nobody, for
    // good, each time, until there are none.
    "const query = { reserve: resolve, reject }",
    "const query = { reserve: resolve, reject: error => (queries.remove(query), reject(error)) }",
  ],
  [
    // Whoever waits for one is found in the line when it is there: taken out of it he waits for ever.
    "queries.length && connect(c, queries.shift())\n",
    `if (queries.length) {
      const query = queries.shift()
      query.reserve && queries.push(query)
      connect(c, query)
    }
`,
  ],
  [
    // A lost connection that was set aside is nobody's: not the next one's of the pool, and not to be given back.
    "c.reserved.release = true\n",
    "c.reserved.release = true\n    let lost = null\n    c.onclose = error => lost = error\n",
  ],
  [
    "sql.release = () => {\n      c.reserved = null\n",
    "sql.release = () => {\n      if (lost) return\n      c.onclose = null\n      c.reserved = null\n",
  ],
  [
    "function handler(q) {\n      c.queue === full\n        ? queue.push(q)",
    "function handler(q) {\n      if (lost) return q.reject(lost)\n      c.queue === full\n        ? queue.push(q)",
  ],
  [
    // A transaction whose connection was lost is over: its next statement would else run on the next connection, alone.
    "let savepoints = 0\n      , connection\n",
    "let savepoints = 0\n      , lost = null\n      , connection\n",
  ],
  ["connection.onclose = reject)", "connection.onclose = error => { lost = error; reject(error) })"],
  [
    "q.catch(e => uncaughtError || (uncaughtError = e))\n        c.queue",
    "q.catch(e => uncaughtError || (uncaughtError = e))\n        if (lost) return q.reject(lost)\n        c.queue",
  ],
];

const mends = { "/postgres/src/connection.js": connection_mends, "/postgres/src/index.js": pool_mends };

/** Mends the driver's source as it is loaded; a version that is another, or mended itself, is left as it is. */
export async function load(url, context, next) {
  const loaded = await next(url, context);
  const of_file = Object.entries(mends).find(([path]) => url.endsWith(path))?.[1];
  if (!of_file || loaded.source === undefined || loaded.source === null) return loaded;
  const source = Buffer.from(loaded.source).toString("utf8");
  if (!of_file.every(([from]) => source.split(from).length === 2)) return loaded;
  return { ...loaded, source: of_file.reduce((text, [from, to]) => text.replace(from, () => to), source) };
}
