create or replace function preview(_measure_type text, _geom_wgs84 geometry, _parameters jsonb default '{}', _scenario_id bigint default null)
returns setof finding_row
language plpgsql stable security definer set search_path from current
as $$
declare
  things thing[];
begin
  select array_agg(t) into things
  from measure_things(_measure_type, to_analysis(_geom_wgs84), _parameters) t;
  return query
    select r.*
    from pair_findings(coalesce(things, '{}'), _scenario_id, 'measure') p
    cross join lateral pair_finding_row(finding_id(_scenario_id, p.rule_id, p.a, p.b), _scenario_id, p) r;
end $$;
comment on function preview(text, geometry, jsonb, bigint) is
'Findings of a measure that is not saved: the same engine on the given geometry (WGS 84) against what exists and, with a scenario, against its other measures. Empty where nothing is near. Hidden things are redacted for the viewer.';
