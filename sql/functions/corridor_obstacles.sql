create or replace function corridor_obstacles(_measure_type text, _parameters jsonb, _route geometry, _half_width_m double precision, _scenario_id bigint default null)
returns table (kind text, layer text, id bigint, visible boolean, owner text, geom geometry, radius_m double precision, accuracy_m double precision,
  top_m double precision, bottom_m double precision, depth_accuracy_m double precision, rules jsonb)
language plpgsql stable security definer
set search_path from current
set plan_cache_mode to force_generic_plan
as $$
declare
  authority constant text := current_authority();
  visible_ids constant bigint[] := visible_dataset_ids();
  partly constant bigint[] := partly_visible_dataset_ids();
  -- A short stretch is enough to know which layers the new line becomes, with which traits.
  own thing[] := array(select t from measure_things(_measure_type, st_linesubstring(_route, 0, least(1, 5 / greatest(st_length(_route), 5))), _parameters) t);
  -- Half a metre off, which is looked further for, and a tenth of the points.
  near constant geometry := st_simplify(_route, 0.5);
  secret constant uuid := (select a.veil_secret from authority a where a.id = current_authority());
  veil_m constant double precision := case when cardinality(veiled_dataset_ids('viewer')) > 0 then veil_reach_m() else 0 end;
  side record;
begin
  for side in
    select o.other_layer, max(coalesce(r.horizontal_m, 0)) + coalesce(max(m.margin_m), 0) + 1 as reach_m,
      jsonb_agg(distinct jsonb_build_object('rule_id', r.id, 'own_layer', o.own_layer, 'relation', r.relation, 'severity', r.severity,
        'horizontal_m', r.horizontal_m, 'vertical_m', r.vertical_m, 'topic', r.topic, 'has', o.other_has, 'lacks', o.other_lacks,
        'upper', case when r.upper is not null then case when (r.upper = 'a') = o.own_is_a then 'own' else 'other' end end)) as rules
    from effective_rules(authority, array(select distinct t.layer from unnest(own) t)) r
    cross join lateral (values (r.a_layer, r.a_has, r.a_lacks, r.b_layer, r.b_has, r.b_lacks, true),
      (r.b_layer, r.b_has, r.b_lacks, r.a_layer, r.a_has, r.a_lacks, false)) o (own_layer, own_has, own_lacks, other_layer, other_has, other_lacks, own_is_a)
    join unnest(own) t on t.layer = o.own_layer and o.own_has <@ t.traits and not o.own_lacks && t.traits
    left join layer_margin m on m.authority_id = authority and m.layer = o.other_layer
    -- What is merely a duty does not bar a way, and without a period no rule about time is violated.
    where r.applied and r.kind = 'conflict' and r.relation <> 'time' and (o.own_is_a or r.a_layer <> r.b_layer)
    group by o.other_layer
  loop
    return query
    select n.kind, (n.other).layer, (n.other).id, n.visible, n.owner, (n.other).geom, (n.other).radius_m, (n.other).accuracy_m,
      (n.other).top_m, (n.other).bottom_m, (n.other).depth_accuracy_m, s.rules
    from (
      select 'feature' as kind, case when v.visible then feature_thing(f) else veiled_thing(feature_thing(f), secret) end as other, v.visible, d.owner
      from feature f
      cross join lateral (select visible_to_viewer(f.dataset_id, f.geom, visible_ids, partly) as visible offset 0) v
      -- One by one: joined, what lies near is looked up once for each dataset.
      cross join lateral (select o.name as owner from dataset d join organisation o on o.authority_id = d.authority_id and o.id = d.owner_organisation_id
        where d.authority_id = f.authority_id and d.id = f.dataset_id and (d.expires is null or d.expires >= current_date) limit 1) d
      where f.authority_id = authority and f.layer = side.other_layer
        and f.geom && st_expand(near, _half_width_m + side.reach_m + veil_m) and st_dwithin(f.geom, near, _half_width_m + side.reach_m + veil_m)
      union all select 'measure', measure_thing_thing(m), true, null
      from measure_thing m
      where m.authority_id = authority and m.scenario_id = _scenario_id and m.layer = side.other_layer
        and m.geom && st_expand(near, _half_width_m + side.reach_m)
    ) n
    cross join lateral (
      select jsonb_agg(r - 'has' - 'lacks') as rules from jsonb_array_elements(side.rules) r
      where array(select jsonb_array_elements_text(r -> 'has')) <@ (n.other).traits
        and not array(select jsonb_array_elements_text(r -> 'lacks')) && (n.other).traits
    ) s
    where s.rules is not null;
  end loop;
end $$;
comment on function corridor_obstacles(text, jsonb, geometry, double precision, bigint) is
'What a new line of this measure type must keep clear of within _half_width_m of a route (analysis CRS, metres): every feature and, with a scenario, every measure that a conflict rule in force about distance or overlap speaks of, with those rules seen from the new line. Hidden things are among them, marked visible = false and veiled (veiled_thing): they bar the way, but the caller must answer their layer and owner only. Empty where nothing is near.';
