create or replace function opening_things(_scenario_id bigint, _street_id text)
returns table (kind text, id bigint, part integer, layer text, geom geometry, top_m double precision, bottom_m double precision)
language sql stable set search_path from current
as $$
  with near as materialized (
    select st_buffer(s.axis, 40) as zone from street s where s.authority_id = current_authority() and s.id = _street_id
  )
  select 'works', f.id, 1, null::text, f.geom, f.top_m, f.bottom_m
  from feature f
  where f.layer = 'works' and f.authority_id = current_authority() and visible_to_viewer(f.dataset_id, f.geom, (select visible_dataset_ids()), (select partly_visible_dataset_ids()))
    and f.status <> 'disused' and f.attributes ->> 'event' is distinct from 'true' and (_street_id is null or exists (select from near n where st_intersects(n.zone, f.geom)))
    and (upper(f.period) is null or upper(f.period) > current_date or f.blocked_until >= current_date)
  union all
  select 'measure', t.measure_id, t.part, t.layer, t.geom, t.top_m, t.bottom_m
  from measure_thing t
  where t.authority_id = current_authority() and t.scenario_id = readable_scenario(_scenario_id)
    and ('opens_ground' = any (t.traits) or t.layer = 'works') and (_street_id is null or exists (select from near n where st_intersects(n.zone, t.geom)))
$$;
comment on function opening_things(bigint, text) is
'What opens the ground in time to come: works that the viewer may see and that have not ended (or still block), events left out, and the parts of a scenario''s measures that dig. Geometry in the analysis CRS, depths in metres below ground. _scenario_id null: works only; _street_id null: everywhere.';
