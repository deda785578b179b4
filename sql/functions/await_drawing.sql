create or replace function await_drawing() returns bigint
language plpgsql security definer set search_path from current
as $$
declare
  waited bigint := 0;
  of_scenario bigint;
begin
  for of_scenario in select s.id from scenario s where s.authority_id = current_authority() order by s.id loop
    perform lock_scenario(of_scenario);
    waited := waited + 1;
  end loop;
  return waited;
end $$;
comment on function await_drawing() is
'Waits until whoever is saving in a scenario of the authority is done, in a transaction of its own: who began before some features were stored sees none of them, who begins after this sees them all. Returns in how many scenarios.';
