import type { z } from "@hono/zod-openapi";
import type { create_app } from "../../api/app.ts";

export interface DescribedRoute {
  /** `GET /streets/{id}`: without /api/v1. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  /** The word, hence the file under api/routes. */
  readonly tag: string;
  /** Schemas of the JSON answers, by status. */
  readonly answers: ReadonlyMap<number, z.ZodType>;
  /** Does this request belong to the route? */
  matches(method: string, path: string): boolean;
}

/** The routes that the API describes, with the schemas of what they answer. */
export function described_routes(app: ReturnType<typeof create_app>): DescribedRoute[] {
  return app.openAPIRegistry.definitions.flatMap((definition) => {
    if (definition.type !== "route") return [];
    const { route } = definition;
    const path = route.path.replace("/api/v1", "");
    const method = route.method.toUpperCase();
    const answers = new Map<number, z.ZodType>();
    for (const [status, answer] of Object.entries(route.responses)) {
      const schema = (answer as { content?: Record<string, { schema: unknown }> }).content?.[
        "application/json"
      ]?.schema;
      if (schema) answers.set(Number(status), schema as z.ZodType);
    }
    const pattern = new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+").replaceAll(".", "\\.")}$`);
    return [
      {
        name: `${method} ${path}`,
        method,
        path,
        tag: route.tags![0]!,
        answers,
        matches: (asked: string, at: string) => asked === method && pattern.test(at.split("?")[0]!),
      },
    ];
  });
}
