create or replace function widened_thing(_thing thing) returns thing
language plpgsql stable
set search_path from current
set plan_cache_mode to force_generic_plan
as $$
declare
  out_thing thing := _thing;
  drift_m constant double precision := trial_pit_reach_m() * (select (trial_pit_drift()).vertical);
  low_m double precision;
  high_m double precision;
begin
  with pit as materialized (
    select p.id, p.top_m, p.depth_accuracy_m, 'depth' = any (o.outside) as contradicts
    from trial_pit p
    cross join lateral (select trial_pit_outside(p, _thing) as outside offset 0) o
    where p.authority_id = current_authority() and p.feature_id = _thing.id and p.layer = _thing.layer and p.withdrawn_at is null
      and not 'position' = any (o.outside)
  )
  select least(_thing.top_m - _thing.depth_accuracy_m, min(p.top_m - p.depth_accuracy_m - drift_m)),
    greatest(_thing.top_m + _thing.depth_accuracy_m, max(p.top_m + p.depth_accuracy_m + drift_m)) into low_m, high_m
  from pit p
  where p.contradicts or exists (select from pit q where abs(q.top_m - p.top_m) > q.depth_accuracy_m + p.depth_accuracy_m)
  having count(*) > 0;
  -- Where the data have no depth, what was dug up says nothing of the rest.
  if _thing.top_m is null or low_m is null then return _thing; end if;
  out_thing.top_m := (low_m + high_m) / 2;
  out_thing.bottom_m := out_thing.top_m + coalesce(_thing.bottom_m - _thing.top_m, _thing.radius_m * 2);
  out_thing.depth_accuracy_m := (high_m - low_m) / 2;
  return out_thing;
end $$;
comment on function widened_thing(thing) is
'An object as its data have it, its depth widened by the trial pits that contradict them or each other: never surer than narrowed_thing() anywhere along it, and the same from wherever it is asked. For who may not see it: what a measurement narrows would show, by where a verdict changes, where somebody dug, and that lies on the line. Metres. Unchanged where no pit contradicts, and without a depth.';
