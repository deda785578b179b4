import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { open_accounts } from "../../api/accounts/accounts.ts";
import { create_app } from "../../api/app.ts";
import { store_kinds } from "../store/test_store.ts";
import { open_test_app, type TestApp } from "./open_test_app.ts";
import { browser, type Person } from "./people.ts";

const public_url = "http://localhost:8169";

/** A real OpenID Connect provider; its own pages ask for a name and let anybody be whoever he says. */
async function start_provider(): Promise<{ issuer: string; server: Server }> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: "straatlagen",
        client_secret: "geheim van de stad",
        redirect_uris: [`${public_url}/api/auth/callback/openid`],
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    findAccount: (_context: unknown, sub: string) => ({
      accountId: sub,
      claims: () => ({
        sub,
        email: `${sub}@testdorp.be`,
        email_verified: sub !== "onbevestigd",
        name: `Mevrouw ${sub}`,
      }),
    }),
    conformIdTokenClaims: false,
    cookies: { keys: ["een sleutel voor de proef"] },
  });
  server.on("request", provider.callback());
  return { issuer, server };
}

/** Follows the provider's pages as a browser does, up to the address that leads back to us. */
async function sign_in_there(address: string, name: string): Promise<string> {
  const jar = new Map<string, string>();
  const ask = async (url: string, body?: URLSearchParams): Promise<Response> => {
    const response = await fetch(url, {
      redirect: "manual",
      method: body ? "POST" : "GET",
      headers: { cookie: [...jar].map(([key, value]) => `${key}=${value}`).join("; ") },
      ...(body ? { body } : {}),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, key, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      jar.set(key!, value!);
    }
    return response;
  };
  let url = address;
  for (let step = 0; step < 12; step++) {
    const response = await ask(url);
    const next = response.headers.get("location");
    if (next) {
      url = new URL(next, url).href;
      if (url.startsWith(public_url)) return url;
      continue;
    }
    const page = await response.text();
    const action = /action="([^"]+)"/.exec(page)?.[1];
    if (!action) throw new Error(`expected a form at ${url}, got ${response.status} ${page.slice(0, 300)}`);
    const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1] ?? "login";
    const answer = await ask(
      new URL(action, url).href,
      new URLSearchParams({ prompt, login: name, password: "x" }),
    );
    url = new URL(answer.headers.get("location")!, url).href;
  }
  throw new Error("the provider did not lead back");
}

describe.each(store_kinds)("signing in at an OpenID Connect provider, on %s", (kind) => {
  let t: TestApp;
  let provider: Awaited<ReturnType<typeof start_provider>>;
  let app: ReturnType<typeof create_app>;
  const logged: string[] = [];
  beforeAll(async () => {
    t = await open_test_app(kind);
    provider = await start_provider();
    const accounts = await open_accounts(t.test.store, {
      authority_id: "testdorp",
      public_url,
      only_here: true,
      openid: {
        issuer: provider.issuer,
        client_id: "straatlagen",
        client_secret: "geheim van de stad",
        name: "De stad",
      },
      log: (line) => logged.push(line),
    });
    app = create_app({ ...t.deps, accounts: () => accounts });
    for (const name of ["anna", "onbevestigd"])
      await accounts.invite({
        authority_id: "testdorp",
        organisation_id: "town",
        role: "planner",
        name: `Mevrouw ${name}`,
        email: `${name}@testdorp.be`,
      });
  });
  afterAll(async () => {
    provider.server.closeAllConnections();
    await new Promise((done) => provider.server.close(done));
    await t.close();
  });

  async function begin(who: Person): Promise<string> {
    const { status, body } = await who.ask("POST", "/session/openid", {});
    expect(status).toBe(200);
    expect(body.address).toContain("code_challenge");
    return body.address;
  }

  it("lets in whom an administrator named, by discovery, with the role given here", async () => {
    const anna = browser(app);
    const back = await sign_in_there(await begin(anna), "anna");
    const answer = await anna.ask("GET", new URL(back).pathname + new URL(back).search);
    expect(answer.status).toBe(302);
    expect(answer.headers.get("location")).toBe(`${public_url}/`);
    expect((await anna.ask("GET", "/session")).body).toMatchObject({
      by: "session",
      role: "planner",
      openid: "De stad",
    });
    // The way back works once, and only in the browser that left.
    const again = await browser(app).ask("GET", new URL(back).pathname + new URL(back).search);
    expect(again.headers.get("location")).toMatch(/error=/);
  });

  it("makes no account for whoever is unknown here", async () => {
    const stranger = browser(app);
    const back = await sign_in_there(await begin(stranger), "onbekend");
    const answer = await stranger.ask("GET", new URL(back).pathname + new URL(back).search);
    expect(answer.headers.get("location")).toMatch(/\/sign_in\?error=/);
    expect((await stranger.ask("GET", "/session")).body.by).toBe("nothing");
    const [row] = await t.test.store.sql<{ n: number }[]>`select count(*) as n from account`;
    expect(row!.n).toBe(2);
  });

  it("does not believe an address that the provider has not confirmed", async () => {
    const stranger = browser(app);
    const back = await sign_in_there(await begin(stranger), "onbevestigd");
    await stranger.ask("GET", new URL(back).pathname + new URL(back).search);
    expect((await stranger.ask("GET", "/session")).body.by).toBe("nothing");
  });
});
