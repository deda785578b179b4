create or replace function below_ground_conflicts(_box_wgs84 geometry, _scenario_id bigint default null, _limit integer default 1000)
returns table (id uuid, verdict text, geom_wgs84 geometry, depth_m double precision)
language plpgsql stable security definer
set search_path from current
set plan_cache_mode to force_generic_plan
as $$
declare
  box constant geometry := st_envelope(to_analysis(_box_wgs84));
  visible constant bigint[] := visible_dataset_ids();
begin
  return query
  select n.id, n.verdict, st_transform(n.stretch, 4326), coalesce((t.a).top_m + (t.a).bottom_m, (t.b).top_m + (t.b).bottom_m) / 2
  from (
    select w.* from finding w
    where w.authority_id = current_authority() and (w.scenario_id is null or w.scenario_id = _scenario_id) and w.stretch && box
      and w.veil <> 'hidden' and w.kind = 'conflict' and w.verdict in ('violated', 'possible') and st_dimension(w.stretch) = 1
      and (w.a_dataset_id is null or w.a_dataset_id = any (visible)) and (w.b_dataset_id is null or w.b_dataset_id = any (visible))
    order by w.verdict desc, w.stretch_m desc, w.id
    limit _limit
  ) n
  cross join lateral (
    select stored_thing(n.a_kind, n.a_layer, n.a_id, n.a_part) as a, stored_thing(n.b_kind, n.b_layer, n.b_id, n.b_part) as b
  ) t
  where (t.a).top_m is not null or (t.b).top_m is not null;
end $$;
comment on function below_ground_conflicts(geometry, bigint, integer) is
'Stretches of conflicts (violated before possible, the longest _limit) near a box (WGS 84) with the depth at which they lie, in metres below ground: of today and, with one, of the scenario. Only between things that the viewer may both see, one of which has a depth.';
