create or replace function veiled_dataset_ids(_veil text) returns bigint[]
language sql stable set search_path from current
as $$
  select case _veil when 'none' then '{}' else coalesce((
    select array_agg(d.id) from dataset d
    where d.authority_id = current_authority() and d.access_class <> 'public' and (_veil = 'only' or d.id <> all ((select visible_dataset_ids())::bigint[]))), '{}') end
$$;
comment on function veiled_dataset_ids(text) is
'The datasets whose features are judged as veiled_thing() has them: viewer, those that are not visible as a whole to the viewer; only, all that are not public; none, none. An expired one is left out where findings are told.';
