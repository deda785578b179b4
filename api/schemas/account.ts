import { z } from "@hono/zod-openapi";
import { try_roles } from "../accounts/accounts.ts";
import { viewer_roles } from "../store/viewer.ts";
import { text, timestamp } from "./common.ts";

export const account_role = z.enum(["administrator", "planner", "utility_partner", "official"], {
  error: "expected administrator, planner, utility_partner or official",
});
export const email = z
  .string({ error: "expected an e-mail address" })
  .max(200, { error: "expected at most 200 characters" })
  .regex(/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/, { error: "expected an e-mail address" });
export const new_password = text(200, 12);
export const secret_token = z
  .string({ error: "expected the token of a link" })
  .regex(/^[\w-]{20,120}$/, { error: "expected the token of a link" });
export const organisation_id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_]{0,99}$/, { error: "expected the id of an organisation" });

export const session_answer = z
  .object({
    by: z.enum(["session", "token", "link", "try_out", "nothing"]),
    role: z.enum(viewer_roles),
    name: z.string().nullable(),
    account_id: z.string().nullable(),
    organisation_id: z.string().nullable(),
    organisation: z.string().nullable(),
    has_accounts: z.boolean().openapi({ description: "Was an account ever made here?" }),
    try_roles: z.array(z.enum(try_roles)).openapi({ description: "What the demo lets one try" }),
    openid: z.string().nullable().openapi({ description: "Name of the provider to sign in at" }),
  })
  .openapi("Session");

export const account = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    organisation_id: z.string(),
    organisation: z.string(),
    role: account_role,
    created_at: timestamp,
    closed_at: timestamp.nullable(),
    has_password: z.boolean(),
    last_seen_at: timestamp.nullable(),
  })
  .openapi("Account");

export const account_input = z
  .strictObject({ name: text(200, 1), email, organisation_id, role: account_role })
  .openapi("AccountInput");
export const account_change = z
  .strictObject({ name: text(200, 1), organisation_id, role: account_role, closed: z.boolean() })
  .openapi("AccountChange");
