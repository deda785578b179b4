import { createRoute, z } from "@hono/zod-openapi";
import { read_as_viewer, write_as_viewer } from "../context.ts";
import { problem } from "../errors.ts";
import { change_account, list_accounts, organisation_exists } from "../queries/account.ts";
import { answers, router } from "../router.ts";
import { account, account_change, account_input } from "../schemas/account.ts";
import { text_id } from "../schemas/common.ts";
import { accounts_of } from "./session.ts";

const params = z.object({ id: text_id });
const link = z.object({ id: z.string(), token: z.string() });

/** The problem of an account that is not there. */
const not_found = (id: string): Error =>
  problem("account_not_found", `Expected the id of an account, got ${JSON.stringify(id)}.`);
/** The problem of an organisation that is not there. */
export const organisation_not_found = (id: string): Error =>
  problem("organisation_not_found", `Expected the id of an organisation, got ${JSON.stringify(id)}.`);

export const account_routes = router()
  .openapi(
    createRoute({
      method: "get",
      path: "/accounts",
      tags: ["account"],
      summary: "The people who may sign in",
      description: "An administrator sees all, others those of their own organisation.",
      responses: answers(200, z.object({ accounts: z.array(account) }), "The accounts"),
    }),
    async (c) => c.json({ accounts: await read_as_viewer(c, list_accounts) } as never, 200),
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/accounts",
      tags: ["account"],
      summary: "Make an account for somebody",
      description:
        "Answers the token of a link, good once and for three days, with which that person sets a password.",
      request: { body: { required: true, content: { "application/json": { schema: account_input } } } },
      responses: answers(201, link, "The account's id and the token"),
    }),
    async (c) => {
      const accounts = accounts_of(c);
      const input = c.req.valid("json");
      const { authority_id } = c.var.viewer;
      if (!(await read_as_viewer(c, (sql) => organisation_exists(sql, input.organisation_id))))
        throw organisation_not_found(input.organisation_id);
      // A made account ends the trying out for everybody: somebody has to be able to sign in.
      if (!(await accounts.any()))
        throw problem(
          "sign_in_required",
          "Make the first administrator first, with the link printed at the start.",
        );
      return c.json(await accounts.invite({ ...input, authority_id }), 201);
    },
  )
  .openapi(
    createRoute({
      method: "put",
      path: "/accounts/{id}",
      tags: ["account"],
      summary: "Change somebody's organisation or role, or close the account",
      request: {
        params,
        body: { required: true, content: { "application/json": { schema: account_change } } },
      },
      responses: answers(200, account, "The account as it is now"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const input = c.req.valid("json");
      const row = await write_as_viewer(c, async (sql) => {
        if (!(await organisation_exists(sql, input.organisation_id)))
          throw organisation_not_found(input.organisation_id);
        const state = await change_account(sql, { id, ...input });
        if (state === "last_administrator")
          throw problem("last_administrator", "Expected another administrator to stay.");
        return (await list_accounts(sql)).find((one) => one.id === id);
      });
      if (!row) throw not_found(id);
      return c.json(row as never, 200);
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/accounts/{id}/password_link",
      tags: ["account"],
      summary: "A new one-time link for somebody who lost the password",
      request: { params },
      responses: answers(201, link, "The account's id and the token"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const rows = await read_as_viewer(c, list_accounts);
      if (!rows.some((one) => one.id === id && one.closed_at === null)) throw not_found(id);
      return c.json({ id, token: await accounts_of(c).password_link(id) }, 201);
    },
  );
