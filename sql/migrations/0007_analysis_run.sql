-- City-wide runs of existing against existing: a job with progress and cancel, like an import.

create table analysis_run (
  authority_id text not null references authority,
  id bigint generated always as identity,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  chunks_done integer not null default 0,
  chunks_total integer,
  findings bigint not null default 0,
  error jsonb,
  cancel_requested boolean not null default false,
  created_by text not null,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  primary key (authority_id, id)
);
create unique index on analysis_run (authority_id) where state in ('waiting', 'running');
comment on table analysis_run is 'One city-wide run of existing against existing; at most one waits or runs per authority. Chunks that were done before a cancel keep their new findings.';
