import { useQuery } from "@tanstack/react-query";
import { send } from "../client.ts";
import * as m from "../text/compiled/messages.js";

export const roles = ["administrator", "planner", "utility_partner", "official"] as const;
export type Role = (typeof roles)[number] | "resident" | "visitor";

export interface Session {
  readonly by: "session" | "token" | "link" | "try_out" | "nothing";
  readonly role: Role;
  readonly name: string | null;
  readonly account_id: string | null;
  readonly organisation_id: string | null;
  readonly organisation: string | null;
  readonly has_accounts: boolean;
  readonly try_roles: readonly Role[];
  readonly openid: string | null;
}
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly organisation_id: string;
  readonly organisation: string;
  readonly role: Role;
  readonly closed_at: string | null;
  readonly has_password: boolean;
}
export interface Organisation {
  readonly id: string;
  readonly name: string;
}
export interface ApiToken {
  readonly id: number;
  readonly name: string;
  readonly scope: "read" | "write";
  readonly expires: string;
  readonly last_used_at: string | null;
  readonly withdrawn_at: string | null;
}
export interface ResidentLink {
  readonly id: number;
  readonly name: string;
  readonly scenario: string;
  readonly measure_ids: number[] | null;
  readonly expires: string;
  readonly withdrawn_at: string | null;
}
export interface Grant {
  readonly id: number;
  readonly organisation: string;
  readonly purpose: string;
  readonly until: string;
  readonly state: "in_force" | "over" | "withdrawn";
  readonly area: object | null;
}
export interface Look {
  readonly organisation: string | null;
  readonly viewer_name: string;
  readonly route: string;
  readonly hour: string;
  readonly looks: number;
}

/** The calls about people and rights; answers as the API describes them. */
export const account_api = {
  session: () => send<Session>("GET", "/session"),
  sign_in: (body: { email: string; password: string }) => send("POST", "/session", { body }),
  sign_out: () => send("DELETE", "/session"),
  sign_out_everywhere: () => send("DELETE", "/sessions"),
  try_role: (role: Role) => send("PUT", "/session/try_role", { body: { role } }),
  openid: () => send<{ address: string }>("POST", "/session/openid"),
  open_link: (token: string) => send<{ scenario_id: number }>("POST", "/session/link", { body: { token } }),
  first_administrator: (body: object) => send("POST", "/first_administrator", { body }),
  set_password: (body: object) => send("POST", "/password", { body }),
  change_password: (body: object) => send("PUT", "/password", { body }),
  accounts: () => send<{ accounts: Account[] }>("GET", "/accounts"),
  add_account: (body: object) => send<{ token: string }>("POST", "/accounts", { body }),
  change_account: (id: string, body: object) =>
    send<Account>("PUT", `/accounts/${encodeURIComponent(id)}`, { body }),
  password_link: (id: string) =>
    send<{ token: string }>("POST", `/accounts/${encodeURIComponent(id)}/password_link`),
  organisations: () => send<{ organisations: Organisation[] }>("GET", "/organisations"),
  add_organisation: (body: object) => send<Organisation>("POST", "/organisations", { body }),
  tokens: () => send<{ api_tokens: ApiToken[] }>("GET", "/api_tokens"),
  add_token: (body: object) => send<{ token: string }>("POST", "/api_tokens", { body }),
  withdraw_token: (id: number) => send("DELETE", `/api_tokens/${id}`),
  resident_links: () => send<{ resident_links: ResidentLink[] }>("GET", "/resident_links"),
  add_resident_link: (body: object) => send<{ token: string }>("POST", "/resident_links", { body }),
  withdraw_resident_link: (id: number) => send("DELETE", `/resident_links/${id}`),
  grants: (dataset: string) =>
    send<{ may_grant: boolean; grants: Grant[] }>("GET", `/datasets/${encodeURIComponent(dataset)}/grants`),
  add_grant: (dataset: string, body: object) =>
    send("POST", `/datasets/${encodeURIComponent(dataset)}/grants`, { body }),
  withdraw_grant: (dataset: string, id: number) =>
    send("DELETE", `/datasets/${encodeURIComponent(dataset)}/grants/${id}`),
  access_log: (dataset: string) =>
    send<{ looks: Look[]; total: number }>("GET", `/datasets/${encodeURIComponent(dataset)}/access_log`),
};

const session_query = { queryKey: ["session"], queryFn: account_api.session };

/** Who uses this page; undefined until it is known. */
export function useSession(): Session | undefined {
  return useQuery(session_query).data;
}

/** A role in words. */
export function role_word(role: Role): string {
  const words: Readonly<Record<Role, () => string>> = {
    administrator: m.role_administrator,
    planner: m.role_planner,
    utility_partner: m.role_utility_partner,
    official: m.role_official,
    resident: m.role_resident,
    visitor: m.role_visitor,
  };
  return words[role]();
}

/** Another person's or role's page: everything is asked for anew. */
export function start_anew(path: string): void {
  window.location.assign(path);
}

/** Does whoever looks draw and plan for the town? Others read; the server refuses them. Null until it is known. */
export function useMayPlan(): boolean | null {
  const { data, isError } = useQuery(session_query);
  if (!data) return isError ? false : null;
  return data.role === "administrator" || data.role === "planner";
}

/** May whoever looks bring in data? Until it is known, yes: nothing moves then for most. */
export function useMayImport(): boolean {
  const role = useSession()?.role;
  return role === undefined || ["administrator", "planner", "utility_partner"].includes(role);
}

/** Who did something, as the store names it: an account by its name, whoever tries the demo by the role. */
export function doer_name(id: string): string {
  if (id === "local_administrator") return m.role_administrator();
  const tried = /^demo_(administrator|planner|utility_partner|official|visitor)$/.exec(id)?.[1];
  return tried ? role_word(tried as Role) : id;
}
