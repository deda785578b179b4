import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));
const readme = readFileSync(`${root}README.md`, "utf8");
const pack = JSON.parse(readFileSync(`${root}package.json`, "utf8")) as {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  license: string;
};

describe("README", () => {
  it("gives every runtime dependency a line that says what it saves and who keeps it", () => {
    const table = readme.slice(readme.indexOf("### Dependencies"));
    const missing = Object.keys(pack.dependencies).filter((name) => {
      const short = name.replace(/^@electric-sql\/pglite(-\w+)$/, "$1");
      return !table.includes(name) && !table.includes(short);
    });
    expect(missing).toEqual([]);
  });

  it("names only files that are there, in its links and in its recipes", () => {
    const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map((match) => match[1]!);
    const paths = [...readme.matchAll(/`((?:data|sql|api|web|test)\/[\w/.-]+)`/g)].map((match) => match[1]!);
    const missing = [...links, ...paths].filter((path) => !path.includes("<") && !existsSync(root + path));
    expect(missing).toEqual([]);
  });

  it("names only scripts that package.json has", () => {
    const named = [...readme.matchAll(/npm (?:run )?([a-z]+)/g)].map((match) => match[1]!);
    const known = [...Object.keys(pack.scripts), "ci", "run"];
    expect(named.filter((script) => !known.includes(script))).toEqual([]);
  });

  it("declares the licence that package.json declares", () => {
    expect(readme).toContain(pack.license);
    expect(readFileSync(`${root}LICENSE`, "utf8")).toContain("EUROPEAN UNION PUBLIC LICENCE v. 1.2");
  });

  it("keeps the lock file free of download addresses", () => {
    expect(readFileSync(`${root}package-lock.json`, "utf8")).not.toMatch(
      /"resolved"|https?:\/\/[^"]*registry/,
    );
  });
});
