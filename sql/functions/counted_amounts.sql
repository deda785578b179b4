create or replace function counted_amounts(_part geometry, _whole geometry) returns jsonb
language sql immutable parallel safe
as $$
  select jsonb_build_object(case d when 0 then 'point_count' when 1 then 'length_m' else 'area_m2' end, part,
    'share', case when whole > 0 then part / whole else 0 end, 'one', 1)
  from (select st_dimension(_whole) d) k,
    lateral (select coalesce(case d when 0 then st_numgeometries(_part) when 1 then st_length(_part) else st_area(_part) end, 0)::double precision,
      case d when 0 then st_numgeometries(_whole) when 1 then st_length(_whole) else st_area(_whole) end::double precision) a (part, whole)
$$;
comment on function counted_amounts(geometry, geometry) is
'What a part of a geometry in the analysis CRS measures, as formulas name it: point_count, length_m or area_m2, its share of the whole, and one. Empty or no part: 0.';
