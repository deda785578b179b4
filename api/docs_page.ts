import { html, raw } from "hono/html";
import { problem_codes } from "./errors.ts";

interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  additionalProperties?: Schema | boolean;
  description?: string;
  example?: unknown;
  format?: string;
}
interface Operation {
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: { name: string; in: string; required?: boolean; schema?: Schema; description?: string }[];
  requestBody?: { content: Record<string, { schema?: Schema }> };
  responses: Record<string, { description: string; content?: Record<string, { schema?: Schema }> }>;
}
/** The parts of an OpenAPI 3.1 document that the page reads. */
export interface OpenApiDocument {
  info: { title: string; version: string; description?: string };
  paths?: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, Schema> };
}

const methods = ["get", "post", "put", "delete"];
type Html = ReturnType<typeof html>;

/** A schema in the words of the page: `[{id, name?, …}]`. */
function shape(schema: Schema | undefined, levels = 3): string {
  if (!schema) return "any";
  if (schema.$ref) return schema.$ref.split("/").at(-1) ?? "any";
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const choice = schema.anyOf ?? schema.oneOf;
  if (choice) return choice.map((part) => shape(part, levels)).join(" | ");
  if (schema.allOf) return schema.allOf.map((part) => shape(part, levels)).join(" & ");
  if (schema.type === "array" || schema.items) return `[${shape(schema.items, levels)}]`;
  if (schema.properties) {
    if (levels === 0) return "{…}";
    const fields = Object.entries(schema.properties).map(
      ([name, field]) => `${name}${schema.required?.includes(name) ? "" : "?"}: ${shape(field, levels - 1)}`,
    );
    return `{ ${fields.join(", ")} }`;
  }
  const type = Array.isArray(schema.type) ? schema.type.join(" | ") : (schema.type ?? "any");
  return schema.format ? `${type} (${schema.format})` : type;
}

/** A shape with the names of shared shapes as links to them. */
function linked(text: string, names: readonly string[]): Html {
  const parts = text.split(/\b([A-Z]\w+)\b/);
  return html`${parts.map((part) => (names.includes(part) ? html`<a href="#shape-${part}">${part}</a>` : part))}`;
}

function anchor(method: string, path: string): string {
  return `${method}-${path.replaceAll(/[^a-z0-9]+/gi, "-").replace(/^-|-$/g, "")}`;
}

function operation_section(
  method: string,
  path: string,
  operation: Operation,
  names: readonly string[],
): Html {
  const parameters = operation.parameters ?? [];
  const bodies = Object.entries(operation.requestBody?.content ?? {});
  const answers = Object.entries(operation.responses).filter(([status]) => status !== "default");
  return html`<section id="${anchor(method, path)}">
    <h3><span class="method ${method}">${method.toUpperCase()}</span> <code>${path}</code></h3>
    <p>${operation.summary ?? ""}</p>
    ${operation.description ? html`<p class="quiet">${operation.description}</p>` : ""}
    ${
      parameters.length === 0
        ? ""
        : html`<table><caption>Parameters</caption><thead><tr><th>Name</th><th>In</th><th>Takes</th></tr></thead><tbody>${parameters.map(
            (parameter) =>
              html`<tr><td><code>${parameter.name}</code>${parameter.required ? " (required)" : ""}</td><td>${parameter.in}</td><td>${shape(parameter.schema)} ${parameter.description ?? parameter.schema?.description ?? ""}</td></tr>`,
          )}</tbody></table>`
    }
    ${bodies.map(([type, body]) => html`<p>Body <code>${type}</code>:</p><pre>${linked(shape(body.schema), names)}</pre>`)}
    ${answers.map(([status, answer]) => {
      const [content] = Object.entries(answer.content ?? {});
      return html`<p>${status}: ${answer.description}${content ? html` (<code>${content[0]}</code>)` : ""}</p>${content?.[1].schema ? html`<pre>${linked(shape(content[1].schema), names)}</pre>` : ""}`;
    })}
  </section>`;
}

