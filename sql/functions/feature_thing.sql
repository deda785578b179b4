create or replace function feature_thing(f feature) returns thing
language sql stable parallel safe
as $$
  select row(
    'feature', f.layer, f.id, 0, f.geom, case when f.layer = 'tree' then 0 else coalesce(f.diameter_m, 0) / 2 end,
    coalesce(f.position_accuracy_m, assumed_position_accuracy_m()), f.position_accuracy_m is null,
    f.top_m, f.bottom_m, coalesce(f.depth_accuracy_m, assumed_depth_accuracy_m()),
    f.depth_source in ('typical', 'network_default') or f.depth_accuracy_m is null,
    f.status = 'projected', f.status = 'disused',
    aged_traits(f.layer, f.year_built, f.traits),
    f.period, f.blocked_until, f.dataset_id
  )::thing
$$;
comment on function feature_thing(feature) is
'A feature as a rule sees it: radius from the diameter (none for a tree, which counts from its trunk centre), accuracies filled in (1.5 m horizontally, 0.2 m vertically where the source gives none, as in assumed_position_accuracy_m and assumed_depth_accuracy_m) and marked as assumed, traits with those that come with age. Geometry in the analysis CRS.';
