create or replace function build_streets(_extent geometry default null) returns bigint
language plpgsql set search_path from current
as $$
declare
  authority constant text := current_authority();
  changed text[];
begin
  update street_segment s set street_id = null
  where s.authority_id = authority and s.street_id is not null and (_extent is null or s.geom && _extent);

  with named as (
    select s.id, case when nullif(trim(s.street_name), '') is null then 'unnamed_' || street_slug(s.source_id)
        else street_slug(s.street_name) || coalesce('_' || street_slug(s.street_key), '') end as street_id,
      coalesce(nullif(trim(s.street_name), ''), s.source_id) as name, nullif(trim(s.street_name), '') is not null as named
    from street_segment s
    where s.authority_id = authority and s.street_id is null
  ),
  made as (
    insert into street (authority_id, id, name, named, length_m, zone, zone_source, axis, search_name)
    select distinct on (n.street_id) authority, n.street_id, n.name, n.named, 0, e.empty, 'default_width', e.empty, street_slug(n.name)
    from named n cross join (select st_geomfromtext('POLYGON EMPTY', analysis_srid()) as empty) e
    order by n.street_id, n.id
    on conflict (authority_id, id) do update set name = excluded.name
  )
  update street_segment s set street_id = n.street_id from named n where s.authority_id = authority and s.id = n.id;

  delete from street t where t.authority_id = authority
    and not exists (select from street_segment s where s.authority_id = authority and s.street_id = t.id);

  -- Facades count up to 25 m from the axis; the former axis tells of centre lines that are gone.
  select array_agg(c.id) into changed
  from (
    select s.street_id as id from street_segment s where s.authority_id = authority and (_extent is null or s.geom && st_expand(_extent, 25))
    union
    select t.id from street t where t.authority_id = authority and t.axis && st_expand(_extent, 25)
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
'Builds the streets of the authority from its centre lines: a street is a name (with the source''s street key where it has one); a centre line without a name is a street of its own, named by its source id. Recomputes axis and zone of the streets within 25 m of _extent (all where null is given); returns how many.';