/** A readable page of an OpenAPI document: one file, no script, nothing loaded from elsewhere. */
export function docs_page(document: OpenApiDocument): Html {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    methods.flatMap((method) => (item[method] ? [{ method, path, operation: item[method] }] : [])),
  );
  const names = Object.keys(document.components?.schemas ?? {});
  const tags = [...new Set(operations.map(({ operation }) => operation.tags?.[0] ?? "other"))];
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${document.info.title}</title>
<style>${raw(docs_style)}</style>
</head>
<body>
<nav aria-label="Contents"><a class="mark" href="/">Straatlagen</a>
${tags.map(
  (tag) =>
    html`<h2>${tag}</h2><ul>${operations
      .filter(({ operation }) => (operation.tags?.[0] ?? "other") === tag)
      .map(
        ({ method, path }) =>
          html`<li><a href="#${anchor(method, path)}"><span class="method ${method}">${method.toUpperCase()}</span> ${path.replace("/api/v1", "")}</a></li>`,
      )}</ul>`,
)}
<h2>more</h2><ul><li><a href="#shapes">Shapes</a></li><li><a href="#problems">Problems</a></li></ul></nav>
<main>
<h1>${document.info.title} <small>${document.info.version}</small></h1>
<p>${document.info.description ?? ""} The same as a file: <a href="/api/openapi.json">/api/openapi.json</a>.</p>
${tags.map(
  (tag) =>
    html`<h2>${tag}</h2>${operations
      .filter(({ operation }) => (operation.tags?.[0] ?? "other") === tag)
      .map(({ method, path, operation }) => operation_section(method, path, operation, names))}`,
)}
<h2 id="shapes">Shapes</h2>
${Object.entries(document.components?.schemas ?? {}).map(
  ([name, schema]) =>
    html`<section id="shape-${name}"><h3>${name}</h3>${schema.description ? html`<p>${schema.description}</p>` : ""}<pre>${linked(shape(schema), names)}</pre></section>`,
)}
<h2 id="problems">Problems</h2>
<p>Trouble is answered as <code>application/problem+json</code> (RFC 9457). <code>code</code> is stable; <code>detail</code> says what was expected and what came. Imports add the codes of their source formats.</p>
<table><thead><tr><th>Code</th><th>Status</th><th>Meaning</th></tr></thead><tbody>
${Object.entries(problem_codes).map(
  ([code, [status, title]]) =>
    html`<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${title}</td></tr>`,
)}</tbody></table>
</main>
</body></html>`;
}

/** The page's only style element; the content security policy names it. */
export const docs_style = `
:root{--paper:#FAF8F4;--panel:#fff;--ink:#1F2A2E;--quiet:#5B666B;--line:#DDD8CF;--accent:#1F6F5C}
@media (prefers-color-scheme:dark){:root{--paper:#14191b;--panel:#1c2326;--ink:#e9e6df;--quiet:#a7b0b4;--line:#343d41;--accent:#6cc5ad}}
*{box-sizing:border-box}body{margin:0;display:grid;grid-template-columns:300px minmax(0,1fr);background:var(--paper);color:var(--ink);font:16px/24px "Source Sans 3",system-ui,sans-serif}
nav{position:sticky;top:0;height:100vh;overflow:auto;padding:16px;border-right:1px solid var(--line);background:var(--panel);font-size:14px}
nav ul{list-style:none;margin:0;padding:0}nav a{display:block;padding:2px 0;color:inherit;text-decoration:none;overflow-wrap:anywhere}nav a:hover{color:var(--accent)}
.mark{font-weight:600;font-size:18px}nav h2{font-size:12px;margin:16px 0 4px;color:var(--quiet);text-transform:uppercase;letter-spacing:.05em}
main{padding:24px 32px;max-width:1000px}h1{font-size:28px;line-height:36px}main h2{border-bottom:2px solid var(--line);padding-bottom:4px;margin-top:40px}
section{background:var(--panel);border:1px solid var(--line);border-radius:6px;padding:12px 16px;margin:12px 0;scroll-margin-top:12px}section h3{margin:0 0 8px;font-size:16px}
.method{display:inline-block;min-width:52px;font:600 12px/18px ui-monospace,monospace;color:var(--accent)}.method.delete{color:#B3261E}.method.post,.method.put{color:#B96A00}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--paper);border-radius:6px;padding:8px 12px;margin:4px 0 12px;font-size:13px;line-height:20px}
table{border-collapse:collapse;width:100%;font-size:14px;margin:8px 0}caption{text-align:left;color:var(--quiet)}th,td{text-align:left;vertical-align:top;padding:4px 8px 4px 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
.quiet,small{color:var(--quiet)}a{color:var(--accent)}:target{outline:2px solid var(--accent)}
@media (max-width:800px){body{grid-template-columns:1fr}nav{position:static;height:auto}}`;
