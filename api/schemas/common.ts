import { z } from "@hono/zod-openapi";

/** False for what PostgreSQL refuses in a text: NUL and lone surrogates. */
function storable_text(value: string): boolean {
  return !value.includes("\u0000") && !/\p{Surrogate}/u.test(value);
}

/** Text that PostgreSQL can hold: no NUL, no lone surrogates. */
export function text(max: number, min = 0) {
  return z
    .string({
      error: (issue) => (issue.input === undefined ? "expected text, got nothing" : "expected text"),
    })
    .max(max, { error: `expected at most ${max} characters` })
    .min(min, { error: `expected at least ${min} character${min === 1 ? "" : "s"}` })
    .refine(storable_text, {
      error: "expected text without NUL or broken characters",
    });
}

/** A whole number written in a path or query. */
function whole(min: number, max: number) {
  const expected = `expected a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^-?\d{1,16}$/, { error: expected })
    .transform(Number)
    .refine((value) => value >= min && value <= max, { error: expected });
}

/** An id that the database made, in a path or query. */
export const whole_id = whole(1, Number.MAX_SAFE_INTEGER).openapi({ type: "integer", example: 1 });

/** An id that a source or the catalogue made (streets, layers, rules, districts). */
export const text_id = text(200, 1);

/** What a program makes up for itself, in a header. */
export const visible_ascii = z
  .string()
  .regex(/^[\x21-\x7e]{1,100}$/, { error: "expected at most 100 visible ASCII characters" });

/** The header by which a page knows its own changes among the events. */
export const client = z.object({
  "x-client-id": visible_ascii
    .optional()
    .openapi({ description: "Comes back as `client` in the event of this change" }),
});

export const page_query = {
  limit: whole(1, 1000).default(100).openapi({ type: "integer", example: 100 }),
  offset: whole(0, 10_000_000).default(0).openapi({ type: "integer", example: 0 }),
};

/** A number of degrees in a query. */
export function degrees(name: string, bound: number) {
  const expected = `expected ${name} in degrees from -${bound} to ${bound}`;
  return z
    .string({ error: expected })
    .regex(/^-?\d{1,3}(\.\d{1,20})?$/, { error: expected })
    .transform(Number)
    .refine((value) => Math.abs(value) <= bound, { error: expected })
    .openapi({ type: "number" });
}

export const verdicts = ["violated", "possible", "unknown", "clear"] as const;
export const verdict = z.enum(verdicts);
export const kind = z.enum(["conflict", "attention", "synergy"]);
export const severity = z.enum(["block", "mitigate", "inform"]);

/** `verdict=violated,possible`, or the parameter repeated. */
export const verdict_query = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (value === undefined ? null : [value].flat().flatMap((part) => part.split(","))))
  .pipe(z.array(z.enum(verdicts, { error: `expected ${verdicts.join(", ")}` })).nullable())
  .openapi({ type: "string", example: "violated,possible" });

/** west, south, east, north in WGS 84 degrees. */
export const bounds = z
  .array(z.number())
  .length(4)
  .nullable()
  .openapi({ example: [4.42, 51.2, 4.43, 51.21] });

/** GeoJSON as the API answers it; `api/schemas/geometry.ts` has the one it takes. */
export const geojson = z.object({ type: z.string() }).loose().openapi("GeoJSONGeometry");

export const number_or_null = z.number().nullable();
export const timestamp = z.string().openapi({ format: "date-time" });
export const iso_date = z.string().openapi({ format: "date" });

/** JSON values without anything PostgreSQL refuses in jsonb. */
export function storable_json(value: unknown): boolean {
  if (typeof value === "string") return storable_text(value);
  if (Array.isArray(value)) return value.every(storable_json);
  if (typeof value === "object" && value !== null)
    return Object.entries(value).every(([key, inner]) => storable_json(key) && storable_json(inner));
  return typeof value !== "number" || Number.isFinite(value);
}
