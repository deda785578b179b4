/** What somebody may do; `resident` opened a link, `visitor` did not sign in. */
export const viewer_roles = [
  "administrator",
  "planner",
  "utility_partner",
  "official",
  "resident",
  "visitor",
] as const;
export type ViewerRole = (typeof viewer_roles)[number];

/** Who asks: set inside every transaction, read by the policies and the visibility function. */
export interface Viewer {
  readonly id: string;
  /** As people know him; left out where nobody is meant. */
  readonly name?: string;
  readonly authority_id: string;
  readonly organisation_id: string;
  readonly role: ViewerRole;
  /** The resident's link that was opened. */
  readonly link_id?: number;
}

/** The organisation of an authority itself; made together with it. */
export const TOWN_ORGANISATION = "town";

/** The viewer of jobs and of the command line, and of every request while nobody has an account. */
export function local_administrator(authority_id: string): Viewer {
  return {
    id: "local_administrator",
    authority_id,
    organisation_id: TOWN_ORGANISATION,
    role: "administrator",
  };
}

/** Whoever did not sign in: public layers, nothing else. */
export function visitor(authority_id: string): Viewer {
  return { id: "visitor", authority_id, organisation_id: "", role: "visitor" };
}
