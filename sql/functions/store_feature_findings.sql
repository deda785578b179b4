create or replace function store_feature_findings(_subject thing, _scenario_id bigint) returns bigint
language plpgsql set search_path from current
as $$
declare
  asked thing := _subject;
begin
  -- As if it were planned, so that rules for what is planned are looked for as far as they reach; those that do not apply are left out below.
  asked.planned := true;
  return store_findings(array[asked], _scenario_id, 'measure', null, _subject);
end $$;
comment on function store_feature_findings(thing, bigint) is
'Stores the findings of one existing feature against everything that exists (null) or against the measures of a scenario; returns how many. What was stored of it has to be removed before.';
