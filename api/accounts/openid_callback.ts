import type { Context } from "hono";
import type { ApiEnv } from "../context.ts";
import { problem } from "../errors.ts";
import { behind_tls } from "./cookies.ts";

/** The browser comes back from the OpenID Connect provider: signed in, or with a reason why not, to a page of ours. */
export async function openid_callback(c: Context<ApiEnv>): Promise<Response> {
  const accounts = c.var.deps.accounts?.() ?? null;
  if (!accounts?.options.openid)
    throw problem("openid_not_set", "Set OPENID_ISSUER to sign in at a provider.");
  const { public_url } = accounts.options;
  // The library knows itself by the address that browsers use, whatever stands in between.
  const asked = new URL(c.req.url);
  const request = new Request(`${public_url}${asked.pathname}${asked.search}`, {
    headers: c.req.raw.headers,
  });
  const answer = await accounts.openid_callback(request);
  const headers = new Headers(answer.headers);
  if (behind_tls(c, public_url)) {
    headers.delete("set-cookie");
    for (const line of answer.headers.getSetCookie())
      headers.append("set-cookie", /;\s*secure/i.test(line) ? line : `${line}; Secure`);
  }
  return new Response(answer.body, { status: answer.status, headers });
}
