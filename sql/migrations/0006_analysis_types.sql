-- The shapes that the analysis functions hand to each other.

alter table feature add column blocked_until date;
alter table feature add column margin_m double precision not null
  generated always as (coalesce(position_accuracy_m, 1.5) + coalesce(diameter_m, 0) / 2) stored;
alter table measure_thing add column blocked_until date;

create type thing as (
  kind text,
  layer text,
  id bigint,
  part integer,
  geom geometry,
  radius_m double precision,
  accuracy_m double precision,
  accuracy_assumed boolean,
  top_m double precision,
  bottom_m double precision,
  depth_accuracy_m double precision,
  depth_assumed boolean,
  planned boolean,
  disused boolean,
  traits text[],
  period daterange,
  blocked_until date,
  dataset_id bigint
);
comment on type thing is 'What a rule sees: a feature or a part of a measure, with the accuracies already filled in and marked where assumed.';

create type pair_finding as (
  rule_id text,
  a thing,
  b thing,
  kind text,
  severity text,
  verdict text,
  distance_m double precision,
  uncertainty_m double precision,
  required_m double precision,
  vertical_m double precision,
  vertical_uncertainty_m double precision,
  required_vertical_m double precision,
  run_m double precision,
  gap_days integer,
  assumed text[],
  stretch geometry
);

create type finding_with_things as (
  finding pair_finding,
  id uuid,
  scenario_id bigint,
  stretch_m double precision,
  street_id text
);

create type finding_row as (
  id uuid,
  scenario_id bigint,
  rule_id text,
  kind text,
  severity text,
  verdict text,
  distance_m double precision,
  uncertainty_m double precision,
  required_m double precision,
  vertical_m double precision,
  vertical_uncertainty_m double precision,
  required_vertical_m double precision,
  run_m double precision,
  gap_days integer,
  assumed text[],
  stretch_wgs84 geometry,
  stretch_m double precision,
  street_id text,
  a jsonb,
  b jsonb
);
