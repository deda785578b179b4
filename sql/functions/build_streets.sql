create or replace function build_streets(_extent geometry default null) returns bigint
language plpgsql set search_path from current
as $$
declare
  authority constant text := current_authority();
  changed text[];
begin
  perform name_streets(_extent);
  delete from street t where t.authority_id = authority
    and not exists (select from street_segment s where s.authority_id = authority and s.street_id = t.id);

  -- Facades count up to 25 m from the axis; the former axis tells of centre lines that are gone.
  select array_agg(c.id) into changed
  from (
    select s.street_id as id from street_segment s where s.authority_id = authority and (_extent is null or s.geom && st_expand(_extent, 25))
    union
    select t.id from street t where t.authority_id = authority and (t.length_m = 0 or t.axis && st_expand(_extent, 25))
  ) c;
  update street t set axis = a.axis, length_m = st_length(a.axis)
  from (
    select s.street_id, st_multi(st_linemerge(st_collect(s.geom order by s.id))) as axis
    from street_segment s where s.authority_id = authority and s.street_id = any (changed) group by s.street_id
  ) a
  where t.authority_id = authority and t.id = a.street_id;
  update street t set zone = z.zone, zone_source = z.zone_source, analysed_at = null
  from street_zones(changed) z
  where t.authority_id = authority and t.id = z.street_id;
  return coalesce(cardinality(changed), 0);
end $$;
comment on function build_streets(geometry) is
'Builds the streets of the authority from its centre lines, as name_streets() names them. Recomputes axis and zone of the streets within 25 m of _extent (all where null is given); returns how many.';
