import { Agent, request } from "node:http";
import { gunzipSync } from "node:zlib";

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** Connections that stay open between requests, as a browser keeps them. The caller destroys it. */
export const keep_alive_client = (connections: number): Agent =>
  new Agent({ keepAlive: true, maxSockets: connections });

/** One request over a kept connection; the body as it came, not unpacked. Rejects where no answer comes. */
export function ask(
  agent: Agent,
  url: string,
  options: {
    readonly method?: string;
    readonly headers?: Record<string, string>;
    readonly body?: string;
  } = {},
): Promise<Answer> {
  return new Promise((done, failed) => {
    const sent = request(
      url,
      { agent, method: options.method ?? "GET", headers: options.headers },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on("data", (part: Buffer) => parts.push(part));
        answer.on("error", failed);
        answer.on("end", () =>
          done({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
        );
      },
    );
    sent.on("error", failed);
    sent.end(options.body);
  });
}

/** Posts JSON as a browser does and answers the body, still packed; throws on any status but 200. */
export async function post_json(agent: Agent, url: string, value: unknown): Promise<Answer> {
  const body = JSON.stringify(value);
  const answer = await ask(agent, url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "content-length": String(Buffer.byteLength(body)),
      "accept-encoding": "gzip",
    },
    body,
  });
  if (answer.status !== 200) throw new Error(`${url}: expected 200, got ${answer.status}: ${answer.body}`);
  return answer;
}

/** The JSON of an answer, unpacked where it came packed. */
export function read_json<T>({ headers, body }: Answer): T {
  const text = headers["content-encoding"] === "gzip" ? gunzipSync(body) : body;
  return JSON.parse(text.toString()) as T;
}
