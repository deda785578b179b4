import type { ViewerRole } from "./store/viewer.ts";

/** Who may call a route, and what a token must allow for it. */
export interface RouteRight {
  readonly roles: readonly ViewerRole[];
  /** `session`: never with a token, however wide; a program must not make itself others. */
  readonly scope: "read" | "write" | "session";
  /** The answer may hold something of a restricted dataset: the access log is to know. */
  readonly looks?: true;
  /** What may be hidden is judged against something that the caller makes up: how many questions of his budget it takes. */
  readonly probes?: number;
}

const administrators: readonly ViewerRole[] = ["administrator"];
const planners: readonly ViewerRole[] = ["administrator", "planner"];
const makers: readonly ViewerRole[] = ["administrator", "planner", "utility_partner"];
const members: readonly ViewerRole[] = ["administrator", "planner", "utility_partner", "official"];
const with_link: readonly ViewerRole[] = [...members, "resident"];
const everybody: readonly ViewerRole[] = [...with_link, "visitor"];

const read = (roles: readonly ViewerRole[]): RouteRight => ({ roles, scope: "read" });
/** A read that shows objects. */
const look = (roles: readonly ViewerRole[]): RouteRight => ({ roles, scope: "read", looks: true });
/** A question about something made up; a whole street or trench at once is as many as that. */
const probe = (roles: readonly ViewerRole[], probes: number): RouteRight => ({ ...look(roles), probes });
const write = (roles: readonly ViewerRole[]): RouteRight => ({ roles, scope: "write" });
const in_person = (roles: readonly ViewerRole[]): RouteRight => ({ roles, scope: "session" });

/**
 * Who may call what, one line a route. A route that has no line here is for administrators only, and
 * the rights matrix test fails until it has one. Which rows a caller then sees, the database decides.
 */
