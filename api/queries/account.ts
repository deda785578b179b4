import type { Transaction } from "../store/open_store.ts";

export interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly organisation_id: string;
  readonly organisation: string;
  readonly role: "administrator" | "planner" | "utility_partner" | "official";
  readonly created_at: Date;
  readonly closed_at: Date | null;
  readonly has_password: boolean;
  readonly last_seen_at: Date | null;
}

/** The people the viewer may know of: an administrator all, others those of their organisation. */
export async function list_accounts(sql: Transaction): Promise<AccountRow[]> {
  return sql<AccountRow[]>`select * from accounts()`;
}

export async function change_account(
  sql: Transaction,
  of: { id: string; name: string; organisation_id: string; role: string; closed: boolean },
): Promise<"saved" | "missing" | "last_administrator"> {
  const [row] = await sql<{ state: "saved" | "missing" | "last_administrator" }[]>`
    select change_account(${of.id}, ${of.name}, ${of.organisation_id}, ${of.role}, ${of.closed}) as state`;
  return row!.state;
}

export interface OrganisationRow {
  readonly id: string;
  readonly name: string;
  readonly datasets: number;
}

/** The organisations of the authority by name, with how many of their datasets the viewer may see. */
export async function list_organisations(sql: Transaction): Promise<OrganisationRow[]> {
  return sql<OrganisationRow[]>`
    select o.id, o.name, (select count(*) from dataset d where d.authority_id = o.authority_id and d.owner_organisation_id = o.id) as datasets
    from organisation o order by o.name, o.id`;
}

export async function organisation_exists(sql: Transaction, id: string): Promise<boolean> {
  const rows = await sql`select from organisation where id = ${id}`;
  return rows.length > 0;
}

/** A new organisation; false where there is one with this id. */
export async function add_organisation(sql: Transaction, of: { id: string; name: string }): Promise<boolean> {
  const rows = await sql`
    insert into organisation (authority_id, id, name) values (current_authority(), ${of.id}, ${of.name})
    on conflict do nothing returning id`;
  return rows.length > 0;
}
