create or replace function dig_verdict(_thing thing, _zone geometry, _axis geometry, _depth_m double precision) returns text
language sql immutable parallel safe
as $$
  select case
    when plan.verdict = 'clear' or _thing.top_m - _thing.depth_accuracy_m >= _depth_m then 'clear'
    when _depth_m is null then plan.verdict
    when _thing.top_m is null then 'unknown'
    when plan.verdict = 'violated' and _thing.top_m + _thing.depth_accuracy_m < _depth_m then 'violated'
    else 'possible' end
  from (
    select case when d.wall_m = 0 and crossing_survives(_thing.geom, _axis, _thing.accuracy_m) then 'violated'
      else rule_verdict('overlap', 0, null, d.wall_m, _thing.accuracy_m, null, null, false, null, _thing.geom, st_buffer(_zone, _thing.radius_m)) end as verdict
    from (select greatest(st_distance(_thing.geom, _zone) - _thing.radius_m, 0) as wall_m) d
  ) plan
$$;
comment on function dig_verdict(thing, geometry, geometry, double precision) is
'Does digging a zone (analysis CRS) to a depth in metres hit an object? violated: for certain, in plan (as an overlap, or as a line that crosses the axis of the trench whatever its accuracy) and in depth; possible: within its accuracies; unknown: its depth is not known; clear: not. Depth null: however deep. Axis null: an area.';
