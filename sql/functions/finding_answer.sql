create or replace function finding_answer(_findings finding_with_things[], _brief boolean default false, _known_rules text[] default '{}') returns finding_answer
language plpgsql stable
set search_path from current
set plan_cache_mode to force_generic_plan
as $$
declare
  things thing[];
  -- Where the a and the b of each finding stand among the things, one after the other, from 1. By place and not
  -- by comparing: every finding with every thing takes longer than all that is said of them.
  places bigint[];
  seen boolean[];
  named json[];
  described json;
  answer finding_answer;
begin
  if _brief then
    select n.seen, n.named into seen, named from named_things(_findings) n;
    places := array(select generate_series(1, 2 * cardinality(_findings)));
  else
    select array_agg(m.place order by m.finding, m.side), array_agg(m.thing order by m.place) filter (where m.nth = 1)
    into places, things
    from (
      select w.finding, v.side, v.thing, dense_rank() over same as place,
        row_number() over (partition by (v.thing).kind, (v.thing).layer, (v.thing).id, (v.thing).part) as nth
      from unnest(_findings) with ordinality w (found, id, scenario_id, stretch_m, street_id, finding)
      cross join lateral (values (1, (w.found).a), (2, (w.found).b)) v (side, thing)
      window same as (order by (v.thing).kind, (v.thing).layer, (v.thing).id, (v.thing).part)
    ) m;
    select d.seen, d.named, d.described into seen, named, described from described_things(things) d;
  end if;

  with listed as materialized (
    select w.place, (w.finding).rule_id, row(w.id, w.scenario_id, (w.finding).rule_id, (w.finding).kind, (w.finding).severity, (w.finding).verdict,
      -- How far from a hidden thing, to the centimetre, from three places is where it lies: then the verdict is all there is.
      case when w.open then (w.finding).distance_m end, case when w.open then (w.finding).uncertainty_m end, (w.finding).required_m,
      case when w.open then (w.finding).vertical_m end, case when w.open then (w.finding).vertical_uncertainty_m end, (w.finding).required_vertical_m,
      case when w.open then (w.finding).run_m end, case when w.open then (w.finding).gap_days end, (w.finding).assumed,
      case when w.open then st_asgeojson(st_transform((w.finding).stretch, 4326), 7)::json end,
      case when w.open then w.stretch_m else ceil(w.stretch_m / 10) * 10 end, w.street_id,
      w.a, w.b)::finding_row as finding
    from (
      select w.*, named[places[2 * w.place - 1]] as a, named[places[2 * w.place]] as b, seen[places[2 * w.place - 1]] and seen[places[2 * w.place]] as open
      from unnest(_findings) with ordinality w (finding, id, scenario_id, stretch_m, street_id, place)
      offset 0
    ) w
    where w.a is not null and w.b is not null
  )
  select coalesce((select json_agg(l.finding order by l.place) from listed l), '[]'), coalesce(described, '[]'),
    rule_list(array(select distinct l.rule_id from listed l where l.rule_id <> all (_known_rules)))
  into answer;
  return answer;
end $$;
comment on function finding_answer(finding_with_things[], boolean, text[]) is
'Findings as the API answers them, in the order given: the same few things and rules are in many findings, so each is looked up, described and sent once. Things with what the viewer may know of them; the stretch (GeoJSON, WGS 84), the distances measured and the days between two periods only where both may be seen; else the stretch''s length in tens of metres. Findings of an expired dataset are left out. _brief, of things judged for the viewer (a preview): none is described, each is named in its findings (named_things). Rules of _known_rules are left out. Empty lists for no findings.';
