import type { LookupAddress } from "node:dns";
import { describe, expect, it } from "vitest";
import {
  is_allowed_host,
  is_public_address,
  literal_address_refused,
  public_lookup,
} from "../../../api/notification/public_address.ts";

describe("is_public_address", () => {
  const hidden = [
    "127.0.0.1",
    "127.8.8.8",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
  ];
  const reserved = [
    "0.0.0.0",
    "100.64.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "198.18.0.1",
    "192.0.2.1",
    "203.0.113.9",
  ];
  const v6 = [
    "::1",
    "::",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "fe80::1",
    "fd00::1",
    "ff02::1",
    "64:ff9b::7f00:1",
  ];
  const v6_reserved = ["2002:7f00:1::", "2001::1", "2001:db8::1", "3fff::1", "not an address", ""];
  it.each([...hidden, ...reserved, ...v6, ...v6_reserved])("refuses %s", (address) =>
    expect(is_public_address(address)).toBe(false),
  );
  it.each(["8.8.8.8", "172.15.0.1", "172.32.0.1", "100.63.0.1", "2606:4700::1111", "2a02:1800::1"])(
    "takes %s",
    (address) => expect(is_public_address(address)).toBe(true),
  );
});

describe("hosts", () => {
  it("are allowed by name, or by name and port, as the settings have them", () => {
    const at = (url: string, allowed: string[]) => is_allowed_host(new URL(url), allowed);
    expect(at("http://intern.stad.be/x", ["intern.stad.be"])).toBe(true);
    expect(at("http://127.0.0.1:8110", ["127.0.0.1:8110"])).toBe(true);
    expect(at("http://127.0.0.1:8111", ["127.0.0.1:8110"])).toBe(false);
    expect(at("https://x.be", ["x.be:443"])).toBe(true);
    expect(literal_address_refused(new URL("http://localhost:1"), [])).toMatch(/public internet/);
    expect(literal_address_refused(new URL("https://example.be"), [])).toBeNull();
  });
});

describe("public_lookup", () => {
  const leading_to = (...addresses: string[]) =>
    ((_host: string, _options: unknown, answer: (error: null, found: LookupAddress[]) => void) =>
      answer(
        null,
        addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
      )) as never;
  const ask = (resolve: never, all: boolean) =>
    new Promise((done) =>
      public_lookup("a.be", { all }, (error, found) => done(error ? error.message : found), resolve),
    );
  it("gives the addresses where all are public, and none where one is not", async () => {
    expect(await ask(leading_to("8.8.8.8", "2606:4700::1111"), false)).toBe("8.8.8.8");
    expect(await ask(leading_to("8.8.8.8"), true)).toEqual([{ address: "8.8.8.8", family: 4 }]);
    expect(await ask(leading_to("8.8.8.8", "127.0.0.1"), true)).toMatch(/public addresses only/);
    expect(await ask(leading_to(), true)).toMatch(/public addresses only/);
  });
});
