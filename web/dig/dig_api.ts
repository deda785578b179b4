import type { z } from "@hono/zod-openapi";
import type {
  meeting,
  one_package,
  opened_streets,
  opening,
  package_input,
  packages_answer,
  party,
  street_openings,
} from "../../api/schemas/package.ts";
import { send } from "../client.ts";

export type OpenedStreet = z.output<typeof opened_streets>["streets"][number];
export type StreetOpenings = z.output<typeof street_openings>;
export type Opening = z.output<typeof opening>;
export type Meeting = z.output<typeof meeting>;
export type Packages = z.output<typeof packages_answer>;
export type Package = z.output<typeof one_package>;
export type PackageChange = NonNullable<z.output<typeof package_input>["change"]>;
export type PackageMember = Package["members"][number];
export type PackagePlan = NonNullable<Packages["plan"]>;
export type Party = z.output<typeof party>;
export type PartyLimits = Pick<Party, "name" | "earlier_months" | "later_months" | "budgets">;

/** What the time axis and the packages ask of the API. Rejects with `Problem`. */
export const dig_api = {
  streets: (scenario: number) => send<{ streets: OpenedStreet[] }>("GET", `/openings?scenario=${scenario}`),
  street: (id: string, scenario: number) =>
    send<StreetOpenings>("GET", `/streets/${encodeURIComponent(id)}/openings?scenario=${scenario}`),
  packages: (scenario: number) => send<Packages>("GET", `/scenarios/${scenario}/packages`),
  search: (scenario: number, time_limit_s: number) =>
    send<Packages>("POST", `/scenarios/${scenario}/packages`, { body: { time_limit_s } }),
  decide: (scenario: number, id: number, state: Package["state"]) =>
    send<Package>("PUT", `/scenarios/${scenario}/packages/${id}`, { body: { state } }),
  change: (scenario: number, id: number, change: PackageChange) =>
    send<Package>("PUT", `/scenarios/${scenario}/packages/${id}`, { body: { state: "proposed", change } }),
  parties: (scenario: number) => send<{ parties: Party[] }>("GET", `/scenarios/${scenario}/parties`),
  save_parties: (scenario: number, parties: readonly PartyLimits[]) =>
    send<{ parties: Party[] }>("PUT", `/scenarios/${scenario}/parties`, { body: { parties } }),
};
