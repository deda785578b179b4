-- Findings are answered as JSON that names each thing and each rule once.

drop function if exists preview(text, geometry, jsonb, bigint, bigint, daterange);
drop function if exists findings(bigint, text, text[], integer, integer, bigint, bigint);
drop function if exists finding_by_id(uuid);
drop function if exists finding_rows(finding_with_things[]);
drop function if exists thing_json(thing, boolean, bigint, text, text, text, text, jsonb);
drop type finding_row;

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
  stretch json,
  stretch_m double precision,
  street_id text,
  a json,
  b json
);
comment on type finding_row is 'A finding as the API answers it; stretch as GeoJSON in WGS 84; a and b name a thing and its place in the list of things.';

create type finding_answer as (findings json, things json, rules json);
comment on type finding_answer is 'A list of findings (each a finding_row) with the things and the rules that they speak of, each once.';

create type rule_side as (
  side bigint,
  own_layer text,
  other_layer text,
  own_is_a boolean,
  margin_m double precision,
  rules rule[],
  reach_planned_m double precision,
  reach_existing_m double precision,
  clearance_m double precision,
  line_rules boolean,
  run_rules boolean
);
comment on type rule_side is 'Two layers that may meet, seen from one of them, with the rules about them and how far to look.';

-- The year laid as a number: every rule check asks for it, and parsing it from the attributes took as long as the check.
alter table feature add column year_built integer
  generated always as (case when attributes ->> 'year_built' ~ '^[0-9]{4}$' then (attributes ->> 'year_built')::integer end) stored;
drop function if exists aged_traits(text, text, text[]);
drop function if exists thing_source(thing, bigint[]);
drop function if exists pair_findings(thing[], bigint, text, boolean, boolean);
