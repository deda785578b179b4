create or replace function counted_before(_measure measure, _counted geometry, _kind text, _item text, _once text, _sign double precision)
returns table (id bigint, footprint geometry)
language sql stable set search_path from current
as $$
  select m.id, p.footprint
  from measure m,
    lateral (select measure_parameters(m.measure_type, m.parameters)) g (parameters),
    lateral (select measure_counted_geom(m.measure_type, m.geom, g.parameters)) c (counted),
    lateral (select measure_footprint(c.counted, g.parameters, st_dimension(c.counted) = 0 and st_dimension(_counted) = 0)) p (footprint)
  where m.authority_id = _measure.authority_id and m.scenario_id = _measure.scenario_id and m.id < _measure.id
    and _sign <> 0
    -- Farther than the widest footprint reaches, none can cover it.
    and m.geom && st_expand(_counted, 10)
    and (_once = 'place' or m.measure_type = _measure.measure_type)
    and st_intersects(p.footprint, _counted)
    and exists (
      select from measure_formulas(m.measure_type, g.parameters) f
      where f.kind = _kind and f.item = _item
        and sign(formula_value(f.formula, g.parameters, counted_amounts(c.counted, c.counted), counted_amounts(c.counted, c.counted))) = _sign)
$$;
comment on function counted_before(measure, geometry, text, text, text, double precision) is
'The measures of the scenario drawn before this one that count for the same item at the same place, with the place they cover: what lies in it must not be counted again. Adding and removing (_sign) are apart. Analysis CRS.';
