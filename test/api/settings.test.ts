import { describe, expect, it } from "vitest";
import { read_settings } from "../../api/settings.ts";

describe("read_settings", () => {
  it("serves 127.0.0.1:8080 with jobs and the demo when nothing is asked", () => {
    expect(read_settings({})).toMatchObject({
      port: 8080,
      host: "127.0.0.1",
      hosts: ["localhost", "127.0.0.1", "[::1]"],
      demo: true,
      jobs: true,
      upload_dir: ".straatlagen/uploads",
    });
  });

  it("takes what is asked", () => {
    expect(
      read_settings({
        PORT: "0",
        HOST: "0.0.0.0",
        STRAATLAGEN_DEMO: "no",
        STRAATLAGEN_JOBS: "off",
        STRAATLAGEN_DATA: "/data",
      }),
    ).toMatchObject({
      port: 0,
      host: "0.0.0.0",
      hosts: null,
      demo: false,
      jobs: false,
      upload_dir: "/data/uploads",
    });
    expect(read_settings({ HOST: "0.0.0.0", STRAATLAGEN_HOSTS: "kaart.be, www.Kaart.be" }).hosts).toEqual([
      "localhost",
      "127.0.0.1",
      "[::1]",
      "kaart.be",
      "www.kaart.be",
    ]);
  });

  it("bounds how often may be asked what is hidden", () => {
    expect(read_settings({}).probes_per_hour).toBe(14_400);
    expect(read_settings({ STRAATLAGEN_PROBES_PER_HOUR: "500" }).probes_per_hour).toBe(500);
    expect(() => read_settings({ STRAATLAGEN_PROBES_PER_HOUR: "no" })).toThrow(
      /STRAATLAGEN_PROBES_PER_HOUR: expected a number/,
    );
  });

  it("sends e-mails and webhooks as asked, and none to the inside by itself", () => {
    expect(read_settings({})).toMatchObject({ smtp: null, webhook_hosts: [] });
    const env = {
      SMTP_URL: "smtp://mail.be:25",
      STRAATLAGEN_URL: "https://plan.be",
      STRAATLAGEN_WEBHOOK_HOSTS: "Intern.be, 10.0.0.1:8000",
    };
    expect(read_settings(env)).toMatchObject({
      smtp: { url: "smtp://mail.be:25", from: "Straatlagen <straatlagen@plan.be>" },
      webhook_hosts: ["intern.be", "10.0.0.1:8000"],
    });
    expect(() => read_settings({ SMTP_URL: "mail.be" })).toThrow(/SMTP_URL: expected an address like/);
  });

  it("says what was expected and what came", () => {
    for (const PORT of ["http", "-1", "70000", "80.5"])
      expect(() => read_settings({ PORT })).toThrow(
        `PORT: expected a whole number from 0 to 65535, got "${PORT}"`,
      );
    expect(() => read_settings({ STRAATLAGEN_TILE_CACHE_MB: "lots" })).toThrow(/got "lots"/);
  });
});