export const route_rights: Readonly<Record<string, RouteRight>> = {
  "GET /authority": read(everybody),
  "PUT /authority/pact": write(administrators),
  "GET /layers": read(everybody),
  "GET /rules": read(everybody),
  "GET /rules/{id}": read(everybody),
  "GET /cost_items": read(everybody),
  "GET /districts": read(everybody),
  "GET /districts/{id}/indicators": read(members),
  "GET /indicators": read(everybody),
  "GET /surfaces": read(members),
  "GET /position": read(everybody),

  "GET /streets": read(everybody),
  "GET /streets/at": read(everybody),
  "GET /streets/{id}": look(everybody),
  "GET /streets/{id}/features": look(everybody),
  "GET /streets/{id}/findings": look(everybody),
  "GET /streets/{id}/section": look(everybody),
  "GET /streets/{id}/long_section": look(everybody),
  "POST /streets/{id}/analysis": write(planners),
  "POST /sections": look(everybody),
  "GET /features/{layer}/{id}": look(everybody),
  "GET /features/{layer}/{id}/long_section": look(everybody),
  "GET /findings/{id}": look(everybody),
  "GET /findings/{id}/talk": read(members),
  // A partner only where one of the two things is of his organisation: the database asks.
  "PUT /findings/{id}/decision": write(makers),
  "POST /findings/{id}/messages": write(makers),
  "GET /below_ground": look(everybody),
  "GET /tiles.json": read(everybody),
  "GET /tiles/{group}/{z}/{x}/{y}": look(everybody),
  "GET /tiles/{z}/{x}/{y}": look(everybody),

  "GET /features/{layer}/{id}/trial_pits": look(members),
  "POST /features/{layer}/{id}/trial_pits": { ...write(makers), looks: true },
  "DELETE /trial_pits/{id}": write(makers),
  "GET /trial_pits/{id}/photo": look(members),
  "PUT /trial_pits/{id}/photo": write(makers),

  "POST /preview": probe(members, 1),
  "POST /room": probe(members, 20),
  "POST /corridors": probe(members, 20),
  "POST /heat_networks": probe(members, 20),

  "GET /scenarios": read(with_link),
  "POST /scenarios": write(planners),
  "GET /scenarios/{id}": read(with_link),
  "PUT /scenarios/{id}": write(planners),
  "DELETE /scenarios/{id}": write(planners),
  "GET /scenarios/{id}/measures": read(with_link),
  "POST /scenarios/{id}/measures": { ...write(planners), probes: 1 },
  "GET /scenarios/{id}/measures/{mid}": read(with_link),
  "PUT /scenarios/{id}/measures/{mid}": { ...write(planners), probes: 1 },
  "DELETE /scenarios/{id}/measures/{mid}": write(planners),
  "GET /scenarios/{id}/findings": look(members),
  "GET /scenarios/{id}/events": read(members),
  "GET /scenarios/{id}/history": read(members),
  "GET /history": read(administrators),
  "POST /scenarios/{id}/restorations": write(planners),
  "GET /scenarios/{id}/phases": read(members),
  "POST /scenarios/{id}/phases": write(planners),
  "PUT /scenarios/{id}/phases/{pid}": write(planners),
  "DELETE /scenarios/{id}/phases/{pid}": write(planners),
  "GET /scenarios/{id}/parent_changes": read(members),
  "POST /scenarios/{id}/parent_changes": write(planners),
  "GET /scenarios/{id}/file": read(members),
  // Each measure more that one of these brings is a question more: the route asks.
  "POST /scenarios/{id}/changes": { ...write(planners), probes: 1 },
  "POST /scenarios/{id}/copies": write(planners),
  "POST /scenarios/files": { ...write(planners), probes: 1 },
  "GET /comparison": read(members),
  "GET /comparison/decides": read(members),
  "GET /comparison/table": read(members),
  "GET /comparison/streets": read(members),

  "GET /openings": look(members),
  "GET /streets/{id}/openings": look(members),
  "GET /scenarios/{id}/parties": read(members),
  "PUT /scenarios/{id}/parties": write(planners),
  "GET /scenarios/{id}/packages": look(members),
  "POST /scenarios/{id}/packages": { ...write(planners), looks: true },
  "PUT /scenarios/{id}/packages/{package_id}": write(planners),

  "GET /scenarios/{id}/financing_sheets": read(members),
  "POST /scenarios/{id}/financing_sheets": write(planners),
  "GET /financing_sheets/{id}": read(members),
  "PUT /financing_sheets/{id}": write(planners),
  "DELETE /financing_sheets/{id}": write(planners),
  "GET /financing_sheets/{id}/table": read(members),

  // What another wrote, only planners change: the database asks.
  "GET /lessons": read(members),
  "POST /lessons": write(members),
  "GET /lessons/{id}": read(members),
  "PUT /lessons/{id}": write(members),
  "DELETE /lessons/{id}": write(members),
  "POST /lessons/{id}/comments": write(members),
  "DELETE /lessons/{id}/comments/{comment}": write(members),
  "GET /workbook": read(members),
  "GET /workbook/export": read(members),

  "GET /overlap_checks": read(members),
  "POST /overlap_checks": { ...write(makers), looks: true, probes: 20 },
  "GET /overlap_checks/{id}": probe(members, 20),
  "GET /overlap_checks/{id}/export": probe(members, 20),
  "DELETE /overlap_checks/{id}": write(makers),
  "POST /shapes": read(makers),

  "GET /datasets": read(everybody),
  "GET /datasets/{id}": look(everybody),
  "GET /datasets/{id}/findings": look(everybody),
  "DELETE /datasets/{id}": write(makers),
  "GET /datasets/{id}/grants": read(makers),
  "POST /datasets/{id}/grants": write(makers),
  "DELETE /datasets/{id}/grants/{gid}": write(makers),
  "GET /datasets/{id}/access_log": read(members),
  "GET /imports": read(makers),
  "POST /imports": write(makers),
  "POST /imports/inspect": read(makers),
  "GET /imports/{id}": read(makers),
  "GET /imports/{id}/rejections": read(makers),
  "POST /imports/{id}/cancel": write(makers),
  "GET /analysis": read(members),
  "POST /analysis": write(planners),
  "POST /analysis/cancel": write(planners),

  "GET /session": in_person(everybody),
  "POST /session": in_person(everybody),
  "DELETE /session": in_person(everybody),
  "DELETE /sessions": in_person(members),
  "PUT /session/try_role": in_person(everybody),
  "POST /session/openid": in_person(everybody),
  "POST /session/link": in_person(everybody),
  "POST /first_administrator": in_person(everybody),
  "POST /password": in_person(everybody),
  "PUT /password": in_person(members),
  "GET /accounts": in_person(members),
  "POST /accounts": in_person(administrators),
  "PUT /accounts/{id}": in_person(administrators),
  "POST /accounts/{id}/password_link": in_person(administrators),
  "GET /organisations": read(members),
  "POST /organisations": in_person(administrators),
  "GET /api_tokens": in_person(members),
  "POST /api_tokens": in_person(members),
  "DELETE /api_tokens/{id}": in_person(members),
  "GET /resident_links": in_person(planners),
  "POST /resident_links": in_person(planners),
  "DELETE /resident_links/{id}": in_person(planners),

  "GET /scenarios/{id}/reviews": read(members),
  "POST /scenarios/{id}/reviews": write(planners),
  "PUT /reviews/{id}": write(planners),
  "DELETE /reviews/{id}": write(planners),
  "PUT /reviews/{id}/answer": write(makers),
  "GET /to_do": look(members),
  "GET /scenarios/{id}/reactions": read(with_link),
  "POST /scenarios/{id}/reactions": in_person(["resident"]),
  "GET /reactions": read(planners),
  "PUT /reactions/{id}": write(planners),
  "GET /notifications": read(members),
  "PUT /notifications/read": in_person(members),
  "GET /notification_choice": in_person(members),
  "PUT /notification_choice": in_person(members),
  "GET /webhooks": in_person(makers),
  "POST /webhooks": in_person(makers),
  "DELETE /webhooks/{id}": in_person(makers),
};
