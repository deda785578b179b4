import { expect } from "vitest";
import { people_of } from "../people.ts";
import type { RouteTests } from "../route_tests.ts";

const hook = { url: "https://example.be/straatlagen", kinds: ["review_asked"] };

export const webhook_tests: RouteTests = {
  "GET /webhooks": async (t) => {
    const people = await people_of(t);
    const partner = await people.person("utility_partner", "haakeen");
    const made = await partner.ask("POST", "/webhooks", hook);
    const answer = await partner.ask("GET", "/webhooks");
    expect(answer.body.webhooks).toMatchObject([{ id: made.body.id, ...hook, last_state: null }]);
    expect(JSON.stringify(answer.body)).not.toContain(made.body.secret);
    const other = await people.person("utility_partner", "haaktwee");
    expect((await other.ask("GET", "/webhooks")).body.webhooks).toEqual([]);
    // Not even asked for in SQL.
    await expect(
      t.test.store.as_viewer(t.test.viewer, (sql) => sql`select secret from webhook`),
    ).rejects.toThrow(/permission denied/);
  },
  "POST /webhooks": async (t) => {
    const partner = await (await people_of(t)).person("utility_partner", "haakdrie");
    const made = await partner.ask("POST", "/webhooks", hook);
    expect(made).toMatchObject({ status: 201, body: { secret: expect.stringMatching(/^whsec_[\w-]{43}$/) } });
    expect((await partner.ask("POST", "/webhooks", { ...hook, kinds: ["alles"] })).status).toBe(400);
    for (const url of ["ftp://example.be", "https://a:b@example.be", "javascript:alert(1)", "example.be"])
      expect((await partner.ask("POST", "/webhooks", { ...hook, url })).status, url).toBe(400);
    const hidden = [
      "127.0.0.1:5432",
      "localhost",
      "10.0.0.8",
      "169.254.169.254/latest",
      "[::1]",
      "0x7f.1",
      "2130706433",
    ];
    for (const host of [...hidden, "[::ffff:127.0.0.1]", "[fd00::1]", "database", "x.localhost"])
      expect(
        (await partner.ask("POST", "/webhooks", { ...hook, url: `http://${host}` })).body.code,
        host,
      ).toBe("address_not_public");
  },
  "DELETE /webhooks/{id}": async (t) => {
    const people = await people_of(t);
    const partner = await people.person("utility_partner", "haakvier");
    const { id } = (await partner.ask("POST", "/webhooks", hook)).body;
    const other = await people.person("utility_partner", "haakvijf");
    expect((await other.ask("DELETE", `/webhooks/${id}`)).status).toBe(404);
    expect((await partner.ask("DELETE", `/webhooks/${id}`)).status).toBe(204);
    expect((await partner.ask("DELETE", `/webhooks/${id}`)).status).toBe(404);
    expect((await partner.ask("GET", "/webhooks")).body.webhooks).toEqual([]);
  },
};
