create or replace function make_spatial_indexes(_layers text[]) returns void
language plpgsql security definer set search_path from current
as $$
declare
  one text;
begin
  foreach one in array _layers loop
    execute format('create index %I on %I using gist (geom)', 'feature_' || one || '_geom', 'feature_' || one);
    if to_regclass('feature_' || one || '_dataset') is null then
      execute format('create index %I on %I (dataset_id)', 'feature_' || one || '_dataset', 'feature_' || one);
    end if;
  end loop;
end $$;
comment on function make_spatial_indexes(text[]) is
'Builds the spatial indexes of the given layers and, where it is shelved, the one by dataset, as shelve_spatial_indexes() returned them, in one go each. An error where a layer has its spatial index.';
