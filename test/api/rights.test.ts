import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const api = new URL("../../api/", import.meta.url);

function sources(folder: string): { name: string; text: string }[] {
  return readdirSync(new URL(`${folder}/`, api))
    .filter((name) => name.endsWith(".ts"))
    .map((name) => ({
      name: `${folder}/${name}`,
      text: readFileSync(new URL(`${folder}/${name}`, api), "utf8"),
    }));
}

/** Comments out, so that prose about SQL is not taken for SQL. */
const code = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/\/\/.*$/gm, "");

/** What runs with the owner's rights: jobs and what they deliver, and what people sign in with. */
const owners_queries = ["queries/delivery.ts", "queries/job.ts", "queries/sign_in.ts"];

describe("the rights ground", () => {
  it("lets no route or request query near the owner's connection", () => {
    for (const { name, text } of [
      ...sources("routes"),
      ...sources("queries"),
      ...sources("tiles"),
      ...sources("schemas"),
    ])
      expect(code(text), name).not.toMatch(/store\.sql|\.sql\b(?!`)\s*[`(<]/);
  });

  it("holds SQL in api/queries only", () => {
    const statement =
      /(sql\s*(<[^`]*>)?`|\.unsafe\(|\b(select|insert into|update|delete from)\b[^"'`]*\b(from|values|set|where)\b)/i;
    for (const folder of ["routes", "tiles", "schemas", "jobs", "upload"])
      for (const { name, text } of sources(folder)) expect(code(text), name).not.toMatch(statement);
    // The pattern does find SQL where it is.
    for (const { name, text } of sources("queries")) expect(code(text), name).toMatch(statement);
  });

  it("gives every request query the viewer's transaction, never a connection", () => {
    for (const { name, text } of sources("queries")) {
      if (owners_queries.includes(name)) continue;
      for (const [, first] of code(text).matchAll(/export async function \w+\(\s*([^,)]+)/g))
        expect(first!.trim(), name).toBe("sql: Transaction");
    }
  });

  it("uses the owner's queries in jobs, for signing in and at start-up only", () => {
    for (const { name, text } of [
      ...sources("routes"),
      ...sources("tiles"),
      ...sources("schemas"),
      ...sources("queries"),
    ])
      if (!owners_queries.includes(name))
        for (const one of owners_queries) expect(code(text), name).not.toContain(one);
  });
});
