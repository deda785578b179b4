import { measure_type_by_id } from "../../data/catalog/index.ts";
import { send } from "../client.ts";
import * as m from "../text/compiled/messages.js";
import type { Locale } from "../text/number.ts";

export interface Reaction {
  readonly id: number;
  readonly scenario_id: number;
  readonly scenario: string;
  readonly measure_id: number | null;
  readonly measure_type: string | null;
  readonly measure: string | null;
  readonly place: { readonly type: "Point"; readonly coordinates: readonly [number, number] } | null;
  readonly text: string;
  readonly created_at: string;
}
export interface ModeratedReaction extends Reaction {
  readonly state: "waiting" | "approved" | "refused";
  readonly reason: string;
  readonly moderated_by: string | null;
  readonly version: number;
}
export const states = ["waiting", "approved", "refused"] as const;

/** What a reaction is about, in words. */
export function about_words(one: Reaction, locale: Locale): string {
  if (one.place) return m.reaction_about_place();
  const type = one.measure_type === null ? undefined : measure_type_by_id(one.measure_type);
  return one.measure || (type?.name[locale] ?? m.reaction_about_gone());
}

/** The calls of residents' reactions. Reject with `Problem`. */
export const reaction_api = {
  of_scenario: (id: number) => send<{ reactions: Reaction[] }>("GET", `/scenarios/${id}/reactions`),
  add: (id: number, body: { text: string; measure_id?: number; place?: object }) =>
    send<unknown>("POST", `/scenarios/${id}/reactions`, { body }),
  moderated: (state: string) =>
    send<{ reactions: ModeratedReaction[] }>("GET", `/reactions?state=${encodeURIComponent(state)}`),
  decide: (id: number, version: number, body: { state: "approved" | "refused"; reason: string }) =>
    send<ModeratedReaction>("PUT", `/reactions/${id}`, { body, headers: { "if-match": `"${version}"` } }),
};
