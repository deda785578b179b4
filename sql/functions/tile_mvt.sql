do $make$ begin
-- Only where PostGIS was built with protobuf: the embedded store has no ST_AsMVT.
if exists (select from pg_proc where proname = 'st_asmvt') then
  execute $create$
create or replace function tile_mvt(_group text, _z integer, _x integer, _y integer) returns bytea
language sql stable security definer set search_path from current
as $$
  select coalesce(string_agg(mvt, ''::bytea order by layer), ''::bytea)
  from (
    select t.layer, st_asmvt(f, t.layer, 4096, 'geom', 'id') as mvt
    from tile_rows(_group, _z, _x, _y) t
    -- Every column of the encoded row becomes a property: the layer is the tile layer's name already.
    cross join lateral (
      -- The format wants outer rings with a positive area in its y-down space.
      select t.id, case when st_dimension(t.geom) = 2 then st_forcepolygonccw(t.geom) else t.geom end as geom, t.properties) f
    group by t.layer
  ) l
$$;
comment on function tile_mvt(text, integer, integer, integer) is
'One vector tile as Mapbox Vector Tile bytes, one MVT layer per layer of tile_rows; empty bytes where nothing lies in it.';
$create$;
end if;
end $make$;
