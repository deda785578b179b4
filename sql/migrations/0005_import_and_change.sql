create table import (
  authority_id text not null references authority,
  id bigint generated always as identity,
  file_name text not null,
  file_path text,
  options jsonb not null default '{}',
  state text not null default 'waiting' check (state in ('waiting', 'reading', 'storing', 'analysing', 'done', 'failed', 'cancelled')),
  importer text,
  fraction double precision,
  read bigint not null default 0,
  stored bigint not null default 0,
  repaired bigint not null default 0,
  rejected bigint not null default 0,
  dataset_ids bigint[] not null default '{}',
  notes jsonb not null default '[]',
  error jsonb,
  cancel_requested boolean not null default false,
  created_by text not null,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (authority_id, id)
);
comment on table import is 'One delivery on its way in: state, counts and what is worth knowing. All or nothing per dataset.';

create table import_rejection (
  authority_id text not null,
  import_id bigint not null,
  position bigint not null,
  row_label text not null,
  field text,
  code text not null,
  message text not null,
  primary key (authority_id, import_id, position),
  foreign key (authority_id, import_id) references import on delete cascade
);

create table change (
  authority_id text not null,
  id bigint generated always as identity,
  at timestamptz not null default clock_timestamp(),
  viewer text not null,
  word text not null,
  thing_id text not null,
  action text not null check (action in ('insert', 'update', 'delete')),
  before jsonb,
  after jsonb,
  primary key (authority_id, id)
);
create index on change (authority_id, word, thing_id);
comment on table change is 'History of editable rows, written by a trigger; the application may add and read, never alter.';
