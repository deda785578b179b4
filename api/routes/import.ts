import { mkdtemp } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createRoute, z } from "@hono/zod-openapi";
import { layer_by_id } from "../../data/catalog/index.ts";
import { choose_importer, inspect_file, open_delivery } from "../../data/importers/index.ts";
import type { ImportMapping } from "../../data/importers/types.ts";
import { remembered_mapping, source_signature } from "../../data/mapping_memory.ts";
import { read_as_viewer, write_as_viewer } from "../context.ts";
import { problem } from "../errors.ts";
import {
  add_import,
  list_imports,
  list_rejections,
  read_import,
  request_import_cancel,
} from "../queries/import.ts";
import { answers, router } from "../router.ts";
import { page_query, whole_id } from "../schemas/common.ts";
import {
  import_inspection,
  import_mapping,
  import_schema,
  rejection,
  upload_body,
} from "../schemas/import.ts";
import { discard_folder, receive_upload, split_deliveries } from "../upload/receive_upload.ts";
import { srid_of } from "../upload/srid_of.ts";
import { let_go_of_upload_folder } from "../upload/upload_folder.ts";

const params = z.object({ id: whole_id });
const not_found = (id: number): Error =>
  problem("import_not_found", `Expected the id of an import, got ${id}.`);

/** `mapping` of an upload: checked JSON, or null where it was left out. */
function mapping_of(fields: ReadonlyMap<string, string>): ImportMapping | null {
  const given = fields.get("mapping");
  if (!given?.trim()) return null;
  let value: unknown;
  try {
    value = JSON.parse(given);
  } catch {
    throw problem("malformed_json", "mapping: expected JSON, got text that does not parse.");
  }
  const parsed = import_mapping.safeParse(value);
  if (!parsed.success) {
    const errors = parsed.error.issues.map((issue) => ({
      path: `mapping.${issue.path.join(".")}`,
      message: issue.message,
    }));
    throw problem(
      "invalid_request",
      errors
        .map((error) => `${error.path}: ${error.message}`)
        .slice(0, 3)
        .join("; "),
      { errors },
    );
  }
  const unknown = parsed.data.layers.find(
    ({ layer }) =>
      layer !== null && layer !== "street_segment" && layer !== "district" && !layer_by_id(layer),
  );
  if (unknown)
    throw problem(
      "layer_not_found",
      `mapping: expected a layer of the catalogue, street_segment, district or null, got ${JSON.stringify(unknown.layer)}.`,
    );
  return parsed.data;
}

export const import_routes = router()
  .openapi(
    createRoute({
      method: "post",
      path: "/imports",
      tags: ["import"],
      summary: "Bring in a delivery",
      description:
        "Answers as soon as the file is here; `GET /imports/{id}` follows it. Several files become several imports.",
      request: { body: upload_body },
      responses: answers(
        202,
        import_schema.extend({ imports: z.array(import_schema) }),
        "The (first) import, and all of them",
      ),
    }),
    async (c) => {
      const { deps, viewer } = c.var;
      const upload = await receive_upload(c.req.raw, deps.upload_dir);
      let srid: number | null;
      let mapping: ImportMapping | null;
      try {
        srid = srid_of(upload.fields);
        mapping = mapping_of(upload.fields);
      } catch (error) {
        await discard_folder(upload.dir);
        throw error;
      }
      const files = await split_deliveries(upload, deps.upload_dir);
      const imports = await write_as_viewer(c, async (sql) => {
        const rows = [];
        for (const { file_name, path } of files) {
          const id = await add_import(sql, { file_name, file_path: path, srid, mapping }, viewer.id);
          rows.push((await read_import(sql, id))!);
        }
        return rows;
        // Stored or not: what no row names is cleared away. Whether it was may not be known here.
      }).finally(() => {
        for (const { path } of files) let_go_of_upload_folder(dirname(path));
      });
      for (const { id } of imports)
        await deps.jobs()?.add("import", { authority_id: viewer.authority_id, id });
      const [first] = imports;
      return c.json({ ...first!, imports }, 202, { location: `/api/v1/imports/${first!.id}` });
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/imports/inspect",
      tags: ["import"],
      summary: "What a file holds, and a guess how it becomes ours; nothing is stored",
      request: { body: upload_body },
      responses: answers(200, import_inspection, "Layers, fields and the guess"),
    }),
    async (c) => {
      const upload = await receive_upload(c.req.raw, c.var.deps.upload_dir);
      const scratch_dir = await mkdtemp(join(upload.dir, "inspect-"));
      try {
        const srid = srid_of(upload.fields);
        const mapping = mapping_of(upload.fields);
        const file = upload.files.find(({ path }) => path.toLowerCase().endsWith(".shp")) ?? upload.files[0]!;
        const source = await open_delivery(file.path, file.file_name, scratch_dir);
        choose_importer(source);
        let inspection = await inspect_file(source, {
          srid,
          mapping,
          signal: c.req.raw.signal,
          scratch_dir,
        });
        const { store, viewer } = c.var;
        const remembered = inspection.fixed
          ? null
          : await remembered_mapping(store, viewer, source_signature(inspection));
        if (remembered) inspection = { ...inspection, guess: remembered };
        return c.json(inspection as z.infer<typeof import_inspection>, 200);
      } finally {
        await discard_folder(upload.dir);
      }
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/imports",
      tags: ["import"],
      summary: "The imports, newest first",
      request: { query: z.object(page_query) },
      responses: answers(
        200,
        z.object({ imports: z.array(import_schema), total: z.number() }),
        "A page of imports",
      ),
    }),
    async (c) => c.json(await read_as_viewer(c, (sql) => list_imports(sql, c.req.valid("query"))), 200),
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/imports/{id}",
      tags: ["import"],
      summary: "How far an import is, and what came of it",
      request: { params },
      responses: answers(200, import_schema, "The import"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const row = await read_as_viewer(c, (sql) => read_import(sql, id));
      if (!row) throw not_found(id);
      return c.json(row, 200);
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/imports/{id}/rejections",
      tags: ["import"],
      summary: "The rows that were refused, each with its reason",
      request: { params, query: z.object(page_query) },
      responses: answers(
        200,
        z.object({ rejections: z.array(rejection), total: z.number() }),
        "A page of refused rows",
      ),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const [row, page] = await read_as_viewer(c, (sql) =>
        Promise.all([read_import(sql, id), list_rejections(sql, { import_id: id, ...c.req.valid("query") })]),
      );
      if (!row) throw not_found(id);
      return c.json(page, 200);
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/imports/{id}/cancel",
      tags: ["import"],
      summary: "Ask for the end of an import; the store stays as it was",
      request: { params },
      responses: answers(202, import_schema, "The import; its state tells when it has ended"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const { deps, viewer } = c.var;
      deps.jobs()?.cancel("import", { authority_id: viewer.authority_id, id });
      const [asked, row] = await write_as_viewer(c, async (sql) => [
        await request_import_cancel(sql, id),
        await read_import(sql, id),
      ]);
      if (!row) throw not_found(id);
      if (!asked && row.state !== "cancelled")
        throw problem("import_finished", `Import ${id} had already ended (${row.state}).`);
      return c.json(row, 202);
    },
  );
