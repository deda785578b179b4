create or replace function count_measure(_measure measure) returns void
language plpgsql set search_path from current
-- The plan must not be that of the empty table it was first run on.
set enable_seqscan to off
as $$
declare
  given jsonb := measure_parameters(_measure.measure_type, _measure.parameters);
  counted geometry := measure_counted_geom(_measure.measure_type, _measure.geom, given);
  whole jsonb := counted_amounts(counted, counted);
  district_ids text[];
  geoms geometry[];
  near_ids bigint[];
  near_types text[];
  near_footprints geometry[];
  near_signs jsonb[];
  f record;
  before record;
  parts_without bigint[] := '{-1}';
  parts jsonb;
begin
  delete from measure_effect e where e.authority_id = _measure.authority_id and e.measure_id = _measure.id;
  delete from measure_district d where d.authority_id = _measure.authority_id and d.measure_id = _measure.id;
  if counted is null or st_isempty(counted) then return; end if;
  select array_agg(p.district_id), array_agg(p.geom) into district_ids, geoms from district_parts(_measure.authority_id, counted) p;
  insert into measure_district (authority_id, measure_id, district_id, share)
  select _measure.authority_id, _measure.id, p.district_id, (counted_amounts(p.geom, counted) ->> 'share')::double precision
  from unnest(district_ids, geoms) p (district_id, geom);
  select array_agg(b.id), array_agg(b.measure_type), array_agg(b.footprint), array_agg(b.signs)
    into near_ids, near_types, near_footprints, near_signs from counted_before(_measure, counted) b;
  for f in select * from measure_formulas(_measure.measure_type, given) loop
    select array_agg(b.id order by b.id) as ids, st_union(b.footprint, overlay_grid_m()) as cover into before
    from unnest(near_ids, near_types, near_footprints, near_signs) b (id, measure_type, footprint, signs)
    where (f.once = 'place' or b.measure_type = _measure.measure_type)
      and (b.signs -> f.kind ->> f.item)::double precision = nullif(sign(formula_value(f.formula, given, whole, whole)), 0);
    -- Formulas that share what lies before share the parts.
    if before.ids is distinct from parts_without then
      select jsonb_agg(p) into parts from counted_parts(district_ids, geoms, counted, before.cover) p;
      parts_without := before.ids;
    end if;
    insert into measure_effect (authority_id, scenario_id, measure_id, kind, item, district_id, value, left_out, reason, detail)
    select _measure.authority_id, _measure.scenario_id, _measure.id, f.kind, f.item, p.district_id, v.value,
      case when v.overlaps then v.drawn - v.value when o.obstacle is not null then v.possible else 0 end,
      case when v.overlaps then 'overlap' when o.obstacle ? 'condition' then 'condition' when o.obstacle is not null then 'parameter' end,
      case when v.overlaps then jsonb_build_object('measures', before.ids) else o.obstacle end
    from jsonb_to_recordset(parts) p (district_id text, drawn jsonb, kept jsonb, kept_whole jsonb),
      lateral (select greatest(formula_value(f.formula, given, p.kept, p.kept_whole), f.at_least),
        greatest(formula_value(f.formula, given, p.drawn, whole), f.at_least),
        formula_value(jsonb_build_array(f.formula -> 0), given, p.drawn, whole, true)) c (value, drawn, possible),
      -- A thousandth of a millimetre is not an overlap, but where two stores round differently.
      lateral (select c.*, before.ids is not null and abs(c.drawn - c.value) > 0.000001 as overlaps) v,
      lateral (select case when f.kind = 'indicator' and v.value = 0 and v.drawn = 0 and v.possible <> 0
        then formula_obstacle(f.formula, given, whole) end as obstacle) o
    where v.value <> 0 or f.kind = 'indicator' and (v.drawn <> 0 or o.obstacle is not null);
  end loop;
end $$;
comment on function count_measure(measure) is
'Counts a measure anew: what it adds to indicators, takes of the surface and costs, in each district, without what earlier measures of its scenario already count at the same place. What does not count is kept with its reason: overlap (with those measures), a condition that does not hold, or a parameter.';
