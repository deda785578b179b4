import { expect } from "vitest";
import { type Accounts, open_accounts } from "../../api/accounts/accounts.ts";
import { create_app } from "../../api/app.ts";
import type { Answer, TestApp } from "./open_test_app.ts";

/** Somebody with a browser of his own. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly password: string;
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** The cookies this browser holds, as a header. */
  cookie(): string;
}

export interface People {
  readonly app: ReturnType<typeof create_app>;
  readonly accounts: Accounts;
  /** A browser without any cookie. */
  stranger(): Person;
  /** Somebody who signed in; the same one for the same role and organisation. */
  person(role: string, organisation_id?: string): Promise<Person>;
}

const known = new WeakMap<TestApp, Promise<People>>();

/** The app of a test with accounts, on the same store: its first administrator is made through the link. */
export function people_of(t: TestApp): Promise<People> {
  const there = known.get(t) ?? open_people(t);
  known.set(t, there);
  return there;
}

let browsers = 0;

/** A browser that keeps the cookies it is given, on a machine of its own: attempts to sign in are counted per address. */
export function browser(app: ReturnType<typeof create_app>): Person {
  browsers += 1;
  const machine = {
    incoming: { socket: { remoteAddress: `198.18.${browsers >> 8}.${browsers & 255}` } },
  };
  const jar = new Map<string, string>();
  const cookie = (): string => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  return {
    id: "",
    email: "",
    password: "",
    cookie,
    async ask(method, path, body, headers = {}) {
      const sent =
        body === undefined || typeof body === "string" || body instanceof FormData
          ? body
          : JSON.stringify(body);
      const response = await app.request(
        path.startsWith("/api/") ? path : `/api/v1${path}`,
        {
          method,
          body: sent as BodyInit,
          headers: {
            ...(sent !== undefined && !(body instanceof FormData)
              ? { "content-type": "application/json" }
              : {}),
            ...(jar.size > 0 ? { cookie: cookie() } : {}),
            ...headers,
          },
        },
        machine,
      );
      for (const line of response.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
        if (/max-age=0\b/i.test(line) || value === "") jar.delete(name!);
        else jar.set(name!, value!);
      }
      const type = response.headers.get("content-type") ?? "";
      const bytes = new Uint8Array(await response.arrayBuffer());
      const parsed =
        type.includes("json") && bytes.length > 0 ? JSON.parse(new TextDecoder().decode(bytes)) : bytes;
      return { status: response.status, headers: response.headers, body: parsed };
    },
  };
}

async function open_people(t: TestApp): Promise<People> {
  const { store, viewer } = t.test;
  const accounts = await open_accounts(store, {
    authority_id: viewer.authority_id,
    public_url: "http://localhost",
    only_here: true,
    openid: null,
    log: (line) => t.logged.push(line),
  });
  const app = create_app({ ...t.deps, accounts: () => accounts });
  const link = await accounts.first_administrator_link();
  const admin = browser(app);
  const first = { name: "Ada Eerste", email: "Admin@testdorp.be", password: "een lang wachtwoord" };
  const made = await admin.ask("POST", "/first_administrator", { token: link, ...first });
  expect(made.status).toBe(204);
  const signed = await admin.ask("POST", "/session", { email: first.email, password: first.password });
  expect(signed.status).toBe(204);
  const { body } = await admin.ask("GET", "/session");
  const people = new Map<string, Promise<Person>>();
  people.set(
    "administrator town",
    Promise.resolve({ ...admin, id: body.account_id, email: first.email, password: first.password }),
  );
  const invite = async (role: string, organisation_id: string): Promise<Person> => {
    const email = `${role}@${organisation_id}.be`;
    const password = `wachtwoord van ${role}`;
    await store.sql`
      insert into organisation (authority_id, id, name) values (${viewer.authority_id}, ${organisation_id}, ${organisation_id})
      on conflict do nothing`;
    const asked = { name: `${role} of ${organisation_id}`, email, organisation_id, role };
    const invited = await admin.ask("POST", "/accounts", asked);
    expect(invited.status, JSON.stringify(invited.body)).toBe(201);
    const own = browser(app);
    expect((await own.ask("POST", "/password", { token: invited.body.token, password })).status).toBe(204);
    expect((await own.ask("POST", "/session", { email, password })).status).toBe(204);
    return { ...own, id: invited.body.id, email, password };
  };
  return {
    app,
    accounts,
    stranger: () => browser(app),
    person(role, organisation_id = "town") {
      const key = `${role} ${organisation_id}`;
      const there = people.get(key) ?? invite(role, organisation_id);
      people.set(key, there);
      return there;
    },
  };
}
