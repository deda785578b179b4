create table scenario (
  authority_id text not null references authority,
  id bigint generated always as identity,
  name text not null check (name <> ''),
  description text not null default '',
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  primary key (authority_id, id)
);

create table measure (
  authority_id text not null,
  id bigint generated always as identity,
  scenario_id bigint not null,
  measure_type text not null references measure_type,
  name text not null default '',
  geom geometry not null,
  parameters jsonb not null default '{}',
  period daterange,
  version bigint not null default 1,
  primary key (authority_id, id),
  foreign key (authority_id, scenario_id) references scenario on delete cascade
);
create index on measure using gist (geom);
create index on measure (authority_id, scenario_id);

create table measure_thing (
  authority_id text not null,
  scenario_id bigint not null,
  measure_id bigint not null,
  part integer not null,
  layer text not null references layer,
  geom geometry not null,
  top_m double precision,
  bottom_m double precision,
  diameter_m double precision,
  period daterange,
  traits text[] not null,
  primary key (authority_id, measure_id, part),
  foreign key (authority_id, measure_id) references measure on delete cascade
);
create index on measure_thing using gist (geom);
create index on measure_thing (authority_id, scenario_id);
comment on table measure_thing is 'What the measures become: one row a thing of a layer, derived from measure by measure_things().';

create table finding (
  authority_id text not null references authority,
  id uuid not null,
  scenario_id bigint,
  rule_id text not null,
  a_kind text not null check (a_kind in ('feature', 'measure')),
  a_layer text not null,
  a_id bigint not null,
  a_part integer not null,
  a_dataset_id bigint,
  b_kind text not null check (b_kind in ('feature', 'measure')),
  b_layer text not null,
  b_id bigint not null,
  b_part integer not null,
  b_dataset_id bigint,
  kind text not null,
  severity text not null,
  verdict text not null check (verdict in ('violated', 'possible', 'unknown', 'clear')),
  distance_m double precision,
  uncertainty_m double precision,
  required_m double precision,
  vertical_m double precision,
  vertical_uncertainty_m double precision,
  required_vertical_m double precision,
  run_m double precision,
  gap_days integer,
  assumed text[] not null,
  stretch geometry not null,
  stretch_m double precision not null,
  street_id text,
  primary key (authority_id, id)
);
create index on finding (authority_id, street_id, scenario_id);
create index on finding (authority_id, scenario_id, a_kind, a_id);
create index on finding (authority_id, scenario_id, b_kind, b_id);
create index on finding using gist (stretch);
create index on finding (authority_id, a_dataset_id) where scenario_id is null;
create index on finding (authority_id, b_dataset_id) where scenario_id is null;
comment on table finding is 'A rule applied to a pair of things. scenario_id null: existing against existing (the state today). The id is the same whenever rule and things are the same.';

create table street_summary (
  authority_id text not null,
  street_id text not null,
  kind text not null,
  severity text not null,
  verdict text not null,
  findings integer not null,
  stretch_m double precision not null,
  primary key (authority_id, street_id, kind, severity, verdict),
  foreign key (authority_id, street_id) references street on delete cascade
);
comment on table street_summary is 'Existing-against-existing findings counted per street; what the map shows of a whole city.';
