import { describe, expect, it } from "vitest";
import { create_app } from "../../api/app.ts";
import type { Deps } from "../../api/context.ts";
import { problem_codes } from "../../api/errors.ts";
import { described_routes } from "./described_routes.ts";

const app = create_app({ dist_dir: null, hosts: null, log: () => undefined } as unknown as Deps);

describe("the API description", () => {
  it("is OpenAPI 3.1, with every route, its problems, and no broken reference", async () => {
    const response = await app.request("/api/openapi.json");
    expect(response.status).toBe(200);
    const document = await response.json();
    expect(document.openapi).toMatch(/^3\.1/);
    const operations = Object.entries(
      document.paths as Record<
        string,
        Record<string, { summary: string; responses: object; parameters?: { in: string; name: string }[] }>
      >,
    ).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({
        name: `${method.toUpperCase()} ${path.replace("/api/v1", "")}`,
        path,
        operation,
      })),
    );
    expect(operations.map(({ name }) => name).sort()).toEqual(
      described_routes(app)
        .map(({ name }) => name)
        .sort(),
    );
    for (const { name, path, operation } of operations) {
      expect(operation.summary, name).toMatch(/^[A-Z].{5,}/);
      expect(Object.keys(operation.responses), name).toContain("default");
      const in_path = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter).sort();
      const declared = (operation.parameters ?? [])
        .filter((parameter) => parameter.in === "path")
        .map((parameter) => parameter.name)
        .sort();
      expect(declared, name).toEqual(in_path);
    }
    const text = JSON.stringify(document);
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g))
      expect(document.components.schemas, name).toHaveProperty(name!);
  });

  it("names what other programs rely on", () => {
    const names = described_routes(app).map(({ name }) => name);
    for (const stable of [
      "GET /layers",
      "GET /streets",
      "GET /streets/{id}",
      "GET /streets/{id}/findings",
      "POST /imports",
      "GET /imports/{id}",
      "POST /preview",
      "GET /scenarios",
      "POST /scenarios",
      "GET /scenarios/{id}/measures",
      "POST /scenarios/{id}/measures",
      "PUT /scenarios/{id}/measures/{mid}",
      "DELETE /scenarios/{id}/measures/{mid}",
      "GET /scenarios/{id}/findings",
    ])
      expect(names).toContain(stable);
  });
});

describe("the API page", () => {
  it("shows every route and every problem, loads nothing and runs nothing", async () => {
    const response = await app.request("/api/docs");
    expect(response.status).toBe(200);
    const page = await response.text();
    for (const { path } of described_routes(app)) expect(page).toContain(`<code>/api/v1${path}</code>`);
    for (const code of Object.keys(problem_codes)) expect(page).toContain(`id="${code}"`);
    expect(page).not.toMatch(/<script|src=|https?:\/\/(?!localhost)|@import/);
    expect(page).toContain('lang="en"');
    // Every link within the page has its place.
    for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(page).toContain(`id="${target}"`);
  });
});
