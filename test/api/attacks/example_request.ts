interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly format?: string;
  readonly minimum?: number;
  readonly example?: unknown;
}
interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly schema?: Schema;
}
export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | null;
}
interface Document {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          {
            readonly parameters?: readonly Parameter[];
            readonly requestBody?: {
              readonly content: Readonly<Record<string, { readonly schema?: Schema }>>;
            };
          }
        >
      >
    >
  >;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** A request that a description allows, with every place in it where a text may stand. */
export interface ExampleRequest {
  readonly operation: Operation;
  /** The request with a text put into one of its places; the example itself where `place` is null. */
  write(
    place: string | null,
    text?: string,
  ): { path: string; body: unknown; headers: Record<string, string> };
  readonly places: readonly string[];
}

/** Values by the name of a field or parameter, where any value of its type would not do. */
export type Known = Readonly<Record<string, unknown>>;

/** The operations that a description names. */
export function described_operations(document: Document): Operation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path: path.replace("/api/v1", ""),
      parameters: operation.parameters ?? [],
      body: operation.requestBody?.content["application/json"]?.schema ?? null,
    })),
  );
}

/** Makes an example of an operation from its schemas, optional fields too, so that a new field is in it by itself. */
export function example_request(document: Document, operation: Operation, known: Known): ExampleRequest {
  const body = operation.body ? example_of(document, operation.body, known, "") : undefined;
  const texts: string[] = body === undefined ? [] : text_places(body, "body");
  const parameters = operation.parameters.filter((parameter) => is_text(document, parameter.schema));
  const places = [...parameters.map((parameter) => `${parameter.in}.${parameter.name}`), ...texts];
  return {
    operation,
    places,
    write(place, text = "") {
      const value_of = (parameter: Parameter): string | undefined => {
        if (place === `${parameter.in}.${parameter.name}`) return text;
        if (parameter.name in known) return String(known[parameter.name] ?? 1);
        if (!parameter.required) return undefined;
        return String(example_of(document, parameter.schema ?? {}, known, parameter.name));
      };
      const given = operation.parameters.map((parameter) => ({ ...parameter, value: value_of(parameter) }));
      const in_path = (name: string) => given.find((one) => one.in === "path" && one.name === name)?.value;
      const query = given
        .filter((one) => one.in === "query" && one.value !== undefined)
        .map((one) => `${encodeURIComponent(one.name)}=${encodeURIComponent(one.value!)}`);
      const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name) =>
        encodeURIComponent(in_path(name) ?? "1"),
      );
      const headers = Object.fromEntries(
        given.flatMap((one) =>
          one.in === "header" && one.value !== undefined && /^[\x20-\x7e]*$/.test(one.value)
            ? [[one.name, one.value]]
            : [],
        ),
      );
      return {
        path: query.length > 0 ? `${path}?${query.join("&")}` : path,
        body: body === undefined ? undefined : with_text(body, "body", place, text),
        headers,
      };
    },
  };
}

function resolved(document: Document, schema: Schema): Schema {
  return schema.$ref ? document.components.schemas[schema.$ref.split("/").at(-1)!]! : schema;
}

function is_text(document: Document, given: Schema | undefined): boolean {
  const schema = resolved(document, given ?? {});
  return [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), schema].some((one) =>
    [resolved(document, one).type]
      .flat()
      .some((type) => type === "string" || type === "integer" || type === "number"),
  );
}

function example_of(document: Document, given: Schema, known: Known, name: string): unknown {
  if (name in known) return known[name];
  const schema = resolved(document, given);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const choice = schema.anyOf ?? schema.oneOf;
  if (choice) {
    const first = choice.find((one) => resolved(document, one).type !== "null") ?? choice[0]!;
    return example_of(document, first, known, name);
  }
  if (schema.allOf)
    return Object.assign({}, ...schema.allOf.map((part) => example_of(document, part, known, name)));
  const type = [schema.type].flat().find((one) => one !== "null");
  if (type === "array") return [example_of(document, schema.items ?? {}, known, name)];
  if (type === "object" || schema.properties)
    return Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([field, part]) => [
        field,
        example_of(document, part, known, field),
      ]),
    );
  if (type === "number" || type === "integer") return Math.max(1, schema.minimum ?? 1);
  if (type === "boolean") return false;
  if (schema.format === "date") return "2027-03-01";
  return schema.example ?? "abc";
}

/** Paths to every text, number and key of a value: a text may be tried in each. */
function text_places(value: unknown, at: string): string[] {
  if (Array.isArray(value)) return value.flatMap((entry, place) => text_places(entry, `${at}.${place}`));
  if (value && typeof value === "object")
    return Object.entries(value).flatMap(([field, entry]) => text_places(entry, `${at}.${field}`));
  return [at];
}

function with_text(value: unknown, at: string, place: string | null, text: string): unknown {
  if (at === place) return text;
  if (Array.isArray(value)) return value.map((entry, i) => with_text(entry, `${at}.${i}`, place, text));
  if (value && typeof value === "object")
    return Object.fromEntries(
      Object.entries(value).map(([field, entry]) => [field, with_text(entry, `${at}.${field}`, place, text)]),
    );
  return value;
}
