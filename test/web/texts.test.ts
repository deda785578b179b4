import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const web = new URL("../../web/", import.meta.url);
const text = (locale: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`text/${locale}.json`, web), "utf8"));
const { $schema: _, ...nl } = text("nl");
const places = (message: string) => [...message.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

const sources = readdirSync(web, { recursive: true, encoding: "utf8" })
  .filter((path) => /\.tsx?$/.test(path) && !path.includes("compiled"))
  .map((path) => readFileSync(new URL(path, web), "utf8"))
  .join("\n");
const used = new Set([...sources.matchAll(/\bm\.([a-z0-9_]+)\b/g)].map(([, key]) => key!));

describe.each(["en", "fr"])("%s", (locale) => {
  const { $schema: __, ...other } = text(locale);
  test("has every text, with the same parameters, and none empty", () => {
    expect(Object.keys(other).sort()).toEqual(Object.keys(nl).sort());
    for (const [key, message] of Object.entries(other)) {
      expect(places(message), key).toEqual(places(nl[key]!));
      expect(message.trim(), key).not.toBe("");
    }
  });
});

test("every text that is used exists, and every text is used", () => {
  expect([...used].sort()).toEqual(Object.keys(nl).sort());
});

test("no exclamation marks and no capitals inside Dutch sentences' labels", () => {
  for (const [key, message] of Object.entries(nl)) expect(message, key).not.toContain("!");
});

test("French sets a hard space before : ; ? »", () => {
  for (const [key, message] of Object.entries(text("fr"))) {
    if (key !== "$schema") expect(message, key).not.toMatch(/ [:;?»]/);
  }
});
