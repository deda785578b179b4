create or replace function stored_thing(_kind text, _layer text, _id bigint, _part integer) returns thing
language sql stable set search_path from current
as $$
  select feature_thing(f) from feature f
  where _kind = 'feature' and f.authority_id = current_authority() and f.layer = _layer and f.id = _id
  union all
  select measure_thing_thing(m) from measure_thing m
  where _kind = 'measure' and m.authority_id = current_authority() and m.measure_id = _id and m.part = _part
$$;
comment on function stored_thing(text, text, bigint, integer) is 'The thing that a stored finding names; null where it is gone.';
