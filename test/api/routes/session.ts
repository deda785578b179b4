import { expect } from "vitest";
import { people_of } from "../people.ts";
import type { RouteTests } from "../route_tests.ts";

export const session_tests: RouteTests = {
  "GET /session": async (t) => {
    // Without accounts whoever asks is the administrator, as ever.
    expect((await t.ask("GET", "/session")).body).toMatchObject({ by: "try_out", role: "administrator" });
    const people = await people_of(t);
    expect((await people.stranger().ask("GET", "/session")).body).toMatchObject({
      by: "nothing",
      role: "visitor",
      account_id: null,
      has_accounts: true,
      try_roles: [],
    });
    const planner = await people.person("planner");
    expect((await planner.ask("GET", "/session")).body).toMatchObject({
      by: "session",
      role: "planner",
      account_id: planner.id,
      organisation: "Testdorp",
    });
  },
  "POST /session": async (t) => {
    const people = await people_of(t);
    const { email, password } = await people.person("official");
    const refused = { status: 401, body: { code: "sign_in_refused" } };
    const stranger = people.stranger();
    expect(await stranger.ask("POST", "/session", { email, password: "niet dit" })).toMatchObject(refused);
    expect(await stranger.ask("POST", "/session", { email: "x@y.be", password })).toMatchObject(refused);
    const answer = await stranger.ask(
      "POST",
      "/session",
      { email: email.toUpperCase(), password },
      { "x-forwarded-proto": "https" },
    );
    expect(answer.status).toBe(204);
    const [line] = answer.headers.getSetCookie().filter((one) => one.includes("session_token"));
    for (const part of ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"])
      expect(line!.toLowerCase()).toContain(part.toLowerCase());
    expect((await stranger.ask("GET", "/session")).body.role).toBe("official");
    // Another site cannot make a browser sign in or out.
    const elsewhere = { "sec-fetch-site": "cross-site", origin: "https://elders.example" };
    expect(await stranger.ask("DELETE", "/session", undefined, elsewhere)).toMatchObject({
      status: 403,
      body: { code: "cross_site_request" },
    });
    // A forged cookie is nobody's.
    const forged = people.app.request("/api/v1/session", {
      headers: {
        cookie: stranger
          .cookie()
          .replace(/(session_token=.{10})(.)/, (_all, head, letter) => head + (letter === "x" ? "y" : "x")),
      },
    });
    expect(await (await forged).json()).toMatchObject({ by: "nothing" });
    // Guessing ends after ten attempts, also for the right password.
    const guesser = people.stranger();
    const wrong = { email: "iemand@testdorp.be", password: "geraden wachtwoord" };
    const answers: number[] = [];
    for (let n = 0; n < 11; n++) answers.push((await guesser.ask("POST", "/session", wrong)).status);
    expect(answers).toEqual([...Array<number>(10).fill(401), 429]);
  },
  "DELETE /session": async (t) => {
    const people = await people_of(t);
    const { email, password } = await people.person("official");
    const one = people.stranger();
    const other = people.stranger();
    for (const browser of [one, other]) await browser.ask("POST", "/session", { email, password });
    const replayed = { cookie: one.cookie() };
    expect((await one.ask("DELETE", "/session")).status).toBe(204);
    expect((await one.ask("GET", "/session")).body.by).toBe("nothing");
    expect((await people.stranger().ask("GET", "/session", undefined, replayed)).body.by).toBe("nothing");
    expect((await other.ask("GET", "/session")).body.by).toBe("session");
  },
  "DELETE /sessions": async (t) => {
    const people = await people_of(t);
    const { email, password } = await people.person("planner", "bureau");
    const one = people.stranger();
    const other = people.stranger();
    for (const browser of [one, other]) await browser.ask("POST", "/session", { email, password });
    expect((await one.ask("DELETE", "/sessions")).status).toBe(204);
    for (const browser of [one, other])
      expect((await browser.ask("GET", "/session")).body.by).toBe("nothing");
  },
  "PUT /session/try_role": async (t) => {
    // With accounts, or without the demo, there is nothing to try.
    const people = await people_of(t);
    expect(await people.stranger().ask("PUT", "/session/try_role", { role: "administrator" })).toMatchObject({
      status: 401,
      body: { code: "sign_in_required" },
    });
  },
  "POST /session/openid": async (t) => {
    const people = await people_of(t);
    expect(await people.stranger().ask("POST", "/session/openid", {})).toMatchObject({
      status: 404,
      body: { code: "openid_not_set" },
    });
  },
  "POST /session/link": async (t) => {
    const people = await people_of(t);
    expect(
      await people.stranger().ask("POST", "/session/link", { token: `resident_${"x".repeat(43)}` }),
    ).toMatchObject({ status: 400, body: { code: "link_not_valid" } });
  },
  "POST /first_administrator": async (t) => {
    const people = await people_of(t);
    // It is made: no link makes another, and none is given out.
    expect(await people.accounts.first_administrator_link()).toBeNull();
    const person = { name: "Twee", email: "twee@testdorp.be", password: "een lang wachtwoord" };
    const token = `first_${"x".repeat(43)}`;
    expect(await people.stranger().ask("POST", "/first_administrator", { token, ...person })).toMatchObject({
      status: 400,
      body: { code: "link_not_valid" },
    });
  },
  "POST /password": async (t) => {
    const people = await people_of(t);
    const admin = await people.person("administrator");
    const { id, email, password } = await people.person("utility_partner", "gasbedrijf");
    const { token } = (await admin.ask("POST", `/accounts/${id}/password_link`, {})).body;
    const stranger = people.stranger();
    expect(await stranger.ask("POST", "/password", { token, password: "kort" })).toMatchObject({
      status: 400,
      body: { code: "invalid_request" },
    });
    const signed_in = people.stranger();
    await signed_in.ask("POST", "/session", { email, password });
    expect((await stranger.ask("POST", "/password", { token, password })).status).toBe(204);
    // Used once, and whoever was signed in is out.
    expect(await stranger.ask("POST", "/password", { token, password })).toMatchObject({
      status: 400,
      body: { code: "link_not_valid" },
    });
    expect((await signed_in.ask("GET", "/session")).body.by).toBe("nothing");
    expect((await stranger.ask("POST", "/session", { email, password })).status).toBe(204);
  },
  "PUT /password": async (t) => {
    const people = await people_of(t);
    const { email, password } = await people.person("official", "bureau");
    const own = people.stranger();
    await own.ask("POST", "/session", { email, password });
    expect(await own.ask("PUT", "/password", { current: "niet dit", password })).toMatchObject({
      status: 401,
      body: { code: "sign_in_refused" },
    });
    const next = "een ander wachtwoord";
    expect((await own.ask("PUT", "/password", { current: password, password: next })).status).toBe(204);
    expect((await own.ask("GET", "/session")).body.by).toBe("nothing");
    expect((await own.ask("POST", "/session", { email, password })).status).toBe(401);
    expect((await own.ask("POST", "/session", { email, password: next })).status).toBe(204);
  },
};
