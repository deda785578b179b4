create or replace function thing_margin_m(f feature) returns double precision
language sql stable parallel safe
as $$ select case when f.layer = 'tree' then coalesce(f.position_accuracy_m, assumed_position_accuracy_m()) else f.margin_m end $$;
comment on function thing_margin_m(feature) is
'Radius plus position accuracy of a feature as a rule sees it (feature_thing), in metres: how far its wall may be from its drawn middle.';
