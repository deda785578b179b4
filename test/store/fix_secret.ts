import type postgres from "postgres";

/** Gives the one authority of a new store a known secret: ids of findings, and so the order of equals, are the same in each run. */
export async function fix_secret(sql: postgres.Sql): Promise<void> {
  await sql`update authority set veil_secret = '5ec2e700-0000-4000-8000-000000000006'`;
}
