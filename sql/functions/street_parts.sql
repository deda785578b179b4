create or replace function street_parts(_street_id text) returns table (part integer, geom geometry, from_m double precision)
language sql stable set search_path from current
as $$
  with street_axis as (
    select s.axis from street s where s.authority_id = current_authority() and s.id = _street_id
  ),
  -- From the end that lies most to the west, so that a street is measured the same way whatever its centre lines' directions.
  main as (
    select case when (st_x(st_startpoint(l.line)), st_y(st_startpoint(l.line))) <= (st_x(st_endpoint(l.line)), st_y(st_endpoint(l.line))) then l.line else st_reverse(l.line) end as line
    from (select st_longestline(axis, axis) as line from street_axis) l
  ),
  piece as (
    select d.geom, m.line, st_linelocatepoint(m.line, st_startpoint(d.geom)) as a, st_linelocatepoint(m.line, st_endpoint(d.geom)) as b,
      st_linelocatepoint(m.line, st_lineinterpolatepoint(d.geom, 0.5)) as middle
    from street_axis x cross join main m cross join lateral st_dump(x.axis) d
    where st_length(d.geom) > 0
  ),
  ordered as (
    select row_number() over (order by middle, st_astext(geom))::integer as part, case when a <= b then geom else st_reverse(geom) end as geom from piece
  )
  select o.part, o.geom, coalesce(sum(st_length(o.geom)) over (order by o.part rows between unbounded preceding and 1 preceding), 0)
  from ordered o order by o.part
$$;
comment on function street_parts(text) is
'The centre lines of a street as one measured way: its parts in order along the longest line through it, each turned that way, with the metres at which it begins. Starts at the end most to the west (then south). Parts of a street that forks follow one another. Analysis CRS; empty where there is no such street.';
