create or replace function trial_pit_places(_check_id bigint, _findings json, _limit integer default 5000)
returns table (place bigint, place_wgs84 geometry, objects jsonb, verdict_key text, chance double precision)
language sql stable security definer set search_path from current
as $$
  with asked as materialized (select c as question, overlap_zone(c) as zone from overlap_check c where c.authority_id = current_authority() and own_row(c.organisation_id) and c.id = _check_id),
  buried as materialized (
    select t.thing, t.dig, row_number() over (order by (t.thing).layer, (t.thing).id) as n
    from asked a cross join lateral overlap_things(a.question) t
    where t.buried and t.visible and not (t.thing).planned and st_dimension((t.thing).geom) < 2
  ),
  open as materialized (
    select concat('dig/', (b.thing).layer, '/', (b.thing).id) as key, b.n as n_a, null::bigint as n_b, common_part(st_buffer(a.zone, (b.thing).accuracy_m + (b.thing).radius_m), (b.thing).geom) as spot,
      st_distance((b.thing).geom, a.zone) as h_m, (b.thing).accuracy_m as h_u_m, case when st_distance((b.thing).geom, a.zone) > 0 then (b.thing).radius_m + 1e-6 end as h_r_m,
      (b.thing).top_m as v_m, (b.thing).depth_accuracy_m as v_u_m, (a.question).dig_depth_m as v_r_m
    from asked a cross join buried b where b.dig in ('possible', 'unknown')
    union all
    select f.id::text, x.n, y.n, to_analysis(st_setsrid(st_geomfromgeojson(f.stretch::text), 4326)), f.distance_m, f.uncertainty_m, f.required_m, f.vertical_m, f.vertical_uncertainty_m, f.required_vertical_m
    from json_populate_recordset(null::finding_row, _findings) f
    left join buried x on f.a ->> 'kind' = 'feature' and x.thing is not null and (x.thing).layer = f.a ->> 'layer' and (x.thing).id = (f.a ->> 'id')::bigint
    left join buried y on f.b ->> 'kind' = 'feature' and (y.thing).layer = f.b ->> 'layer' and (y.thing).id = (f.b ->> 'id')::bigint
    where f.verdict in ('possible', 'unknown') and f.kind <> 'synergy' and f.gap_days is null and f.stretch::text is distinct from 'null' and f.stretch is not null and (x.n is not null or y.n is not null)
    limit _limit
  ),
  candidate as materialized (
    -- On the object, where the open verdict is; a hole within half a metre of another is the same hole.
    select row_number() over (order by st_x(p.geom), st_y(p.geom)) as place, p.geom
    from (
      select distinct st_snaptogrid(st_closestpoint((b.thing).geom, st_centroid(o.spot)), 0.5) as geom
      from open o join buried b on b.n in (o.n_a, o.n_b) where not st_isempty(o.spot)
    ) p
  ),
  dug as materialized (
    -- A hole shows what lies within a metre of it.
    select c.place, c.geom, b.n, b.thing from candidate c join buried b on st_dwithin((b.thing).geom, c.geom, 1)
  )
  select d.place, st_transform(d.geom, 4326), jsonb_agg(distinct jsonb_build_object('layer', (d.thing).layer, 'id', (d.thing).id)), o.key,
    greatest(0, settling_chance(o.h_m, o.h_u_m, o.h_r_m, o.h_u_m - sum(greatest(0, (d.thing).accuracy_m - 0.05 - w.away_m * (w.drift).sideways)))
      * settling_chance(o.v_m, o.v_u_m, o.v_r_m, case when o.v_m is null then 0.05 + max(w.away_m * (w.drift).vertical) else
        o.v_u_m - sum(greatest(0, (d.thing).depth_accuracy_m - 0.05 - w.away_m * (w.drift).vertical)) end))
  from dug d
  join open o on d.n in (o.n_a, o.n_b)
  cross join lateral (select st_maxdistance(d.geom, o.spot) as away_m, trial_pit_drift() as drift) w
  where w.away_m <= trial_pit_reach_m()
  group by d.place, d.geom, o.key, o.h_m, o.h_u_m, o.h_r_m, o.v_m, o.v_u_m, o.v_r_m
$$;
comment on function trial_pit_places(bigint, json, integer) is
'Where a trial pit would settle open verdicts (possible, unknown) of an overlap check, those of the dig and of its findings as overlap_findings lists them: for each place on an object the viewer may see, the objects that a hole there shows (within 1 m) and, for each open verdict of theirs, how likely measuring them within 5 cm settles it (settling_chance, with what is lost on the way from the pit). WGS 84. What a greedy choice picks from. At most _limit open verdicts, those of the dig first, then in the order given.';
