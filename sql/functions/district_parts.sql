create or replace function district_parts(_authority_id text, _geom geometry) returns table (district_id text, geom geometry)
language plpgsql stable set search_path from current
as $$
declare
  area record;
  rest geometry := _geom;
  kind integer := st_dimension(_geom) + 1;
begin
  if kind = 1 then
    -- Point by point: overlay would make one of two points at one place.
    return query
      select coalesce((select d.id from district d where d.authority_id = _authority_id and st_intersects(d.geom, p.geom) order by d.id limit 1), '') as at,
        st_collect(p.geom)
      from st_dump(_geom) p group by at;
    return;
  end if;
  for area in select d.id, d.geom from district d
    where d.authority_id = _authority_id and st_intersects(d.geom, _geom) order by d.id
  loop
    district_id := area.id;
    if st_coveredby(rest, area.geom) then
      geom := rest;
      return next;
      return;
    end if;
    geom := st_collectionextract(common_part(rest, area.geom), kind);
    rest := st_collectionextract(part_outside(rest, area.geom), kind);
    if not st_isempty(geom) then return next; end if;
    exit when st_isempty(rest);
  end loop;
  if not st_isempty(rest) then
    district_id := '';
    geom := rest;
    return next;
  end if;
end $$;
comment on function district_parts(text, geometry) is
'A geometry in the analysis CRS cut up over the districts, each piece once: what lies on a border, or where districts overlap, goes to the first by id; what lies outside all has an empty district_id. Empty geometry: nothing.';
