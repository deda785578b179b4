create or replace function evaluate_measures_near(_extent geometry, _after_id bigint, _limit integer) returns table (evaluated bigint, last_id bigint)
language plpgsql security definer set search_path from current
as $$
declare
  ids bigint[];
  one measure;
begin
  ids := array(
    select m.id from measure m
    where m.authority_id = current_authority() and m.id > _after_id and (_extent is null or m.geom && st_expand(_extent, 150))
    order by m.id limit _limit);
  perform lock_scenario(s.id) from (
    select distinct m.scenario_id as id from measure m where m.authority_id = current_authority() and m.id = any (ids) order by 1) s;
  evaluated := 0;
  -- As they are now: what was deleted before the lock was got is gone.
  for one in select * from measure m where m.authority_id = current_authority() and m.id = any (ids) order by m.id loop
    perform evaluate_measure(one);
    evaluated := evaluated + 1;
  end loop;
  last_id := ids[cardinality(ids)];
  return next;
end $$;
comment on function evaluate_measures_near(geometry, bigint, integer) is
'Evaluates again measures of all scenarios that lie within 150 m of where features changed (everywhere where _extent is null): 150 m is further than any rule reaches. At most _limit of them, in the order of their ids, from the first after _after_id on: each transaction keeps others from drawing in their scenarios only as long as a few take. Returns how many there were and the last id, null after the last. Whoever was drawing while the features came is waited for before (await_drawing).';
