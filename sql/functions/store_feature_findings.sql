create or replace function store_feature_findings(_subject thing, _scenario_id bigint) returns bigint
language plpgsql set search_path from current
as $$
declare
  asked thing := _subject;
  measure_ids bigint[];
begin
  if _scenario_id is not null and _subject.dataset_id = any (veiled_dataset_ids('only')) then
    -- What others are told sums up all that is hidden about a measure: of each that is near, anew (150 m: further than any rule reaches).
    measure_ids := array(select distinct m.measure_id from measure_thing m
      where m.authority_id = current_authority() and m.scenario_id = _scenario_id and m.geom && st_expand(_subject.geom, 150));
    delete from finding n where n.authority_id = current_authority() and n.scenario_id = _scenario_id and n.veil = 'hidden'
      and (n.a_kind = 'measure' and n.a_id = any (measure_ids) or n.b_kind = 'measure' and n.b_id = any (measure_ids));
    perform store_veiled_findings(array(select measure_thing_thing(m) from measure_thing m
      where m.authority_id = current_authority() and m.scenario_id = _scenario_id and m.measure_id = any (measure_ids)), _scenario_id);
  end if;
  -- As if it were planned, so that rules for what is planned are looked for as far as they reach; those that do not apply are left out below.
  asked.planned := true;
  return store_findings(array[asked], _scenario_id, 'measure', null, _subject);
end $$;
comment on function store_feature_findings(thing, bigint) is
'Stores the findings of one existing feature against everything that exists (null) or against the measures of a scenario, and of one that is not public anew what others are told of those measures; returns how many. What was stored of it has to be removed before.';
