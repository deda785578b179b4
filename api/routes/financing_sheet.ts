import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { costs } from "../../data/catalog/costs.ts";
import {
  default_inputs,
  type FinancingBase,
  financing_figures,
  financing_kind,
} from "../../data/catalog/financing/index.ts";
import { answer_json } from "../answer_json.ts";
import { type ApiEnv, read_as_viewer, write_as_viewer } from "../context.ts";
import { problem, scenario_not_found } from "../errors.ts";
import { write_csv } from "../export/write_csv.ts";
import { financing_table } from "../financing_table.ts";
import {
  add_sheet,
  change_sheet,
  delete_sheet,
  list_sheets,
  read_sheet,
  sheet_amounts,
} from "../queries/financing_sheet.ts";
import { scenario_exists } from "../queries/scenario.ts";
import { answers, router } from "../router.ts";
import { whole_id } from "../schemas/common.ts";
import { financing_sheet, new_sheet_input, sheet_heads, sheet_input } from "../schemas/financing_sheet.ts";
import { if_match, refuse_unwritten, stored_version, version_tag } from "../schemas/version.ts";
import type { Transaction } from "../store/open_store.ts";

const params = z.object({ id: whole_id });
const not_found = (id: number) =>
  problem("financing_sheet_not_found", `Expected the id of a financing sheet, got ${id}.`);
const cost_by_id = new Map(costs.map((cost) => [cost.id, cost]));

/** A sheet with what its scenario takes now and all that follows. Throws where there is no such sheet. */
export async function whole_sheet(sql: Transaction, id: number) {
  const sheet = await read_sheet(sql, id);
  if (!sheet) throw not_found(id);
  const { measure_types, dwellings_indicator } = financing_kind(sheet.kind);
  const { scenario_id } = sheet;
  const drawn = await sheet_amounts(sql, { scenario_id, measure_types, dwellings_indicator });
  const base: FinancingBase = {
    lines: drawn.items.flatMap(({ measure_type, item, quantity }) => {
      const cost = cost_by_id.get(item);
      return cost ? [{ measure_type, quantity, cost }] : [];
    }),
    drawn: { dwellings: drawn.dwellings, street_m: drawn.street_m },
    unpriced: drawn.unpriced,
  };
  return { ...sheet, base, figures: financing_figures(sheet.kind, sheet.inputs, base) };
}

const read_whole = (c: Context<ApiEnv>, id: number) => read_as_viewer(c, (sql) => whole_sheet(sql, id));

export const financing_sheet_routes = router()
  .openapi(
    createRoute({
      method: "get",
      path: "/scenarios/{id}/financing_sheets",
      tags: ["financing_sheet"],
      summary: "The financing sheets of a scenario",
      request: { params },
      responses: answers(200, sheet_heads, "The sheets, oldest first"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const rows = await read_as_viewer(c, async (sql) => {
        if (!(await scenario_exists(sql, id))) throw scenario_not_found(id);
        return list_sheets(sql, id);
      });
      return c.json({ financing_sheets: rows.map(({ inputs: _inputs, ...head }) => head) }, 200);
    },
  )
  .openapi(
    createRoute({
      method: "post",
      path: "/scenarios/{id}/financing_sheets",
      tags: ["financing_sheet"],
      summary: "A new financing sheet of a scenario",
      request: {
        params,
        body: { required: true, content: { "application/json": { schema: new_sheet_input } } },
      },
      responses: answers(201, financing_sheet, "The sheet"),
    }),
    async (c) => {
      const { id: scenario_id } = c.req.valid("param");
      const { kind, name, inputs = default_inputs(kind, new Date().getFullYear()) } = c.req.valid("json");
      const sheet = await write_as_viewer(c, async (sql) => {
        if (!(await scenario_exists(sql, scenario_id))) throw scenario_not_found(scenario_id);
        return whole_sheet(sql, await add_sheet(sql, { scenario_id, kind, name, inputs }));
      });
      return c.json(sheet as never, 201, {
        location: `/api/v1/financing_sheets/${sheet.id}`,
        etag: version_tag(sheet.version),
      });
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/financing_sheets/{id}",
      tags: ["financing_sheet"],
      summary: "A financing sheet: who bears what, worked out from what the scenario takes now",
      description:
        "Costs are ranges, of the years and countries that stand with them; every figure carries what it was worked out from. Investment only: no upkeep, no energy.",
      request: { params },
      responses: answers(200, financing_sheet, "The sheet; its version is the ETag"),
    }),
    async (c) => {
      const sheet = await read_whole(c, c.req.valid("param").id);
      c.header("etag", version_tag(sheet.version));
      return answer_json(c, sheet) as never;
    },
  )
  .openapi(
    createRoute({
      method: "put",
      path: "/financing_sheets/{id}",
      tags: ["financing_sheet"],
      summary: "Changes what is filled in on a financing sheet",
      request: {
        params,
        headers: if_match,
        body: { required: true, content: { "application/json": { schema: sheet_input } } },
      },
      responses: answers(200, financing_sheet, "The sheet as it is now"),
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const version = stored_version(c.req.valid("header"));
      const input = c.req.valid("json");
      const sheet = await write_as_viewer(c, async (sql) => {
        refuse_unwritten(await change_sheet(sql, { id, version, ...input }), version, () => not_found(id));
        return whole_sheet(sql, id);
      });
      return c.json(sheet as never, 200, { etag: version_tag(sheet.version) });
    },
  )
  .openapi(
    createRoute({
      method: "delete",
      path: "/financing_sheets/{id}",
      tags: ["financing_sheet"],
      summary: "Throws a financing sheet away",
      request: { params, headers: if_match },
      responses: { 204: { description: "Thrown away" } },
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const version = stored_version(c.req.valid("header"));
      const state = await write_as_viewer(c, (sql) => delete_sheet(sql, id, version));
      refuse_unwritten(state, version, () => not_found(id));
      return c.body(null, 204);
    },
  )
  .openapi(
    createRoute({
      method: "get",
      path: "/financing_sheets/{id}/table",
      tags: ["financing_sheet"],
      summary: "A financing sheet as a table (CSV): every figure with its formula and sources",
      request: {
        params,
        query: z.object({
          language: z.enum(["nl", "en", "fr"], { error: "expected nl, en or fr" }).default("nl"),
        }),
      },
      responses: {
        200: { description: "One row a figure", content: { "text/csv": { schema: z.string() } } },
      },
    }),
    async (c) => {
      const sheet = await read_whole(c, c.req.valid("param").id);
      const { columns, rows } = financing_table(sheet, c.req.valid("query").language);
      return c.body(write_csv(columns, rows) as never, 200, {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="financing_sheet_${sheet.id}.csv"`,
      }) as never;
    },
  );
