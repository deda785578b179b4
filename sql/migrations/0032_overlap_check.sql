-- A question that is asked again: what lies in an area, along a trench, or under a scenario.

create table overlap_check (
  authority_id text not null references authority,
  id bigint generated always as identity,
  name text not null default '',
  geom geometry,
  trench_width_m double precision check (trench_width_m > 0),
  dig_depth_m double precision check (dig_depth_m > 0),
  scenario_id bigint,
  measure_type text references measure_type,
  parameters jsonb not null default '{}',
  created_by text not null,
  created_at timestamptz not null default now(),
  primary key (authority_id, id),
  foreign key (authority_id, scenario_id) references scenario on delete cascade,
  check ((geom is null) <> (scenario_id is null)),
  check (st_dimension(geom) is distinct from 1 or trench_width_m is not null)
);
comment on table overlap_check is 'The question of an overlap check, in the analysis CRS: an area, a line with the width of its trench, or a scenario; how deep is dug, and what is to be laid. The answer is worked out whenever it is read, for whoever reads it.';
