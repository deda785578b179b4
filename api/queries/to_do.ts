import type { Transaction } from "../store/open_store.ts";
import { type FindingTexts, finding_texts } from "./finding.ts";

export interface EndingGrant {
  readonly id: number;
  readonly dataset_id: number;
  readonly dataset: string;
  readonly owner: string;
  readonly purpose: string;
  readonly until: string;
}

/** Open conflicts of scenarios with things of the viewer's organisation, worst first, and how many there are. */
export async function to_do_findings(
  sql: Transaction,
  limit: number,
): Promise<{ findings: FindingTexts; total: number }> {
  const [findings, [row]] = await Promise.all([
    finding_texts(sql, sql`to_do_findings(${limit}::int)`),
    sql<{ total: number }[]>`select to_do_finding_count() as total`,
  ]);
  return { findings, total: row!.total };
}

/** Grants to the viewer's organisation whose last day is within a month, the first to end first. */
export function ending_grants(sql: Transaction): Promise<EndingGrant[]> {
  return sql<EndingGrant[]>`
    select g.id, g.dataset_id, d.name as dataset, o.name as owner, g.purpose, g.until::text
    from dataset_grant g
    join dataset d on d.authority_id = g.authority_id and d.id = g.dataset_id
    join organisation o on o.authority_id = d.authority_id and o.id = d.owner_organisation_id
    where g.to_organisation_id = current_setting('straatlagen.organisation', true) and g.withdrawn_at is null
      and g.until between current_date and current_date + 30
    order by g.until, g.id`;
}

/** What the viewer's organisation asked and was not answered in time, and reactions that wait for it. */
export async function town_to_do(
  sql: Transaction,
): Promise<{ answers_overdue: number; reactions_waiting: number }> {
  const [row] = await sql<{ answers_overdue: number; reactions_waiting: number }[]>`
    select (select count(*) from review r join review_answer a on a.authority_id = r.authority_id and a.review_id = r.id
        where r.withdrawn_at is null and a.answer is null and r.due < current_date
          and r.organisation_id = current_setting('straatlagen.organisation', true)) as answers_overdue,
      (select count(*) from reaction where state = 'waiting') as reactions_waiting`;
  return row!;
}
