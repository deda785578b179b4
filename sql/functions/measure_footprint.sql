create or replace function measure_footprint(_counted geometry, _parameters jsonb, _among_points boolean default false) returns geometry
language sql immutable parallel safe set search_path from current
as $$
  select case st_dimension(_counted)
    when 2 then _counted
    when 1 then st_buffer(_counted, greatest(coalesce((_parameters ->> 'width_m')::double precision, 0) / 2, 0.25), 'endcap=flat')
    else st_buffer(_counted, case when _among_points then 0.5
      else greatest(sqrt(coalesce((_parameters ->> 'pit_area_m2')::double precision, 0) / pi()), 0.5) end)
  end
$$;
comment on function measure_footprint(geometry, jsonb, boolean) is
'The place that a measure counts for, in the analysis CRS: an area; a line as wide as it is (at least 0.5 m); a point with its pit, or within 0.5 m, which is all that matters among points: closer together they are one thing drawn twice.';
