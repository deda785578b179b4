create or replace function evaluate_feature(_layer text, _id bigint) returns bigint
language plpgsql set search_path from current
as $$
declare
  subject thing := (select feature_thing(f) from feature f where f.authority_id = current_authority() and f.layer = _layer and f.id = _id);
  streets text[];
  scenario_ids bigint[];
  of_scenario bigint;
  stored bigint;
begin
  if subject.id is null then return 0; end if;
  -- The scenarios with a measure anywhere near: further than any rule reaches.
  scenario_ids := array(select distinct m.scenario_id from measure_thing m
    where m.authority_id = current_authority() and m.geom && st_expand(subject.geom, 150) order by 1);
  perform lock_scenario(s) from unnest(scenario_ids) s;
  with gone as (
    delete from finding n where n.authority_id = current_authority()
      and (n.a_kind = 'feature' and n.a_layer = _layer and n.a_id = _id or n.b_kind = 'feature' and n.b_layer = _layer and n.b_id = _id)
    returning n.street_id, n.scenario_id
  )
  select array_agg(distinct g.street_id) filter (where g.scenario_id is null and g.street_id is not null) into streets from gone g;
  stored := store_feature_findings(subject, null);
  foreach of_scenario in array scenario_ids loop
    stored := stored + store_feature_findings(subject, of_scenario);
  end loop;
  select array_agg(distinct s.id) into streets
  from (select unnest(streets) as id union select n.street_id from finding n
    where n.authority_id = current_authority() and n.scenario_id is null and n.street_id is not null
      and (n.a_kind = 'feature' and n.a_id = _id or n.b_kind = 'feature' and n.b_id = _id)) s;
  perform summarise_streets(s) from unnest(streets) s;
  return stored;
end $$;
comment on function evaluate_feature(text, bigint) is
'Replaces every finding that a feature takes part in, of the state today and of all scenarios, and the summaries of their streets; returns how many it has now. The same as a full evaluation would give.';
