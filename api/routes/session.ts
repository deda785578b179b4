import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { type Accounts, try_roles } from "../accounts/accounts.ts";
import { client_ip } from "../accounts/client_ip.ts";
import { cookie_line, give_cookies, LINK_COOKIE, TRY_COOKIE } from "../accounts/cookies.ts";
import { hash_token } from "../accounts/hash_token.ts";
import { type ApiEnv, read_as_viewer } from "../context.ts";
import { problem } from "../errors.ts";
import { list_organisations } from "../queries/account.ts";
import { answers, router } from "../router.ts";
import { email, new_password, secret_token, session_answer } from "../schemas/account.ts";
import { text } from "../schemas/common.ts";

/** The accounts behind a request; an app without any answers as if there were none to sign in to. */
export function accounts_of(c: Context<ApiEnv>): Accounts {
  const accounts = c.var.deps.accounts?.() ?? null;
  if (!accounts) throw problem("sign_in_refused", "There are no accounts here.");
  return accounts;
}

async function session_of(c: Context<ApiEnv>): Promise<z.infer<typeof session_answer>> {
  const accounts = c.var.deps.accounts?.() ?? null;
  const { viewer, by } = c.var.caller;
  const organisations = await read_as_viewer(c, list_organisations);
  const offers = by === "try_out" && accounts !== null && (await accounts.demo());
  return {
    by,
    role: viewer.role,
    name: viewer.name || null,
    account_id: by === "session" || by === "token" ? viewer.id : null,
    organisation_id: viewer.organisation_id || null,
    organisation: organisations.find(({ id }) => id === viewer.organisation_id)?.name ?? null,
    has_accounts: accounts !== null && (await accounts.any()),
    try_roles: offers ? [...try_roles] : [],
    openid: accounts?.options.openid?.name ?? null,
  };
}

const json = <S extends z.ZodType>(schema: S) => ({
  required: true as const,
  content: { "application/json": { schema } },
});
const done = { 204: { description: "Done" } };

export const session_routes = router()
  .openapi(
    createRoute({
      method: "get",
      path: "/session",
      tags: ["session"],
      summary: "Who asks, and how one can sign in",
      responses: answers(200, session_answer, "The session"),
    }),
    async (c) => c.json(await session_of(c), 200, { "cache-control": "no-store" }),
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/session",
      tags: ["session"],
      summary: "Sign in with a password",
      request: { body: json(z.strictObject({ email, password: text(200, 1) }).openapi("SignInInput")) },
      responses: done,
    }),
    async (c) => {
      const accounts = accounts_of(c);
      const input = c.req.valid("json");
      const cookies = await accounts.sign_in(input.email, input.password, client_ip(c));
      give_cookies(c, accounts.options.public_url, [...cookies, cookie_line(LINK_COOKIE, "", 0)]);
      return c.body(null, 204);
    },
  )
  .openapi(
    createRoute({
      method: "delete",
      path: "/session",
      tags: ["session"],
      summary: "Sign out here",
      responses: done,
    }),
    async (c) => {
      const accounts = accounts_of(c);
      const gone = [cookie_line(LINK_COOKIE, "", 0), cookie_line(TRY_COOKIE, "", 0)];
      const cookies = c.var.caller.by === "session" ? await accounts.sign_out(c) : [];
      give_cookies(c, accounts.options.public_url, [...cookies, ...gone]);
      return c.body(null, 204);
    },
  )
  .openapi(
    createRoute({
      method: "delete",
      path: "/sessions",
      tags: ["session"],
      summary: "Sign out everywhere",
      responses: done,
    }),
    async (c) => {
      await accounts_of(c).sign_out_everywhere(c.var.viewer.id);
      return c.body(null, 204);
    },
  )
  .openapi(
    createRoute({
      method: "put",
      path: "/session/try_role",
      tags: ["session"],
      summary: "Look at the demo as somebody with another role",
      description: "Only while nobody has an account, and only on the demo.",
      request: {
        body: json(
          z
            .strictObject({ role: z.enum(try_roles, { error: `expected ${try_roles.join(", ")}` }) })
            .openapi("TryRoleInput"),
        ),
      },
      responses: done,
    }),
    async (c) => {
      const accounts = accounts_of(c);
      if (!(await accounts.try_out(c)) || !(await accounts.demo()))
        throw problem("sign_in_required", "Expected the demo without accounts: sign in instead.");
      const line = cookie_line(TRY_COOKIE, c.req.valid("json").role, 30 * 24 * 3600);
      give_cookies(c, accounts.options.public_url, [line]);
      return c.body(null, 204);
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/session/openid",
      tags: ["session"],
      summary: "Begin to sign in at the OpenID Connect provider",
      responses: answers(200, z.object({ address: z.string() }), "Where the browser has to go"),
    }),
    async (c) => {
      const accounts = accounts_of(c);
      if (!accounts.options.openid)
        throw problem("openid_not_set", "Set OPENID_ISSUER to sign in at a provider.");
      const { address, cookies } = await accounts.start_openid();
      give_cookies(c, accounts.options.public_url, cookies);
      return c.json({ address }, 200);
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/session/link",
      tags: ["session", "resident_link"],
      summary: "Open a resident's link in this browser",
      request: { body: json(z.strictObject({ token: secret_token }).openapi("LinkInput")) },
      responses: answers(200, z.object({ scenario_id: z.number() }), "What the link shares"),
    }),
    async (c) => {
      const accounts = accounts_of(c);
      const { token } = c.req.valid("json");
      const scenario_id = await accounts.open_link(hash_token(token));
      give_cookies(c, accounts.options.public_url, [cookie_line(LINK_COOKIE, token, 30 * 24 * 3600)]);
      return c.json({ scenario_id }, 200);
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/first_administrator",
      tags: ["session", "account"],
      summary: "Make the first administrator, with the link printed at the start",
      request: {
        body: json(
          z
            .strictObject({ token: secret_token, name: text(200, 1), email, password: new_password })
            .openapi("FirstAdministratorInput"),
        ),
      },
      responses: done,
    }),
    async (c) => {
      await accounts_of(c).make_first_administrator(c.req.valid("json"));
      return c.body(null, 204);
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/password",
      tags: ["session", "account"],
      summary: "Set a password with a one-time link",
      request: {
        body: json(
          z.strictObject({ token: secret_token, password: new_password }).openapi("PasswordByLinkInput"),
        ),
      },
      responses: done,
    }),
    async (c) => {
      const { token, password } = c.req.valid("json");
      await accounts_of(c).set_password_by_link(token, password);
      return c.body(null, 204);
    },
  )
  .openapi(
    createRoute({
      method: "put",
      path: "/password",
      tags: ["session", "account"],
      summary: "Change one's own password; every session ends",
      request: {
        body: json(
          z.strictObject({ current: text(200, 1), password: new_password }).openapi("PasswordInput"),
        ),
      },
      responses: done,
    }),
    async (c) => {
      const { current, password } = c.req.valid("json");
      await accounts_of(c).change_password(c, current, password);
      return c.body(null, 204);
    },
  );
