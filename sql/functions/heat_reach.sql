create or replace function heat_reach(_scenario_ids bigint[], _district_id text default null)
returns table (scenario_id bigint, dwellings bigint, buildings bigint, without_dwellings bigint)
language sql stable security definer set search_path from current
as $$
  with seen as materialized (select visible_dataset_ids() as ids, partly_visible_dataset_ids() as partly),
  area as materialized (select d.geom from district d where d.authority_id = current_authority() and d.id = _district_id),
  main as materialized (
    select null::bigint as scenario_id, f.geom from feature f, seen
    where f.authority_id = current_authority() and f.layer = 'heat_network' and f.status in ('in_use', 'under_construction', 'projected')
      and visible_to_viewer(f.dataset_id, f.geom, seen.ids, seen.partly)
      and (_district_id is null or exists (select from area a where f.geom && st_expand(a.geom, heat_reach_m())))
    union all
    select t.scenario_id, t.geom from measure_thing t
    where t.authority_id = current_authority() and t.layer = 'heat_network' and t.scenario_id = any (_scenario_ids)
  ),
  reached as materialized (
    select distinct main.scenario_id, b.id, b.dwellings
    from main cross join lateral (
      select f.id, case when f.attributes ->> 'dwellings' ~ '^\d{1,6}$' then (f.attributes ->> 'dwellings')::bigint end as dwellings
      from feature f, seen
      where f.authority_id = current_authority() and f.layer = 'building'
        and visible_to_viewer(f.dataset_id, f.geom, seen.ids, seen.partly)
        and f.geom && st_expand(main.geom, heat_reach_m()) and st_dwithin(f.geom, main.geom, heat_reach_m())
        and (_district_id is null or exists (select from area a where st_intersects(a.geom, st_pointonsurface(f.geom))))
      offset 0) b
  )
  select s.id, coalesce(sum(r.dwellings), 0)::bigint, count(r.id), count(r.id) filter (where r.dwellings is null)
  from (select null::bigint as id union all select unnest(_scenario_ids)) s
    -- What is there today stays in reach of every scenario; a building counts once.
    left join lateral (
      select distinct on (reached.id) reached.id, reached.dwellings from reached
      where reached.scenario_id is null or reached.scenario_id = s.id order by reached.id) r on true
  group by s.id
$$;
comment on function heat_reach(bigint[], text) is
'Dwellings within heat_reach_m() of a heat main: today (scenario_id null) and with each scenario, what is there today included; in a district (null: everywhere) by where most of a building lies. buildings: how many that are; without_dwellings: those of which the source gives no number, which count none. Only mains and buildings that the viewer may see.';
