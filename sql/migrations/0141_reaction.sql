-- What residents say about a shared scenario; shown once somebody of the town has approved it.

create table reaction (
  authority_id text not null,
  id bigint generated always as identity,
  scenario_id bigint not null,
  link_id bigint not null,
  measure_id bigint,
  place geometry,
  text text not null check (text <> ''),
  state text not null default 'waiting' check (state in ('waiting', 'approved', 'refused')),
  reason text not null default '',
  moderated_by_name text,
  moderated_at timestamptz,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  primary key (authority_id, id),
  foreign key (authority_id, scenario_id) references scenario on delete cascade,
  check (num_nonnulls(measure_id, place) = 1),
  check (state <> 'refused' or reason <> '')
);
create index on reaction (authority_id, scenario_id, state);
create index on reaction (authority_id) where state = 'waiting';
comment on table reaction is 'A reaction of a resident who opened a link, about a measure (which may be gone since) or a place (analysis CRS). No name, no address.';
