create or replace function finding_rows(_findings finding_with_things[]) returns setof finding_row
language plpgsql stable
set search_path from current
set plan_cache_mode to force_generic_plan
as $$
begin
  return query
  with visible as materialized (select visible_dataset_ids() as ids),
  -- The same few things are in many findings: each is looked up and described once.
  named as materialized (
    select distinct on ((v.thing).kind, (v.thing).layer, (v.thing).id, (v.thing).part) v.thing
    from unnest(_findings) w (finding, id, scenario_id, stretch_m, street_id)
    cross join lateral (values ((w.finding).a), ((w.finding).b)) v (thing)
  ),
  described as materialized (
    select (n.thing).kind as thing_kind, (n.thing).layer, (n.thing).id as thing_id, (n.thing).part, s.visible,
      thing_json(n.thing, s.visible, s.dataset_id, s.dataset, s.owner, s.status, s.depth_source, s.attributes) as description
    from visible v cross join named n cross join lateral thing_source(n.thing, v.ids) s
  )
  select w.id, w.scenario_id, (w.finding).rule_id, (w.finding).kind, (w.finding).severity, (w.finding).verdict,
    (w.finding).distance_m, (w.finding).uncertainty_m, (w.finding).required_m,
    (w.finding).vertical_m, (w.finding).vertical_uncertainty_m, (w.finding).required_vertical_m,
    (w.finding).run_m, (w.finding).gap_days, (w.finding).assumed,
    case when a.visible and b.visible then st_transform((w.finding).stretch, 4326) end, w.stretch_m, w.street_id,
    a.description, b.description
  from unnest(_findings) with ordinality w (finding, id, scenario_id, stretch_m, street_id, place)
  cross join lateral (select (w.finding).a as a, (w.finding).b as b offset 0) f
  join described a on a.thing_id = (f.a).id and a.part = (f.a).part and a.layer = (f.a).layer and a.thing_kind = (f.a).kind
  join described b on b.thing_id = (f.b).id and b.part = (f.b).part and b.layer = (f.b).layer and b.thing_kind = (f.b).kind
  order by w.place;
end $$;
comment on function finding_rows(finding_with_things[]) is
'Findings as the API answers them, in the order given: both things with what the viewer may know of them, the stretch (WGS 84) only where both may be seen.';
