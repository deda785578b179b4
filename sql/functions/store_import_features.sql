create or replace function store_import_features(_import_id bigint, _dataset_id bigint, _after_row bigint default 0, _until_row bigint default 9223372036854775807) returns bigint
language plpgsql set search_path from current set work_mem to '64MB' set enable_memoize to off
as $$
declare
  authority constant text := current_authority();
  stored bigint;
begin
  with features as (
    insert into feature (authority_id, id, dataset_id, layer, source_id, status, geom, top_m, bottom_m, diameter_m,
      position_accuracy_m, depth_accuracy_m, depth_source, period, blocked_until, traits, attributes)
    select authority, coalesce(p.feature_id, nextval('feature_id_seq')), _dataset_id, p.layer, p.source_id, p.status, p.geom, p.top_m, p.bottom_m, p.diameter_m,
      p.position_accuracy_m, p.depth_accuracy_m, p.depth_source,
      case when coalesce(p.valid_from, p.valid_to) is not null then daterange(p.valid_from, p.valid_to, '[]') end,
      (p.attributes ->> 'blocked_until')::date, coalesce(h.traits, '{}'), p.attributes
    from import_prepared(_import_id) p
    -- As traits_of() has it, but in one go: a call for each row takes longer than storing it.
    left join (
      select r.row_number, array_agg(t.trait order by t.trait) as traits
      from import_row r
      join (select layer_id, array_agg(distinct attribute) as attributes from layer_trait where attribute_values <> '{}' group by layer_id) k
        on k.layer_id = r.layer and r.attributes ?| k.attributes
      join layer_trait t on t.layer_id = r.layer and r.attributes ->> t.attribute = any (t.attribute_values)
      where r.import_id = _import_id and r.row_number > _after_row and r.row_number <= _until_row
      group by r.row_number
    ) h on h.row_number = p.row_number
    where p.row_number > _after_row and p.row_number <= _until_row and p.refusal is null and p.layer not in ('street_segment', 'district')
    order by p.row_number
    returning layer, margin_m
  ),
  margins as (
    insert into layer_margin as m (authority_id, layer, margin_m)
    select authority, f.layer, max(f.margin_m) from features f group by f.layer
    on conflict (authority_id, layer) do update set margin_m = greatest(m.margin_m, excluded.margin_m)
  )
  select count(*) from features into stored;
  return stored;
end $$;
comment on function store_import_features(bigint, bigint, bigint, bigint) is
'Stores those rows of an import (all, or those after one row and until another) that are features and can be stored, with their traits, in the order of their row numbers, and widens the layers'' margins to them. Returns how many. A part of store_import().';
