import { promisify } from "node:util";
import { constants, gzip } from "node:zlib";
import type { Context, TypedResponse } from "hono";
import type { JSONParsed } from "hono/utils/types";
import type { ApiEnv } from "./context.ts";
import { JsonText, type Read } from "./json_text.ts";

const compress = promisify(gzip);
const WORTH_BYTES = 1024;

/**
 * A JSON answer that may be some hundred kB and is wanted fast: packed in one piece beside the event
 * loop, at the quickest level. `c.json` with the compressing middleware turns such a text into streams
 * twice, which takes longer than finding what is in it. Parts that are JSON already are passed on as they are.
 */
export async function answer_json<T extends object>(
  c: Context<ApiEnv>,
  value: T,
): Promise<Response & TypedResponse<JSONParsed<Read<T>>, 200, "json">> {
  const parts = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .map(
      ([key, part]) =>
        `${JSON.stringify(key)}:${part instanceof JsonText ? part.text : JSON.stringify(part)}`,
    );
  const text = `{${parts.join(",")}}`;
  const headers: Record<string, string> = { "content-type": "application/json", vary: "accept-encoding" };
  const zipped = text.length >= WORTH_BYTES && /\bgzip\b/.test(c.req.header("accept-encoding") ?? "");
  if (zipped) headers["content-encoding"] = "gzip";
  const body = zipped ? new Uint8Array(await compress(text, { level: constants.Z_BEST_SPEED })) : text;
  return c.body(body, 200, headers) as never;
}
