create or replace function evaluate_scenario(_scenario_id bigint) returns bigint
language plpgsql security definer set search_path from current
as $$
declare
  one measure;
  stored bigint := 0;
begin
  perform lock_scenario(_scenario_id);
  for one in select * from measure m where m.authority_id = current_authority() and m.scenario_id = _scenario_id order by m.id loop
    stored := stored + evaluate_measure(one);
  end loop;
  return stored;
end $$;
comment on function evaluate_scenario(bigint) is
'All findings of a scenario anew, measure by measure; what incremental evaluation must equal.';
