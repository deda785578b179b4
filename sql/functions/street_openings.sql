create or replace function street_openings(_scenario_ids bigint[])
returns table (scenario_id bigint, street_id text, openings bigint, undated bigint)
language sql stable security definer set search_path from current
as $$
  with seen as materialized (select visible_dataset_ids() as ids, partly_visible_dataset_ids() as partly),
  dig as materialized (
    select null::bigint as scenario_id, -f.id as id, f.geom, f.period from feature f, seen
    where f.authority_id = current_authority() and f.layer = 'works' and f.attributes ->> 'event' is distinct from 'true'
      and visible_to_viewer(f.dataset_id, f.geom, seen.ids, seen.partly)
    union all
    select t.scenario_id, t.measure_id, t.geom, t.period from measure_thing t
    where t.authority_id = current_authority() and t.scenario_id = any (_scenario_ids) and (t.layer = 'works' or 'opens_ground' = any (t.traits))
  ),
  placed as materialized (
    select distinct dig.scenario_id, s.id as street_id, dig.id, dig.period
    from dig cross join lateral (
      select s.id from street s
      where s.authority_id = current_authority() and s.zone && dig.geom and st_intersects(s.zone, dig.geom)
      offset 0) s
  )
  select k.scenario_id, k.street_id,
    (select count(*) from unnest(range_agg(p.period) filter (where p.period is not null)) r),
    count(distinct p.id) filter (where p.period is null)
  from (
    select distinct c.id as scenario_id, p.street_id from placed p
      cross join (select null::bigint as id union all select unnest(_scenario_ids)) c
    where p.scenario_id is null or p.scenario_id = c.id) k
    join placed p on p.street_id = k.street_id and (p.scenario_id is null or p.scenario_id = k.scenario_id)
  group by k.scenario_id, k.street_id
$$;
comment on function street_openings(bigint[]) is
'How often each street is opened: today (scenario_id null) by the planned works that the viewer may see (not events, which dig nothing), and with each scenario by these and its measures that open the ground. Works and measures whose periods overlap or follow one another are one opening; what has no period is counted apart (undated). A street is opened by what lies in its zone.';
