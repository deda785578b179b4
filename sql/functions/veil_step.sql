create or replace function veil_step(_dataset_id bigint, _geom geometry, _secret uuid) returns geometry
language plpgsql immutable parallel safe
as $$
declare
  -- One step for all that a dataset has in a square of 250 m: what hangs together stays together, so that no seam
  -- between two things tells their steps, and no mean over many of them is where they lie.
  word constant text := md5(_secret || '|' || _dataset_id || '|' || floor(st_xmin(_geom) / 250) || '|' || floor(st_ymin(_geom) / 250));
  length_m constant double precision := 1 + ('x' || substr(word, 1, 7))::bit(28)::integer / 268435456.0::double precision;
  angle constant double precision := 2 * pi() * ('x' || substr(word, 8, 7))::bit(28)::integer / 268435456.0::double precision;
begin
  return st_makepoint(length_m * cos(angle), length_m * sin(angle));
end $$;
comment on function veil_step(bigint, geometry, uuid) is
'How far off a thing is judged for who may not see it, as a point (metres east, metres north): 1 to 2 m in a direction that follows from the secret, the dataset and the square of 250 m of its south-western corner. Analysis CRS.';
