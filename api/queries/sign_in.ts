import type postgres from "postgres";
import type { Viewer } from "../store/viewer.ts";

// The owner's connection: what people sign in with is out of reach for the role of requests.
type Sql = postgres.Sql;

/** The secret that session cookies are signed with; made where there is none yet. */
export async function keep_secret(sql: Sql, fresh: string): Promise<string> {
  await sql`insert into sign_in_secret (secret) values (${fresh}) on conflict do nothing`;
  const [row] = await sql<{ secret: string }[]>`select secret from sign_in_secret`;
  return row!.secret;
}

/** Was an account ever made? */
export async function any_account(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ any: boolean }[]>`select exists (select from account) as any`;
  return row!.any;
}

/** Does the store hold the demo, and nothing else? */
export async function only_demo_data(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ demo: boolean }[]>`
    select coalesce(bool_and(importer = 'demo'), false) as demo from dataset`;
  return row!.demo;
}

/** Organisations that own a restricted dataset: of which a demo partner can be a member. */
export async function demo_partner(sql: Sql, authority_id: string): Promise<string | null> {
  const [row] = await sql<{ id: string }[]>`
    select owner_organisation_id as id from dataset
    where authority_id = ${authority_id} and access_class = 'restricted' and owner_organisation_id <> 'town' order by id limit 1`;
  return row?.id ?? null;
}

export interface NewAccount {
  readonly id: string;
  readonly authority_id: string;
  readonly organisation_id: string;
  readonly role: Viewer["role"];
  readonly name: string;
  readonly email: string;
}

/** Makes an account, or gives back nothing where the e-mail address is taken. `first`: only where there is none at all. */
export async function add_account(sql: Sql, of: NewAccount, first = false): Promise<boolean> {
  const rows = await sql.begin(async (transaction) => {
    if (first) await transaction`lock table account in exclusive mode`;
    return transaction`
      insert into account (id, authority_id, organisation_id, role, name, email)
      select ${of.id}, ${of.authority_id}, ${of.organisation_id}, ${of.role}, ${of.name}, ${of.email.toLowerCase()}
      where not ${first} or not exists (select from account)
      on conflict (email) do nothing returning id`;
  });
  return rows.length > 0;
}

/** Sets the password of an account, ends all its sessions, and takes back its other links. */
export async function set_password(sql: Sql, account_id: string, password_hash: string): Promise<void> {
  await sql.begin(async (transaction) => {
    await transaction`
      insert into account_method (id, account_id, provider_id, subject, password_hash)
      values (gen_random_uuid()::text, ${account_id}, 'credential', ${account_id}, ${password_hash})
      on conflict (provider_id, subject) do update set password_hash = excluded.password_hash, updated_at = now()`;
    await transaction`delete from session where account_id = ${account_id}`;
    await transaction`delete from one_time_link where account_id = ${account_id}`;
  });
}

export async function add_one_time_link(
  sql: Sql,
  of: {
    token_hash: Buffer;
    kind: "first_administrator" | "password";
    account_id: string | null;
    hours: number;
  },
): Promise<void> {
  await sql`delete from one_time_link where expires < now() or (kind = 'password' and account_id = ${of.account_id})`;
  await sql`
    insert into one_time_link (token_hash, kind, account_id, expires)
    values (${of.token_hash}, ${of.kind}, ${of.account_id}, now() + make_interval(hours => ${of.hours}))`;
}

/** Uses a link up: the account it is for (null for the first administrator), or undefined where it is no good. */
export async function take_one_time_link(
  sql: Sql,
  token_hash: Buffer,
  kind: "first_administrator" | "password",
): Promise<{ account_id: string | null } | undefined> {
  const [row] = await sql<{ account_id: string | null }[]>`
    delete from one_time_link where token_hash = ${token_hash} and kind = ${kind} and expires >= now() returning account_id`;
  return row;
}

/** Counts an attempt; false where there were more than `most` within the last `window_s` seconds. */
export async function count_attempt(sql: Sql, key: string, most: number, window_s: number): Promise<boolean> {
  const [row] = await sql<{ tries: number }[]>`
    insert into attempt as a (key, tries, since) values (${key}, 1, now())
    on conflict (key) do update set
      tries = case when a.since < now() - make_interval(secs => ${window_s}) then 1 else a.tries + 1 end,
      since = case when a.since < now() - make_interval(secs => ${window_s}) then now() else a.since end
    returning tries`;
  return row!.tries <= most;
}

/** Forgets the attempts under a key: after a right password. */
export async function forget_attempts(sql: Sql, key: string): Promise<void> {
  await sql`delete from attempt where key = ${key} or since < now() - interval '1 day'`;
}

/** The person behind a token, with its scope; undefined where it is unknown, expired or withdrawn. */
export async function viewer_of_token(
  sql: Sql,
  token_hash: Buffer,
): Promise<{ viewer: Viewer; scope: "read" | "write" } | undefined> {
  const [row] = await sql<(Viewer & { scope: "read" | "write" })[]>`
    update api_token t set last_used_at = now()
    from account a
    where a.id = t.account_id and a.closed_at is null and t.token_hash = ${token_hash} and t.withdrawn_at is null and t.expires > now()
    returning a.id, a.name, a.authority_id, a.organisation_id, a.role, t.scope`;
  if (!row) return undefined;
  const { scope, ...viewer } = row;
  return { viewer, scope };
}

/** What a resident's link opens; undefined where it is unknown, expired or withdrawn. */
export async function viewer_of_link(sql: Sql, token_hash: Buffer): Promise<Viewer | undefined> {
  const [row] = await sql<{ id: number; authority_id: string }[]>`
    select id, authority_id from resident_link
    where token_hash = ${token_hash} and withdrawn_at is null and expires > now()`;
  return (
    row && {
      id: `resident_link ${row.id}`,
      name: "",
      authority_id: row.authority_id,
      organisation_id: "",
      role: "resident",
      link_id: row.id,
    }
  );
}

/** Deletes sessions of an account: all of them. */
export async function end_sessions(sql: Sql, account_id: string): Promise<void> {
  await sql`delete from session where account_id = ${account_id}`;
}

/** Whether what each of these callers was let in by is still good, for the same person in the same role; in their order. */
export async function standing_passes(
  sql: Sql,
  callers: readonly { viewer: Viewer; by: string; pass: string }[],
): Promise<boolean[]> {
  const rows = await sql<{ standing: boolean }[]>`
    select case p.by
      when 'session' then exists (
        select from session s join account a on a.id = s.account_id
        where s.id = p.pass and s.expires > now() and a.closed_at is null and a.role = p.role and a.organisation_id = p.organisation_id)
      when 'token' then exists (
        select from api_token t join account a on a.id = t.account_id
        where t.token_hash = decode(p.pass, 'hex') and t.withdrawn_at is null and t.expires > now()
          and a.closed_at is null and a.role = p.role and a.organisation_id = p.organisation_id)
      when 'link' then exists (
        select from resident_link l
        where l.token_hash = decode(p.pass, 'hex') and l.withdrawn_at is null and l.expires > now())
      when 'try_out' then not exists (select from account)
      else true end as standing
    from unnest(${callers.map(({ by }) => by)}::text[], ${callers.map(({ pass }) => pass)}::text[],
      ${callers.map(({ viewer }) => viewer.role)}::text[], ${callers.map(({ viewer }) => viewer.organisation_id)}::text[])
      with ordinality as p (by, pass, role, organisation_id, place)
    order by p.place`;
  return rows.map(({ standing }) => standing);
}
