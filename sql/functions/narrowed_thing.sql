create or replace function narrowed_thing(_thing thing, _other geometry, _within_m double precision) returns thing
language plpgsql stable
set search_path from current
set plan_cache_mode to force_generic_plan
as $$
declare
  -- A little more than asked: a buffer of arcs lies inside the circle.
  zone geometry := case when st_dimension(_thing.geom) = 0 then _thing.geom else common_part(_thing.geom, st_buffer(_other, _within_m * 1.01)) end;
  out_thing thing := _thing;
  height_m double precision := coalesce(_thing.bottom_m - _thing.top_m, _thing.radius_m * 2);
  low_m double precision := _thing.top_m - _thing.depth_accuracy_m;
  high_m double precision := _thing.top_m + _thing.depth_accuracy_m;
  depth_measured boolean := false;
  measured record;
begin
  if st_isempty(zone) then return _thing; end if;
  for measured in
    select p.geom, f.outside, p.top_m - f.up_m - p.depth_accuracy_m as low_m, p.top_m + f.up_m + p.depth_accuracy_m as high_m,
      p.position_accuracy_m + f.aside_m as accuracy_m, st_closestpoint(_thing.geom, p.geom) as drawn
    from trial_pit p
    cross join lateral (
      -- The farthest place that matters decides: a measurement holds here, not along the whole object.
      select s.away_m, s.away_m * (d).vertical as up_m, s.away_m * (d).sideways as aside_m, trial_pit_outside(p, _thing) as outside
      from (select st_maxdistance(p.geom, zone) as away_m, trial_pit_drift() as d offset 0) s
    ) f
    where p.authority_id = current_authority() and p.feature_id = _thing.id and p.layer = _thing.layer and p.withdrawn_at is null
      and f.away_m <= trial_pit_reach_m()
    order by p.id
  loop
    -- Found where the object cannot be: perhaps another object, so it says nothing of this one.
    continue when 'position' = any (measured.outside);
    if low_m is null then
      low_m := measured.low_m; high_m := measured.high_m; depth_measured := true;
    elsif 'depth' = any (measured.outside) or measured.low_m > high_m or measured.high_m < low_m then
      low_m := least(low_m, measured.low_m); high_m := greatest(high_m, measured.high_m);
    else
      depth_measured := depth_measured or measured.low_m >= low_m and measured.high_m <= high_m;
      low_m := greatest(low_m, measured.low_m); high_m := least(high_m, measured.high_m);
    end if;
    if st_dimension(_thing.geom) < 2 and measured.accuracy_m < out_thing.accuracy_m
      and st_distance(measured.geom, measured.drawn) + measured.accuracy_m <= _thing.accuracy_m then
      out_thing.geom := st_translate(_thing.geom, st_x(measured.geom) - st_x(measured.drawn), st_y(measured.geom) - st_y(measured.drawn));
      out_thing.accuracy_m := measured.accuracy_m;
      out_thing.accuracy_assumed := false;
    end if;
  end loop;
  if low_m is not distinct from _thing.top_m - _thing.depth_accuracy_m and high_m is not distinct from _thing.top_m + _thing.depth_accuracy_m then
    return out_thing;
  end if;
  out_thing.top_m := (low_m + high_m) / 2;
  out_thing.bottom_m := out_thing.top_m + height_m;
  out_thing.depth_accuracy_m := (high_m - low_m) / 2;
  out_thing.depth_assumed := _thing.depth_assumed and not depth_measured;
  return out_thing;
end $$;
comment on function narrowed_thing(thing, geometry, double precision) is
'An object as its trial pits show it near another geometry: where all of it within _within_m of that geometry lies within reach of a pit, its depth is narrowed to what data and measurement both allow, and its line moved to where it was found, with the accuracy that is left at the farthest of those places. A depth that contradicts the data widens the depth to both (nobody knows which is right); a place that contradicts them has no effect. Analysis CRS, metres. Unchanged where no pit reaches.';
