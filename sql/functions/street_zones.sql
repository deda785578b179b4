create or replace function street_zones(_street_ids text[]) returns table (street_id text, zone geometry, zone_source text)
language sql stable set search_path from current
as $$
  with building as (select * from street_rays(_street_ids, 'building')),
  parcel as (select * from street_rays(array(select unnest(_street_ids) except select b.street_id from building b), 'parcel')),
  width as materialized (
    select s.id, s.axis,
      case when b.street_id is not null then 'building' when p.street_id is not null then 'parcel' else 'default_width' end as source,
      coalesce(b.left_m, b.right_m, p.left_m, p.right_m, d.half_m) as left_m,
      coalesce(b.right_m, b.left_m, p.right_m, p.left_m, d.half_m) as right_m
    from street s
    left join (select street_id, min(half_width_m) filter (where side = -1) as left_m, min(half_width_m) filter (where side = 1) as right_m from building group by 1) b on b.street_id = s.id
    left join (select street_id, min(half_width_m) filter (where side = -1) as left_m, min(half_width_m) filter (where side = 1) as right_m from parcel group by 1) p on p.street_id = s.id
    cross join lateral (
      select coalesce(max((g.attributes ->> 'width_m')::double precision) / 2 + 2, 5) as half_m
      from street_segment g where g.authority_id = s.authority_id and g.street_id = s.id
    ) d
    where s.authority_id = current_authority() and s.id = any (_street_ids)
  ),
  strip as materialized (
    select w.id, w.source, st_union(st_buffer(d.geom, least(w.left_m, w.right_m), 'endcap=flat'),
      st_makevalid(st_buffer(d.geom, greatest(w.left_m, w.right_m), case when w.left_m > w.right_m then 'side=left' else 'side=right' end)), overlay_grid_m()) as geom
    from width w cross join lateral st_dump(w.axis) d
  ),
  whole as materialized (select id, source, st_union(geom, overlay_grid_m()) as geom from strip group by id, source)
  select w.id,
    coalesce(nullif(st_collectionextract(part_outside(w.geom, b.geom), 3), st_geomfromtext('POLYGON EMPTY', analysis_srid())), w.geom),
    w.source
  from whole w
  cross join lateral (
    select coalesce(st_union(f.geom, overlay_grid_m()), st_geomfromtext('POLYGON EMPTY', analysis_srid())) as geom
    from feature f
    where f.authority_id = current_authority() and f.layer = 'building' and f.geom && w.geom and st_intersects(f.geom, w.geom)
  ) b
$$;
comment on function street_zones(text[]) is
'The zone of streets, facade to facade: the centre lines widened on either side as far as the buildings stand (else the parcels, else half the stated carriageway width + 2 m, else 5 m), less the buildings themselves. Analysis CRS.';
