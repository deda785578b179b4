create or replace function name_streets(_extent geometry) returns void
language plpgsql set search_path from current
as $$
declare
  authority constant text := current_authority();
begin
  -- A name is looked at as a whole: whether its centre lines are one street depends on all of them.
  update street_segment s set street_id = null
  where s.authority_id = authority and s.street_id is not null and (_extent is null or s.geom && _extent
    or street_slug(s.street_name) in (
      select street_slug(o.street_name) from street_segment o where o.authority_id = authority and (o.geom && _extent or o.street_id is null)
      union select t.search_name from street t where t.authority_id = authority and t.axis && _extent));

  with plain as (
    select s.id, s.street_name, s.source_id, s.geom, nullif(trim(s.street_name), '') is not null as named,
      case when nullif(trim(s.street_name), '') is null then 'unnamed_' || street_slug(s.source_id)
        else street_slug(s.street_name) || coalesce('_' || street_slug(s.street_key), '') end as plain_id
    from street_segment s
    where s.authority_id = authority and s.street_id is null
  ),
  -- Merged municipalities have two streets of one name, kilometres apart: the oldest keeps the plain id.
  ranked as (
    select p.*, min(p.id) over (partition by p.plain_id, p.place) as eldest
    from (select plain.*, st_clusterdbscan(plain.geom, 1000, 1) over (partition by plain.plain_id) as place from plain) p
  ),
  named as (
    select r.id, r.plain_id || coalesce('_' || nullif(dense_rank() over (partition by r.plain_id order by r.eldest), 1), '') as street_id,
      coalesce(nullif(trim(r.street_name), ''), r.source_id) as name, r.named
    from ranked r
  ),
  made as (
    insert into street (authority_id, id, name, named, length_m, zone, zone_source, axis, search_name)
    select distinct on (n.street_id) authority, n.street_id, n.name, n.named, 0, e.empty, 'default_width', e.empty, street_slug(n.name)
    from named n cross join (select st_geomfromtext('POLYGON EMPTY', analysis_srid()) as empty) e
    order by n.street_id, n.id
    on conflict (authority_id, id) do update set name = excluded.name
  )
  update street_segment s set street_id = n.street_id from named n where s.authority_id = authority and s.id = n.id;
end $$;
comment on function name_streets(geometry) is
'Gives every centre line of the authority that touches _extent (all where null), and every other of the same names, its street; makes the streets that are new. A street is a name (with the source''s street key where it has one) at one place: centre lines of one name more than 1 km apart are streets of their own, the later with _2, _3 behind the id. A line without a name is a street of its own, named by its source id.';
