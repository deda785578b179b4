create or replace function lesson_district(_about text, _about_id text) returns text
language sql stable security definer set search_path from current
as $$
  select coalesce(p.inside, case when st_isempty(p.at) then null end, (
    select d.id from district d where d.authority_id = current_authority() and st_intersects(d.geom, p.at) order by d.id limit 1), '')
  from (
    select null::text as inside, st_pointonsurface(s.zone) as at from street s
    where _about = 'street' and s.authority_id = current_authority() and s.id = _about_id
    union all
    select null, st_pointonsurface(n.stretch)
    from called_findings(case when _about = 'finding' and _about_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then _about_id::uuid end) n
    where knows_finding(n.id)
    union all
    select (select d.district_id from measure_district d where d.authority_id = m.authority_id and d.measure_id = m.id order by d.share desc, d.district_id limit 1),
      st_pointonsurface(m.geom)
    from measure m where _about = 'measure' and m.authority_id = current_authority() and m.id = case when _about_id ~ '^[0-9]{1,18}$' then _about_id::bigint end
    union all
    select '', null from scenario s where _about = 'scenario' and s.authority_id = current_authority() and s.id = case when _about_id ~ '^[0-9]{1,18}$' then _about_id::bigint end
  ) p limit 1
$$;
comment on function lesson_district(text, text) is
'The district of the street, measure, finding or scenario that a lesson is about; empty outside all districts and for a scenario; null where the viewer''s authority has no such thing. Of a finding no more is told than that.';
