create or replace function store_import(_import_id bigint, _dataset_id bigint, _source_signature text default null)
returns table (stored bigint, repaired bigint, rejected bigint)
language plpgsql set search_path from current set work_mem to '64MB'
as $$
declare
  authority constant text := current_authority();
  shelved text[];
begin
  -- The same object keeps its id over deliveries, so that findings and links to it live on.
  -- The table fills and empties with every import; without counts of now the planner compares all rows with all.
  analyze import_row (import_id, row_number, layer, source_id);
  update import_row r set feature_id = o.id
  from (select f.layer, f.source_id, min(f.id) as id from feature f where f.authority_id = authority and f.dataset_id = _dataset_id group by 1, 2) o
  join (select s.layer, s.source_id, min(s.row_number) as row_number from import_row s where s.import_id = _import_id group by 1, 2) first
    on first.layer = o.layer and first.source_id = o.source_id
  where r.import_id = _import_id and r.row_number = first.row_number;
  perform remove_dataset_contents(_dataset_id);
  shelved := shelve_spatial_indexes(_import_id);

  return query
  with prepared as materialized (select * from import_prepared(_import_id)),
  features as (
    insert into feature (authority_id, id, dataset_id, layer, source_id, status, geom, top_m, bottom_m, diameter_m,
      position_accuracy_m, depth_accuracy_m, depth_source, period, blocked_until, traits, attributes)
    select authority, coalesce(p.feature_id, nextval('feature_id_seq')), _dataset_id, p.layer, p.source_id, p.status, p.geom, p.top_m, p.bottom_m, p.diameter_m,
      p.position_accuracy_m, p.depth_accuracy_m, p.depth_source,
      case when coalesce(p.valid_from, p.valid_to) is not null then daterange(p.valid_from, p.valid_to, '[]') end,
      (p.attributes ->> 'blocked_until')::date, h.traits, p.attributes
    from prepared p
    -- As traits_of() has it, but in one go: a call for each row takes longer than storing it.
    cross join lateral (
      select coalesce(array_agg(t.trait order by t.trait), '{}') as traits
      from layer_trait t where t.layer_id = p.layer and p.attributes ->> t.attribute = any (t.attribute_values)
    ) h
    where p.refusal is null and p.layer not in ('street_segment', 'district')
    order by p.row_number
    returning layer, margin_m
  ),
  margins as (
    insert into layer_margin as m (authority_id, layer, margin_m)
    select authority, f.layer, max(f.margin_m) from features f group by f.layer
    on conflict (authority_id, layer) do update set margin_m = greatest(m.margin_m, excluded.margin_m)
  ),
  segments as (
    insert into street_segment (authority_id, id, dataset_id, source_id, street_key, street_name, geom, attributes)
    select authority, nextval('feature_id_seq'), _dataset_id, p.source_id, p.attributes ->> 'street_key', p.attributes ->> 'street_name', d.geom, p.attributes - 'street_key'
    from prepared p cross join lateral st_dump(p.geom) d
    where p.refusal is null and p.layer = 'street_segment'
    order by p.row_number
    returning 1
  ),
  districts as (
    insert into district (authority_id, id, dataset_id, name, inhabitants, dwellings, geom)
    select distinct on (p.source_id) authority, p.source_id, _dataset_id, p.attributes ->> 'name', (p.attributes ->> 'inhabitants')::integer,
      (p.attributes ->> 'dwellings')::integer, st_multi(p.geom)
    from prepared p where p.refusal is null and p.layer = 'district'
    order by p.source_id, p.row_number
    on conflict (authority_id, id) do update set dataset_id = excluded.dataset_id, name = excluded.name,
      inhabitants = excluded.inhabitants, dwellings = excluded.dwellings, geom = excluded.geom
    returning 1
  ),
  refused as (
    insert into import_rejection (authority_id, import_id, position, row_label, field, code, message)
    select authority, _import_id, 1000000 + p.row_number, p.source_id,
      case when p.refusal like 'geometry%' then 'geometry' when p.refusal like 'depth%' then 'bottom_m' else 'valid_to' end,
      p.refusal, refusal_message(p.refusal, p.layer, p.geom)
    from prepared p where p.refusal is not null
    returning 1
  )
  select count(*) filter (where p.refusal is null), count(*) filter (where p.refusal is null and p.repaired), (select count(*) from refused)
  from prepared p;
  perform make_spatial_indexes(shelved);
end $$;
comment on function store_import(bigint, bigint, text) is
'Stores the rows of an import as the contents of a dataset, in the place of what it held; rows that cannot be stored are listed in import_rejection. Returns how many were stored, how many of them repaired, and how many refused. To be called in one transaction with the rest of the import.';
