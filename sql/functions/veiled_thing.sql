create or replace function veiled_thing(_thing thing, _secret uuid) returns thing
language plpgsql stable parallel safe
set search_path from current
as $$
declare
  step constant geometry := veil_step(_thing.dataset_id, _thing.geom, _secret);
  from_m constant double precision := floor((_thing.top_m - _thing.depth_accuracy_m) * 2) / 2;
  until_m constant double precision := ceil((coalesce(_thing.bottom_m, _thing.top_m) + _thing.depth_accuracy_m) * 2) / 2;
  veiled thing := _thing;
begin
  veiled.geom := st_translate(_thing.geom, st_x(step), st_y(step));
  -- Its thickness is part of not knowing where its wall is: in whole metres, so that it does not tell the diameter.
  veiled.accuracy_m := ceil(_thing.accuracy_m + _thing.radius_m + 2);
  veiled.radius_m := 0;
  veiled.accuracy_assumed := false;
  veiled.top_m := (from_m + until_m) / 2;
  veiled.bottom_m := veiled.top_m;
  veiled.depth_accuracy_m := coalesce((until_m - from_m) / 2, _thing.depth_accuracy_m);
  veiled.depth_assumed := false;
  veiled.traits := _thing.traits || '{veiled}';
  return veiled;
end $$;
comment on function veiled_thing(thing, uuid) is
'A thing as it is judged for who may not see it: a step off (veil_step), with so much less accuracy that it still lies for certain where it may be, its depth between whole half metres, and the trait veiled. A verdict about it is clear only where it is clear of the thing itself. Analysis CRS, metres.';
