create or replace function stored_thing(_kind text, _layer text, _id bigint, _part integer) returns thing
language plpgsql stable
set search_path from current
set plan_cache_mode to force_generic_plan
as $$
begin
  if _kind = 'feature' then
    return (select feature_thing(f) from feature f where f.authority_id = current_authority() and f.layer = _layer and f.id = _id);
  end if;
  return (select measure_thing_thing(m) from measure_thing m
    where m.authority_id = current_authority() and m.measure_id = _id and m.part = _part);
end $$;
comment on function stored_thing(text, text, bigint, integer) is 'The thing that a stored finding names; null where it is gone.';
