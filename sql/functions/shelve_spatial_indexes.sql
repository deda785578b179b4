create or replace function shelve_spatial_indexes(_import_id bigint, _shelved text[] default '{}') returns text[]
language plpgsql security definer set search_path from current
as $$
declare
  shelved text[] := _shelved;
  one text;
begin
  for one in
    select r.layer
    from import_row r
    join layer l on l.id = r.layer
    where r.import_id = _import_id and r.layer <> all (_shelved)
    group by r.layer
    having count(*) >= 10000
      and count(*) >= (select greatest(c.reltuples, 0) from pg_class c where c.oid = format('feature_%s', r.layer)::regclass)
    order by r.layer
  loop
    execute format('drop index feature_%1$s_geom, feature_%1$s_dataset', one);
    shelved := shelved || one;
  end loop;
  return shelved;
end $$;
comment on function shelve_spatial_indexes(bigint, text[]) is
'Drops the spatial index, and the one by dataset, of every layer that an import at least doubles (10,000 rows or more), and returns those layers after those of which they are shelved already, for make_spatial_indexes() to build anew at once: that takes a sixth of the time of putting row by row into an index. Whoever reads those layers waits until the transaction ends. The planner''s counts say how much there was.';
