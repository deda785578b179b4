import type { z } from "@hono/zod-openapi";
import type {
  comparison_answer,
  counted_measure,
  decides_answer,
  indicators_answer,
  streets_answer,
  surfaces_answer,
} from "../../api/schemas/indicator.ts";
import { send } from "../client.ts";

export type Comparison = z.output<typeof comparison_answer>;
/** Today (id null) or one of the scenarios compared. */
export type Column = Comparison["scenarios"][number];
export type CountedMeasure = z.output<typeof counted_measure>;
export type Decides = z.output<typeof decides_answer>["indicators"];
export type SurfaceToday = z.output<typeof surfaces_answer>["surfaces"][number];
export type StreetFigures = z.output<typeof streets_answer>["streets"][number];
export type PactVersion = Comparison["pact_version"];

const place = (district: string | null) =>
  district === null ? "" : `&district=${encodeURIComponent(district)}`;

/** Where the sheet of a comparison is fetched. */
export const sheet_address = (
  scenarios: readonly number[],
  district: string | null,
  language: string,
  format: "csv" | "xlsx",
) =>
  `/api/v1/comparison/table?scenarios=${scenarios.join(",")}${place(district)}&language=${language}&format=${format}`;

/** What the comparison asks of the API. Rejects with `Problem`. */
export const compare_api = {
  comparison: (scenarios: readonly number[], district: string | null) =>
    send<Comparison>("GET", `/comparison?scenarios=${scenarios.join(",")}${place(district)}`),
  decides: (better: number, than: number, district: string | null) =>
    send<{ indicators: Decides }>(
      "GET",
      `/comparison/decides?better=${better}&than=${than}${place(district)}`,
    ),
  measures: (scenario: number, district: string | null) =>
    send<z.output<typeof indicators_answer>>(
      "GET",
      district === null
        ? `/indicators?scenario=${scenario}`
        : `/districts/${encodeURIComponent(district)}/indicators?scenario=${scenario}`,
    ),
  streets: (scenarios: readonly number[], district: string | null) =>
    send<z.output<typeof streets_answer>>(
      "GET",
      `/comparison/streets?scenarios=${scenarios.join(",")}${place(district)}`,
    ),
  surfaces: (district: string | null) =>
    send<{ surfaces: SurfaceToday[] }>("GET", `/surfaces?${place(district).slice(1)}`),
  choose_pact: (pact_version: PactVersion) =>
    send<{ pact_version: PactVersion }>("PUT", "/authority/pact", { body: { pact_version } }),
};
