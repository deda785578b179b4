create or replace function room(_measure_type text, _parameters jsonb, _street_id text, _scenario_id bigint default null, _measure_id bigint default null,
  _severities text[] default array['block', 'mitigate', 'inform'])
returns table (band_wgs84 geometry, area_m2 double precision, blocked_by jsonb, hidden_layers text[])
language plpgsql stable security definer set search_path from current
as $$
declare
  street_zone geometry := (select s.zone from street s where s.authority_id = current_authority() and s.id = _street_id);
  here geometry := st_pointonsurface(street_zone);
  things thing[];
begin
  if street_zone is null then return; end if;
  select array_agg(t) into things from measure_things(_measure_type, here, _parameters) t;
  return query
  with found as materialized (select * from room_blocks(things, here, street_zone, _scenario_id, _measure_id, _severities)),
  blocks as materialized (
    -- Areas alone: where a block only touches the zone a line or point is left, and the embedded store ends a statement that takes those from an area.
    select f.rule_id, f.layer, st_collectionextract(common_part(street_zone, st_union(f.geom, overlay_grid_m())), 3) as geom from found f group by f.rule_id, f.layer
  ),
  band as materialized (
    select st_collectionextract(part_outside(street_zone, coalesce(st_union(b.geom, overlay_grid_m()), st_geomfromtext('POLYGON EMPTY', analysis_srid()))), 3) as geom
    from blocks b
  )
  select case when not st_isempty(d.geom) then st_transform(st_multi(d.geom), 4326) end, st_area(d.geom),
    (select coalesce(jsonb_agg(jsonb_build_object('rule_id', b.rule_id, 'layer', b.layer, 'area_m2', st_area(b.geom)) order by st_area(b.geom) desc, b.rule_id, b.layer), '[]')
     from blocks b where st_area(b.geom) > 0),
    -- The edge of the band would show where a hidden line lies, and so would whether it is within reach of a measure that
    -- is made wider bit by bit: what lies in the squares of the street is named, whatever is asked.
    array(select distinct h.layer from hidden_in_squares(street_zone) h
      where h.layer in (select unnest(array[r.a_layer, r.b_layer]) from effective_rules(current_authority(), array(select t.layer from unnest(things) t)) r
        where r.applied and r.kind = 'conflict' and r.severity = any (_severities))
      order by 1)
  from band d;
end $$;
comment on function room(text, jsonb, text, bigint, bigint, text[]) is
'Where in a street''s zone a measure that is drawn as a point can stand without a conflict of these severities that is violated for certain: the band (WGS 84; null where there is none) and its area, and what each rule about each layer takes of the zone. Things that the viewer may not see take nothing; layers of which the street''s squares hold such things (hidden_in_squares), and that a rule about the measure speaks of, are named. No row where there is no such street.';
