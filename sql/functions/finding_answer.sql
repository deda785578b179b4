create or replace function finding_answer(_findings finding_with_things[]) returns finding_answer
language plpgsql stable
set search_path from current
set plan_cache_mode to force_generic_plan
as $$
declare
  authority constant text := current_authority();
  answer finding_answer;
begin
  with visible as materialized (select visible_dataset_ids() as ids, partly_visible_dataset_ids() as partly),
  named as materialized (
    select row_number() over () - 1 as place, d.thing, (d.thing).kind as thing_kind, (d.thing).layer, (d.thing).id as thing_id, (d.thing).part
    from (
      select distinct on ((v.thing).kind, (v.thing).layer, (v.thing).id, (v.thing).part) v.thing
      from unnest(_findings) w (finding, id, scenario_id, stretch_m, street_id)
      cross join lateral (values ((w.finding).a), ((w.finding).b)) v (thing)
    ) d
  ),
  known as materialized (
    select row_number() over (order by n.place) - 1 as place, n.thing, n.thing_kind, n.layer, n.thing_id, n.part, o.visible,
      thing_json(n.thing, o.visible, s.dataset_id, s.dataset, s.owner, s.status, s.depth_source, s.attributes) as description
    from visible v
    cross join named n
    left join lateral (
      select f.dataset_id, d.name as dataset, o.name as owner, f.status, f.depth_source, f.attributes
      from feature f
      join dataset d on d.authority_id = f.authority_id and d.id = f.dataset_id and (d.expires is null or d.expires >= current_date)
      join organisation o on o.authority_id = d.authority_id and o.id = d.owner_organisation_id
      where n.thing_kind = 'feature' and f.authority_id = authority and f.layer = n.layer and f.id = n.thing_id
      -- Each by its key: a planner without counts would read every feature instead.
      limit 1
    ) s on true
    cross join lateral (select n.thing_kind = 'measure' or s.dataset_id = any (v.ids) or s.dataset_id = any (v.partly) and visible_in_area(s.dataset_id, (n.thing).geom) as visible offset 0) o
    where n.thing_kind = 'measure' or s.dataset_id is not null
  ),
  described as materialized (
    select k.*, json_build_object('thing', k.place, 'kind', k.thing_kind, 'layer', k.layer,
      'id', case when k.visible then k.thing_id end, 'part', case when k.visible then k.part else 0 end, 'visible', k.visible) as named
    from known k
  ),
  listed as materialized (
    select w.place, f.rule_id, row(w.id, w.scenario_id, f.rule_id, f.kind, f.severity, f.verdict,
      -- How far from a hidden thing, to the centimetre, from three places is where it lies: then the verdict is all there is.
      case when o.open then f.distance_m end, case when o.open then f.uncertainty_m end, f.required_m,
      case when o.open then f.vertical_m end, case when o.open then f.vertical_uncertainty_m end, f.required_vertical_m,
      case when o.open then f.run_m end, f.gap_days, f.assumed,
      case when o.open then st_asgeojson(st_transform(f.stretch, 4326), 7)::json end,
      case when o.open then w.stretch_m else ceil(w.stretch_m / 10) * 10 end, w.street_id,
      a.named, b.named)::finding_row as finding
    from unnest(_findings) with ordinality w (finding, id, scenario_id, stretch_m, street_id, place)
    cross join lateral (select (w.finding).*) f
    join described a on a.thing_id = (f.a).id and a.part = (f.a).part and a.layer = (f.a).layer and a.thing_kind = (f.a).kind
    join described b on b.thing_id = (f.b).id and b.part = (f.b).part and b.layer = (f.b).layer and b.thing_kind = (f.b).kind
    cross join lateral (select a.visible and b.visible as open) o
  )
  select coalesce((select json_agg(l.finding order by l.place) from listed l), '[]'),
    coalesce((select json_agg(d.description order by d.place) from described d), '[]'),
    rule_list(array(select distinct l.rule_id from listed l))
  into answer;
  return answer;
end $$;
comment on function finding_answer(finding_with_things[]) is
'Findings as the API answers them, in the order given: the same few things and rules are in many findings, so each is looked up, described and sent once. Things with what the viewer may know of them; the stretch (GeoJSON, WGS 84) and the distances measured only where both may be seen; else the stretch''s length in tens of metres. Findings of an expired dataset are left out. Empty lists for no findings.';
