create or replace function openings(_scenario_id bigint default null, _street_id text default null)
returns table (kind text, id bigint, part integer, layer text, dimension integer, street_id text, from_m double precision, to_m double precision,
  right_m double precision, left_m double precision, size double precision, top_m double precision, bottom_m double precision)
language plpgsql stable security definer set search_path from current
as $$
begin
  return query
  with thing as materialized (select * from opening_things(_scenario_id, _street_id)),
  hit as materialized (
    select t.kind, t.id, t.part, s.id as street_id, c.geom, case st_dimension(t.geom) when 2 then st_area(c.geom) when 1 then st_length(c.geom) else 1 end as size
    from thing t
    join street s on s.authority_id = current_authority() and s.zone && t.geom and st_intersects(s.zone, t.geom)
    cross join lateral (select case when st_dimension(t.geom) = 0 or st_covers(s.zone, t.geom) then t.geom else common_part(t.geom, s.zone) end as geom) c
  ),
  -- Beside every zone: what lies in a front garden, or a point that is a little off.
  missed as (
    select t.kind, t.id, t.part, street_of(st_pointonsurface(t.geom)) as street_id, t.geom, 1::double precision as size
    from thing t where not exists (select from hit h where h.kind = t.kind and h.id = t.id and h.part = t.part)
  ),
  placed as materialized (
    select x.* from (select h.*, max(h.size) over (partition by h.kind, h.id, h.part) as most from hit h) x where x.size > 0 and x.size >= x.most * 0.1
    union all
    select m.*, 1 from missed m where m.street_id is not null
  ),
  way as materialized (
    select p.street_id, w.geom, w.from_m from (select distinct d.street_id from placed d) p cross join lateral street_parts(p.street_id) w
  ),
  framed as (
    select p.kind, p.id, p.part, p.street_id, p.size, min(a.along_m) as from_m, max(a.along_m) as to_m, min(a.beside_m) as right_m, max(a.beside_m) as left_m
    from placed p
    cross join lateral st_dumppoints(st_simplify(p.geom, 0.1, true)) v
    cross join lateral (
      select w.from_m + st_linelocatepoint(w.geom, v.geom) * st_length(w.geom) as along_m, street_offset_m(w.geom, v.geom) as beside_m
      from way w where w.street_id = p.street_id order by st_distance(w.geom, v.geom) limit 1
    ) a
    group by p.kind, p.id, p.part, p.street_id, p.size
  )
  select f.kind, f.id, f.part, t.layer, st_dimension(t.geom), f.street_id, f.from_m, f.to_m, f.right_m, f.left_m, f.size, t.top_m, t.bottom_m
  from framed f join thing t on t.kind = f.kind and t.id = f.id and t.part = f.part
  where _street_id is null or f.street_id = _street_id
  order by f.kind, f.id, f.part, f.street_id;
end $$;
comment on function openings(bigint, text) is
'What opens the ground (opening_things), in the frame of each street that a tenth or more of it lies in: metres along the street, metres right (negative) and left of its axis; size is m² of an area, metres of a line, 1 of a point inside the street. Only what the viewer may see. Empty where there is nothing.';
