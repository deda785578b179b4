create or replace function evaluate_measures_near(_extent geometry default null) returns bigint
language plpgsql security definer set search_path from current
as $$
declare
  one measure;
  evaluated bigint := 0;
begin
  -- Nobody draws in the meantime: whoever began before sees none of the new features.
  perform lock_scenario(s.id) from (select id from scenario where authority_id = current_authority() order by id) s;
  for one in
    select * from measure m
    where m.authority_id = current_authority() and (_extent is null or m.geom && st_expand(_extent, 150))
    order by m.id
  loop
    perform evaluate_measure(one);
    evaluated := evaluated + 1;
  end loop;
  return evaluated;
end $$;
comment on function evaluate_measures_near(geometry) is
'Evaluates the measures of all scenarios again that lie within 150 m of where features changed (everywhere where null is given): 150 m is further than any rule reaches. Returns how many.';
