create or replace function preview(_measure_type text, _geom_wgs84 geometry, _parameters jsonb default '{}', _scenario_id bigint default null,
  _measure_id bigint default null, _period daterange default null, _share integer default 0, _shares integer default 1, _brief boolean default false, _known_rules text[] default '{}')
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
  with pair as materialized (
    select p.pair as p, p.id, p.place, st_expand(p.place, 30) as around
    from (
      select t.pair, t.id, st_pointonsurface((t.pair).stretch) as place
      from told_pairs(coalesce(things, '{}'), _scenario_id, 'viewer', _share => _share, _shares => _shares) t
      offset 0
    ) p
  ),
  -- As street_of() has it, but the few streets around are looked up once and not for each finding.
  street as materialized (
    select s.id, s.street_id, s.geom from street_segment s
    where s.authority_id = current_authority() and s.street_id is not null
      and s.geom && (select st_setsrid(st_extent(pair.around)::geometry, analysis_srid()) from pair)
  )
  select array_agg(row(r.p, r.id, _scenario_id, stretch_length_m((r.p).stretch), s.street_id)::finding_with_things
      order by array_position(array['violated', 'possible', 'unknown', 'clear'], (r.p).verdict),
        array_position(array['block', 'mitigate', 'inform'], (r.p).severity), r.id) into found_pairs
  from pair r
  left join lateral (
    select s.street_id from street s
    where s.geom && r.around and st_dwithin(s.geom, r.place, 30)
    order by st_distance(s.geom, r.place), s.id
    limit 1
  ) s on true;
  return finding_answer(coalesce(found_pairs, '{}'), _brief, _known_rules);
end $$;
comment on function preview(text, geometry, jsonb, bigint, bigint, daterange, integer, integer, boolean, text[]) is
'Findings of a measure that is not saved, worst first: the same engine on the given geometry (WGS 84) against what exists and, with a scenario, against its other measures. With _measure_id it stands in for that measure of the scenario: what is stored of it is left out, and the findings have the ids that they will have once it is saved. With _shares only those of one of so many parts of the layers (_share, from 0), so that several connections can divide the work. _brief and _known_rules as in finding_answer(). Empty where nothing is near. Hidden things are judged veiled (veiled_thing) and redacted for the viewer.';
