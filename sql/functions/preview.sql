create or replace function preview(_measure_type text, _geom_wgs84 geometry, _parameters jsonb default '{}', _scenario_id bigint default null,
  _measure_id bigint default null, _period daterange default null, _share integer default 0, _shares integer default 1)
returns finding_answer
language plpgsql stable security definer
set search_path from current
set plan_cache_mode to force_generic_plan
as $$
declare
  things thing[];
  found_pairs finding_with_things[];
begin
  select array_agg(t) into things
  from measure_things(_measure_type, to_analysis(_geom_wgs84), _parameters, coalesce(_measure_id, 0), _period) t;
  select array_agg(row(p, i.id, _scenario_id, stretch_length_m(p.stretch), street_of(st_pointonsurface(p.stretch)))::finding_with_things
      order by array_position(array['violated', 'possible', 'unknown', 'clear'], p.verdict),
        array_position(array['block', 'mitigate', 'inform'], p.severity), i.id) into found_pairs
  from pair_findings(coalesce(things, '{}'), _scenario_id, 'measure', _share => _share, _shares => _shares) p
  cross join lateral (select finding_id(_scenario_id, p.rule_id, p.a, p.b) as id offset 0) i;
  return finding_answer(coalesce(found_pairs, '{}'));
end $$;
comment on function preview(text, geometry, jsonb, bigint, bigint, daterange, integer, integer) is
'Findings of a measure that is not saved, worst first: the same engine on the given geometry (WGS 84) against what exists and, with a scenario, against its other measures. With _measure_id it stands in for that measure of the scenario: what is stored of it is left out, and the findings have the ids that they will have once it is saved. With _shares only those of one of so many parts of the layers (_share, from 0), so that several connections can divide the work. Empty where nothing is near. Hidden things are redacted for the viewer.';
