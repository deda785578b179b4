create or replace function trial_pit_outside(_pit trial_pit, _thing thing) returns text[]
language sql immutable parallel safe
as $$
  select array_remove(array[
    case when st_distance(_pit.geom, _thing.geom) > _thing.accuracy_m + _pit.position_accuracy_m + case when st_dimension(_thing.geom) = 2 then _thing.radius_m else 0 end
      then 'position' end,
    case when abs(_pit.top_m - _thing.top_m) > _thing.depth_accuracy_m + _pit.depth_accuracy_m then 'depth' end], null)
$$;
comment on function trial_pit_outside(trial_pit, thing) is
'In what a trial pit contradicts the data of its object: position (the places where it was found and where the data can have it do not meet) and depth (likewise); empty where it fits. Worked out when asked, since a new delivery may agree.';
