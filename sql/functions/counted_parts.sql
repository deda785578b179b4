create or replace function counted_parts(_district_ids text[], _geoms geometry[], _whole geometry, _cover geometry)
returns table (district_id text, drawn jsonb, kept jsonb, kept_whole jsonb)
language sql stable set search_path from current
as $$
  with part as (
    select p.district_id, p.geom, case
      when _cover is null then p.geom
      when st_dimension(_whole) = 0 then (select st_collect(d.geom) from st_dump(p.geom) d where not st_intersects(d.geom, _cover))
      else st_collectionextract(part_outside(p.geom, _cover), st_dimension(_whole) + 1) end as kept
    from unnest(_district_ids, _geoms) p (district_id, geom)
  ),
  measured as (
    select part.district_id, counted_amounts(geom, _whole) as drawn, counted_amounts(kept, _whole) as kept,
      (array['point_count', 'length_m', 'area_m2'])[st_dimension(_whole) + 1] as quantity
    from part
  )
  select m.district_id,
    m.drawn || jsonb_build_object('one', (row_number() over (order by (m.drawn ->> 'share')::double precision desc, m.district_id) = 1)::integer),
    m.kept || jsonb_build_object('one', (row_number() over (order by (m.kept ->> 'share')::double precision desc, m.district_id) = 1
      and sum((m.kept ->> 'share')::double precision) over () >= 0.5)::integer),
    jsonb_build_object(m.quantity, sum((m.kept ->> m.quantity)::double precision) over ())
  from measured m
$$;
comment on function counted_parts(text[], geometry[], geometry, geometry) is
'The amounts of the parts of a measure (as district_parts cuts it): as drawn, as kept outside the place that others cover (null: none), and what is kept of all parts together. A thing that cannot be parted counts (one) where most of it is kept, and only where at least half of it is.';
