/** Who asks: set inside every transaction, read by the policies and the visibility function. */
export interface Viewer {
  readonly id: string;
  readonly authority_id: string;
  readonly organisation_id: string;
  readonly role: "administrator" | "planner" | "utility_partner" | "official" | "resident";
}

/** The organisation of an authority itself; made together with it. */
export const TOWN_ORGANISATION = "town";

/** The viewer of every request until accounts exist: the administrator of the one local authority. */
export function local_administrator(authority_id: string): Viewer {
  return {
    id: "local_administrator",
    authority_id,
    organisation_id: TOWN_ORGANISATION,
    role: "administrator",
  };
}
