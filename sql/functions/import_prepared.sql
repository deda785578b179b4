create or replace function import_prepared(_import_id bigint)
returns table (row_number bigint, layer text, source_id text, feature_id bigint, status text, geom geometry, moved boolean, repaired boolean, refusal text,
  top_m double precision, bottom_m double precision, diameter_m double precision, position_accuracy_m double precision,
  depth_accuracy_m double precision, depth_source text, valid_from date, valid_to date, attributes jsonb)
language sql stable set search_path from current set enable_memoize to off
as $$
  select r.row_number, r.layer, r.source_id, r.feature_id, r.status, v.geom, m.moved, not g.valid,
    case
      when not g.finite then 'geometry_not_finite'
      when v.geom is null or st_isempty(v.geom) then 'geometry_invalid'
      when l.id is not null and not st_dimension(v.geom) = any (l.dimensions) then 'geometry_kind'
      when r.valid_to < r.valid_from then 'period_reversed'
      when r.bottom_m < r.top_m then 'depth_reversed'
    end,
    d.top_m, d.bottom_m, d.diameter_m, r.position_accuracy_m + case when m.moved then 0.2 else 0 end,
    d.depth_accuracy_m, d.depth_source, r.valid_from, r.valid_to, r.attributes
  from import_row r
  left join layer l on l.id = r.layer
  -- "offset 0" keeps an expression from being copied to, and computed at, every place that uses it.
  cross join lateral (select st_srid(r.geom) <> (select analysis_srid()) as moved,
    -- NaN sorts above every number, so this is false for it too.
    coalesce(st_xmin(r.geom) > -1e9 and st_xmax(r.geom) < 1e9 and st_ymin(r.geom) > -1e9 and st_ymax(r.geom) < 1e9, false) as finite offset 0) m
  cross join lateral (select case when m.finite then st_isvalid(r.geom) else true end as valid offset 0) c
  -- A box may pass over a not-a-number inside a line, but no geometry that has one is valid.
  cross join lateral (select m.finite and (c.valid or st_astext(r.geom) !~* 'nan') as finite offset 0) n
  cross join lateral (select n.finite, case when n.finite then st_force2d(st_curvetoline(r.geom)) end as raw, c.valid or not n.finite as valid offset 0) g
  cross join lateral (
    select case when not g.valid then st_collectionextract(st_makevalid(g.raw), st_dimension(g.raw) + 1) else g.raw end as mended offset 0) w
  cross join lateral (select case when m.moved then st_transform(w.mended, (select analysis_srid())) else w.mended end as geom offset 0) v
  cross join lateral (select * from import_depth(r.top_m, r.bottom_m, r.diameter_m, r.depth_accuracy_m, r.depth_source,
    case when coalesce(r.attributes ->> 'vertical_position', 'underground') = 'underground' then l.typical_top_m end, l.typical_depth_accuracy_m)) d
  where r.import_id = _import_id
$$;
comment on function import_prepared(bigint) is
'The rows of an import made ready: geometry 2D, linear, repaired where invalid and in the analysis CRS; depths completed; refusal says why a row cannot be stored (geometry_not_finite, geometry_invalid, geometry_kind, period_reversed, depth_reversed), else null. A re-projection adds 0.2 m to the position accuracy.';
