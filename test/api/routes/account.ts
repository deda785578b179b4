import { expect } from "vitest";
import { people_of } from "../people.ts";
import type { RouteTests } from "../route_tests.ts";

export const account_tests: RouteTests = {
  "GET /accounts": async (t) => {
    const people = await people_of(t);
    const admin = await people.person("administrator");
    await people.person("utility_partner", "waterbedrijf");
    const { body } = await admin.ask("GET", "/accounts");
    const names = body.accounts.map((one: { name: string }) => one.name);
    expect(names).toContain("Ada Eerste");
    expect(names).toContain("utility_partner of waterbedrijf");
    // What they sign in with is in no answer.
    expect(JSON.stringify(body)).not.toMatch(/hash|token|scrypt/);
    const partner = await people.person("utility_partner", "waterbedrijf");
    const seen = (await partner.ask("GET", "/accounts")).body.accounts;
    expect(seen.map((one: { organisation_id: string }) => one.organisation_id)).toEqual(["waterbedrijf"]);
  },
  "POST /accounts": async (t) => {
    const people = await people_of(t);
    const admin = await people.person("administrator");
    const asked = { name: "Nieuw", email: "Nieuw@testdorp.be", organisation_id: "town", role: "planner" };
    const made = await admin.ask("POST", "/accounts", asked);
    expect(made.status).toBe(201);
    expect(made.body.token).toMatch(/^password_/);
    expect(await admin.ask("POST", "/accounts", { ...asked, email: "nieuw@TESTDORP.be" })).toMatchObject({
      status: 409,
      body: { code: "email_taken" },
    });
    expect(await admin.ask("POST", "/accounts", { ...asked, organisation_id: "nergens" })).toMatchObject({
      status: 404,
      body: { code: "organisation_not_found" },
    });
    // Only the hash of the link is kept.
    const [row] = await t.test.store.sql<{ text: string }[]>`
      select string_agg(encode(token_hash, 'escape'), ' ') as text from one_time_link`;
    expect(row!.text).not.toContain(made.body.token);
  },
  "PUT /accounts/{id}": async (t) => {
    const people = await people_of(t);
    const admin = await people.person("administrator");
    const clerk = await people.person("planner", "afdeling");
    const asked = { name: "Omgedoopt", organisation_id: "town", role: "official", closed: false };
    expect(await admin.ask("PUT", `/accounts/${clerk.id}`, asked)).toMatchObject({
      status: 200,
      body: { name: "Omgedoopt", role: "official", closed_at: null },
    });
    expect((await clerk.ask("GET", "/session")).body.role).toBe("official");
    await admin.ask("PUT", `/accounts/${clerk.id}`, { ...asked, closed: true });
    expect((await clerk.ask("GET", "/session")).body.by).toBe("nothing");
    const { email, password } = clerk;
    expect((await clerk.ask("POST", "/session", { email, password })).status).toBe(401);
    expect(await admin.ask("PUT", `/accounts/${admin.id}`, { ...asked, closed: true })).toMatchObject({
      status: 409,
      body: { code: "last_administrator" },
    });
    expect((await admin.ask("PUT", "/accounts/nobody", asked)).status).toBe(404);
  },
  "POST /accounts/{id}/password_link": async (t) => {
    const people = await people_of(t);
    const admin = await people.person("administrator");
    const { id } = await people.person("official");
    const first = (await admin.ask("POST", `/accounts/${id}/password_link`, {})).body.token;
    const second = (await admin.ask("POST", `/accounts/${id}/password_link`, {})).body.token;
    expect(second).not.toBe(first);
    // A newer link takes the older one back.
    const password = "wachtwoord van official";
    expect((await people.stranger().ask("POST", "/password", { token: first, password })).status).toBe(400);
    expect((await admin.ask("POST", "/accounts/nobody/password_link", {})).status).toBe(404);
  },
};
