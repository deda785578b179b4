create or replace function store_import(_import_id bigint, _dataset_id bigint, _early_rows bigint default 0, _early_features bigint default 0, _shelved text[] default '{}')
returns table (stored bigint, repaired bigint, rejected bigint)
language plpgsql set search_path from current set work_mem to '64MB' set enable_memoize to off
as $$
declare
  authority constant text := current_authority();
  features bigint;
  counted record;
  late constant boolean := exists (select from import_row r where r.import_id = _import_id and r.row_number > _early_rows);
begin
  -- The same object keeps its id over deliveries, so that findings and links to it live on.
  -- The table fills and empties with every import; without counts of now the planner compares all rows with all.
  if late then analyze import_row (import_id, row_number, layer, source_id); end if;
  if _early_rows = 0 and exists (select from feature f where f.authority_id = authority and f.dataset_id = _dataset_id) then
    update import_row r set feature_id = o.id
    from (select f.layer, f.source_id, min(f.id) as id from feature f where f.authority_id = authority and f.dataset_id = _dataset_id group by 1, 2) o
    join (select s.layer, s.source_id, min(s.row_number) as row_number from import_row s where s.import_id = _import_id group by 1, 2) first
      on first.layer = o.layer and first.source_id = o.source_id
    where r.import_id = _import_id and r.row_number = first.row_number;
  end if;
  if _early_rows = 0 then perform remove_dataset_contents(_dataset_id); end if;
  if late then _shelved := shelve_spatial_indexes(_import_id, _shelved); end if;
  features := _early_features + case when late then store_import_features(_import_id, _dataset_id, _early_rows) else 0 end;
  select count(*) as staged, count(*) filter (where r.state = -2) as mended into counted from import_row r where r.import_id = _import_id;
  if features = counted.staged then
    return query select features, counted.mended, 0::bigint;
  else
    return query
    with prepared as materialized (
      select * from import_prepared(_import_id) p where p.refusal is not null or p.layer in ('street_segment', 'district')
    ),
    segments as (
      insert into street_segment (authority_id, id, dataset_id, source_id, street_key, street_name, geom, attributes)
      select authority, nextval('feature_id_seq'), _dataset_id, p.source_id, p.attributes ->> 'street_key', p.attributes ->> 'street_name', d.geom, p.attributes - 'street_key'
      from prepared p cross join lateral st_dump(p.geom) d
      where p.refusal is null and p.layer = 'street_segment' order by p.row_number
    ),
    districts as (
      insert into district (authority_id, id, dataset_id, name, inhabitants, dwellings, geom)
      select distinct on (p.source_id) authority, p.source_id, _dataset_id, p.attributes ->> 'name', (p.attributes ->> 'inhabitants')::integer,
        (p.attributes ->> 'dwellings')::integer, st_multi(p.geom)
      from prepared p where p.refusal is null and p.layer = 'district'
      order by p.source_id, p.row_number
      on conflict (authority_id, id) do update set dataset_id = excluded.dataset_id, name = excluded.name,
        inhabitants = excluded.inhabitants, dwellings = excluded.dwellings, geom = excluded.geom
    ),
    refused as (
      insert into import_rejection (authority_id, import_id, position, row_label, field, code, message)
      select authority, _import_id, 1000000 + p.row_number, p.source_id,
        case when p.refusal like 'geometry%' then 'geometry' when p.refusal like 'depth%' then 'bottom_m' else 'valid_to' end,
        p.refusal, refusal_message(p.refusal, p.layer, p.geom)
      from prepared p where p.refusal is not null
    )
    select features + count(*) filter (where p.refusal is null),
      counted.mended - count(*) filter (where p.refusal is not null and p.repaired),
      count(*) filter (where p.refusal is not null)
    from prepared p;
  end if;
  perform make_spatial_indexes(_shelved);
end $$;
comment on function store_import(bigint, bigint, bigint, bigint, text[]) is
'Stores the rows of an import as the contents of a dataset, in the place of what it held; rows that cannot be stored are listed in import_rejection. Returns how many were stored, how many of them repaired, and how many refused. Of a new dataset the first _early_rows may have been stored by store_import_features() already (_early_features of them are features), with the indexes of _shelved put aside. To be called in one transaction with the rest of the import.';
