import type { Transaction } from "../store/open_store.ts";

export interface ApiTokenRow {
  readonly id: number;
  readonly name: string;
  readonly scope: "read" | "write";
  readonly expires: Date;
  readonly created_at: Date;
  readonly last_used_at: Date | null;
  readonly withdrawn_at: Date | null;
}

/** The viewer's tokens, newest first. */
export async function list_api_tokens(sql: Transaction): Promise<ApiTokenRow[]> {
  return sql<ApiTokenRow[]>`select * from api_tokens()`;
}

/** Keeps a token's hash; null where the viewer is no account. */
export async function add_api_token(
  sql: Transaction,
  of: { name: string; token_hash: Buffer; scope: "read" | "write"; expires: Date },
): Promise<number | null> {
  const [row] = await sql<{ id: number | null }[]>`
    select add_api_token(${of.name}, ${of.token_hash}, ${of.scope}, ${of.expires}) as id`;
  return row!.id;
}

export async function withdraw_api_token(sql: Transaction, id: number): Promise<boolean> {
  const [row] = await sql<{ done: boolean }[]>`select withdraw_api_token(${id}) as done`;
  return row!.done;
}
