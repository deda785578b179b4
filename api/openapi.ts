import type { OpenAPIHono } from "@hono/zod-openapi";
import type { ApiEnv } from "./context.ts";
import type { OpenApiDocument } from "./docs_page.ts";
import { problem_answer, problem_schema } from "./router.ts";

let made: { app: unknown; document: OpenApiDocument } | null = null;

/**
 * The OpenAPI 3.1 document of the app, from the schemas that validate its input. Every operation
 * answers problems, which is said once here. Made on the first call.
 */
export function api_description(app: OpenAPIHono<ApiEnv>): OpenApiDocument {
  if (made?.app === app) return made.document;
  app.openAPIRegistry.register("Problem", problem_schema);
  const document = app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Straatlagen API",
      version: "1",
      description:
        "Every layer of a street, above and below ground, with its conflicts and chances. Geometry is GeoJSON in WGS 84; lengths are metres, depths metres below ground, positive down.",
      license: { name: "EUPL-1.2" },
    },
    servers: [{ url: "/" }],
  }) as unknown as OpenApiDocument;
  for (const item of Object.values(document.paths ?? {}))
    for (const operation of Object.values(item))
      if (operation.responses) operation.responses.default ??= problem_reference;
  made = { app, document };
  return document;
}

const problem_reference = {
  description: problem_answer.description,
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
};
