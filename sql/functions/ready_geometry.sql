create or replace function ready_geometry(_geom geometry, _state integer) returns geometry
language sql stable
as $$
  select case
    when _state = -3 or _state = -2 and st_astext(_geom) ~* 'nan' then null
    when _state = -2 then st_transform(st_collectionextract(st_makevalid(st_force2d(st_curvetoline(_geom))), st_dimension(_geom) + 1), analysis_srid())
    when _state = -1 then st_transform(st_force2d(st_curvetoline(_geom)), analysis_srid())
    else st_transform(_geom, analysis_srid())
  end
$$;
comment on function ready_geometry(geometry, integer) is
'The geometry of an imported row as it is stored: 2D, linear, repaired where invalid, in the analysis CRS. _state as import_row has it. Null where a coordinate is not a number or the state says that there is no finite geometry; empty where nothing is left once repaired.';
