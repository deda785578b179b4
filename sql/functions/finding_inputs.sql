create or replace function finding_inputs(_id uuid) returns jsonb
language sql stable set search_path from current
as $$
  select jsonb_build_object(
    'a', md5(string_agg(distinct k.a, '|' order by k.a)), 'b', md5(string_agg(distinct k.b, '|' order by k.b)),
    'rule', min(k.rule), 'result', md5(string_agg(k.result, '|' order by k.result)))
  from (
    -- As it is rather than veiled, so that it changes with the thing.
    select stored_thing(n.a_kind, n.a_layer, n.a_id, n.a_part)::text as a, stored_thing(n.b_kind, n.b_layer, n.b_id, n.b_part)::text as b,
      (select md5(concat_ws('|', r.version, r.authority_id, r.kind, r.severity, r.relation, r.horizontal_m, r.vertical_m, r.run_min_m, r.run_max_m,
          r.a_has, r.a_lacks, r.b_has, r.b_lacks))
        from effective_rules(n.authority_id) r where r.id = n.rule_id) as rule,
      concat_ws('|', n.verdict, n.distance_m, n.uncertainty_m, n.required_m, n.vertical_m, n.required_vertical_m, n.gap_days) as result
    from told_as(_id) n
  ) k
  having count(*) > 0
$$;
comment on function finding_inputs(uuid) is
'What a stored finding, with all that is told under its id (told_as), was worked out of, as digests that tell a change and nothing else: both things, the rule in force, and the result (which also a trial pit changes). Null where there is no such finding.';
