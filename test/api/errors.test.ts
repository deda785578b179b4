import { HTTPException } from "hono/http-exception";
import { describe, expect, it } from "vitest";
import {
  error_handler,
  Problem,
  problem,
  problem_codes,
  problem_details,
  to_problem,
} from "../../api/errors.ts";
import { ImportError } from "../../data/importers/types.ts";

describe("problems", () => {
  it("have a stable snake_case code, a status that fits it and a title of their own", () => {
    for (const [code, [status, title]] of Object.entries(problem_codes)) {
      expect(code).toMatch(/^[a-z0-9]+(_[a-z0-9]+)*$/);
      expect(status, code).toBeGreaterThanOrEqual(400);
      expect(title.length, code).toBeGreaterThan(10);
      if (code.endsWith("_not_found")) expect(status, code).toBe(404);
    }
    expect(new Set(Object.values(problem_codes).map(([, title]) => title)).size).toBe(
      Object.keys(problem_codes).length,
    );
  });

  it("are written as RFC 9457 says", () => {
    expect(
      problem_details(problem("street_not_found", "Expected a street.", { hint: 5, headers: { a: "b" } })),
    ).toEqual({
      type: "/api/docs#street_not_found",
      title: "There is no such street",
      status: 404,
      detail: "Expected a street.",
      code: "street_not_found",
      hint: 5,
    });
  });

  it("keep the code of a delivery that cannot go in", () => {
    const found = to_problem(new ImportError("archive_bomb", "It grows too much.", { ratio: 900 }));
    expect(problem_details(found!)).toMatchObject({
      status: 422,
      code: "archive_bomb",
      detail: "It grows too much.",
      ratio: 900,
    });
  });

  it("come of what the store says about a value, of a time limit and of a lost connection", () => {
    const of = (code: string, more = {}) =>
      to_problem(Object.assign(new Error("said"), { code, ...more }))?.code;
    expect(of("22021")).toBe("value_not_accepted");
    expect(of("57014")).toBe("took_too_long");
    expect(of("CONNECTION_CLOSED")).toBe("store_unavailable");
    expect(of("08006")).toBe("store_unavailable");
    expect(of("ENOENT", { syscall: "connect" })).toBe("store_unavailable");
    // A missing file, a division by nought or a broken constraint of ours is a bug.
    expect(of("ENOENT", { syscall: "open" })).toBeUndefined();
    expect(of("22012")).toBeUndefined();
    expect(of("23505")).toBeUndefined();
    expect(to_problem(new HTTPException(415))?.code).toBe("unsupported_media_type");
    expect(to_problem(new TypeError("x is not a function"))).toBeNull();
    expect(to_problem(undefined)).toBeNull();
  });

  it("never show a bug: an id goes out, the rest into the log", async () => {
    const logged: string[] = [];
    const handle = error_handler((line) => logged.push(line));
    const context = { req: { method: "GET", path: "/api/v1/streets" } } as Parameters<typeof handle>[1];
    const response = handle(new TypeError("secret detail of /home/somebody"), context);
    const text = await response.text();
    const body = JSON.parse(text);
    expect(response.status).toBe(500);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    expect(body).toMatchObject({
      code: "internal_error",
      error_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(text).not.toContain("secret");
    expect(text).not.toContain("errors.test");
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain(body.error_id);
    expect(logged[0]).toContain("secret detail");
    expect(handle(new Problem("street_not_found", "no"), context).status).toBe(404);
    expect(logged).toHaveLength(1);
  });
});
