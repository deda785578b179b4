create or replace function section_clearances(_objects jsonb)
returns table (layer text, traits jsonb, planned boolean, relation text, rule_id text, other_layer text, horizontal_m double precision, vertical_m double precision)
language plpgsql stable
set search_path from current
set plan_cache_mode to force_generic_plan
as $$
begin
  return query
  with present as materialized (
    select distinct o.value ->> 'layer' as layer, o.value -> 'traits' as traits, o.value ->> 'status' = 'projected' as planned,
      array(select jsonb_array_elements_text(o.value -> 'traits')) as has
    from jsonb_array_elements(_objects) o
  ),
  asked as (
    select p.layer, p.traits, p.planned, r.relation, r.id as rule_id, other.layer as other_layer, r.horizontal_m, r.vertical_m
    from effective_rules(current_authority(), array(select distinct q.layer from present q)) r
    cross join lateral (values (r.a_layer, r.a_has, r.a_lacks, r.b_layer, r.b_has, r.b_lacks),
      (r.b_layer, r.b_has, r.b_lacks, r.a_layer, r.a_has, r.a_lacks)) s (own_layer, own_has, own_lacks, other_layer, other_has, other_lacks)
    join present p on p.layer = s.own_layer and s.own_has <@ p.has and not s.own_lacks && p.has
    join present other on other.layer = s.other_layer and s.other_has <@ other.has and not s.other_lacks && other.has
    where r.applied and r.kind = 'conflict' and r.relation in ('parallel', 'crossing', 'any') and (not r.planned_only or p.planned or other.planned)
  )
  select distinct on (a.layer, a.traits, a.planned, a.relation) a.*
  from asked a
  where coalesce(a.horizontal_m, a.vertical_m) > 0
  order by a.layer, a.traits, a.planned, a.relation, coalesce(a.horizontal_m, a.vertical_m) desc, a.rule_id;
end $$;
comment on function section_clearances(jsonb) is
'The widest distance that the rules in force ask around each kind of thing (layer, traits, planned or not) of a section''s objects towards what else is in it, one for each relation (parallel, crossing, any), in metres. For drawing only: verdicts are in the findings. Empty where no rule speaks of two of them.';
