import type { z } from "@hono/zod-openapi";
import type { financing_sheet, sheet_heads } from "../../api/schemas/financing_sheet.ts";
import type { FinancingInputs, FinancingKindId } from "../../data/catalog/financing/index.ts";
import { send } from "../client.ts";

export type SheetHead = z.output<typeof sheet_heads>["financing_sheets"][number];
/** A sheet as it is stored; what follows from its inputs is worked out here as well while they are being changed. */
export type Sheet = Omit<z.output<typeof financing_sheet>, "inputs"> & { readonly inputs: FinancingInputs };

/** Where the table of a sheet is fetched. */
export const table_address = (id: number, language: string) =>
  `/api/v1/financing_sheets/${id}/table?language=${language}`;

/** What the financing sheets ask of the API. Rejects with `Problem`. */
export const pays_api = {
  sheets: (scenario: number) =>
    send<{ financing_sheets: SheetHead[] }>("GET", `/scenarios/${scenario}/financing_sheets`),
  sheet: (id: number) => send<Sheet>("GET", `/financing_sheets/${id}`),
  add: (scenario: number, kind: FinancingKindId, name: string) =>
    send<Sheet>("POST", `/scenarios/${scenario}/financing_sheets`, { body: { kind, name } }),
  change: (id: number, version: number, name: string, inputs: FinancingInputs) =>
    send<Sheet>("PUT", `/financing_sheets/${id}`, {
      body: { name, inputs },
      headers: { "if-match": `"${version}"` },
    }),
  remove: (id: number, version: number) =>
    send<unknown>("DELETE", `/financing_sheets/${id}`, { headers: { "if-match": `"${version}"` } }),
};
