import type { Transaction } from "../store/open_store.ts";

export interface AnalysisRow {
  readonly id: number;
  readonly state: "waiting" | "running" | "done" | "failed" | "cancelled";
  readonly fraction: number | null;
  readonly chunks_done: number;
  readonly chunks_total: number | null;
  readonly findings: number;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly created_at: Date;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
}

/** The latest city-wide run of the authority; undefined before the first. */
export async function latest_analysis(sql: Transaction): Promise<AnalysisRow | undefined> {
  const [row] = await sql<AnalysisRow[]>`
    select id, state, case when state = 'done' then 1 when chunks_total > 0 then chunks_done::float8 / chunks_total end as fraction,
      chunks_done, chunks_total,
      -- All of them are for who may see all: it would change with what somebody brings near a hidden thing.
      case when current_role_is('administrator') then findings else (select coalesce(sum(s.findings), 0) from street_summary s) end as findings, error, created_at, started_at, finished_at
    from analysis_run order by id desc limit 1`;
  return row;
}

/** Writes down a run that is to be done; null where one already waits or runs. */
export async function add_analysis(sql: Transaction, viewer_id: string): Promise<number | null> {
  const [row] = await sql<{ id: number }[]>`
    insert into analysis_run (authority_id, created_by) values (current_authority(), ${viewer_id})
    on conflict (authority_id) where state in ('waiting', 'running') do nothing returning id`;
  return row?.id ?? null;
}

/** Asks for the end of the run that waits or runs; null where there is none. */
export async function request_analysis_cancel(sql: Transaction): Promise<number | null> {
  const [row] = await sql<{ id: number }[]>`
    update analysis_run set cancel_requested = true where state in ('waiting', 'running') returning id`;
  return row?.id ?? null;
}
