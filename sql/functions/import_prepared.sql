create or replace function import_prepared(_import_id bigint)
returns table (row_number bigint, layer text, source_id text, feature_id bigint, status text, geom geometry, moved boolean, repaired boolean, refusal text,
  top_m double precision, bottom_m double precision, diameter_m double precision, position_accuracy_m double precision,
  depth_accuracy_m double precision, depth_source text, valid_from date, valid_to date, attributes jsonb)
-- Without settings of its own, so that it is planned as part of the statement that asks: nothing is put aside.
language sql stable
as $$
  select r.row_number, r.layer, r.source_id, r.feature_id, r.status, v.geom, v.moved, r.state = -2,
    case
      when r.state < 0 and v.geom is null then 'geometry_not_finite'
      when r.state < 0 and st_isempty(v.geom) then 'geometry_invalid'
      when l.id is not null and not case when r.state < 0 then st_dimension(v.geom) else r.state end = any (l.dimensions) then 'geometry_kind'
      when r.valid_to < r.valid_from then 'period_reversed'
      when r.bottom_m < r.top_m then 'depth_reversed'
    end,
    d.top_m, d.bottom_m, d.diameter_m, r.position_accuracy_m + case when v.moved then 0.2 else 0 end,
    d.depth_accuracy_m, d.depth_source, r.valid_from, r.valid_to, r.attributes
  -- In order here, and not after the join: a join by hash leaves the order as it is and needs no look-up for each row.
  from (select * from import_row o where o.import_id = _import_id order by o.row_number) r
  left join layer l on l.id = r.layer
  -- "offset 0" keeps an expression from being copied to, and computed at, every place that uses it.
  cross join lateral (
    select m.moved, case when r.state >= 0 and not m.moved then r.geom else ready_geometry(r.geom, r.state) end as geom
    from (select st_srid(r.geom) <> (select analysis_srid()) as moved) m offset 0) v
  cross join lateral (select * from import_depth(r.top_m, r.bottom_m, r.diameter_m, r.depth_accuracy_m, r.depth_source,
    case when coalesce(r.attributes ->> 'vertical_position', 'underground') = 'underground' then l.typical_top_m end, l.typical_depth_accuracy_m)) d
$$;
comment on function import_prepared(bigint) is
'The rows of an import made ready, in order: geometry 2D, linear, repaired where invalid and in the analysis CRS; depths completed; refusal says why a row cannot be stored (geometry_not_finite, geometry_invalid, geometry_kind, period_reversed, depth_reversed), else null. A re-projection adds 0.2 m to the position accuracy. Whoever asks turns memoize off: it would keep geometries by their bytes.';
