create or replace function told_as(_id uuid) returns setof finding
language sql stable set search_path from current
as $$
  with one as materialized (
    select n.authority_id, n.id, n.scenario_id, n.rule_id, n.a_kind, n.veil, case n.a_kind when 'measure' then n.a_id else n.b_id end as measure_id,
      case n.a_kind when 'measure' then n.b_layer else n.a_layer end as layer, coalesce(n.a_dataset_id, n.b_dataset_id) as dataset_id
    from finding n where n.authority_id = current_authority() and n.id = _id limit 1
  ),
  seen as materialized (
    select n.* from one o join finding n on n.authority_id = o.authority_id and n.scenario_id = o.scenario_id and n.rule_id = o.rule_id
      and n.a_kind = 'measure' and n.a_id = o.measure_id and n.b_layer = o.layer and n.b_dataset_id = o.dataset_id
    where o.veil <> 'none' and o.a_kind = 'measure' and n.veil = 'seen'
    union all
    select n.* from one o join finding n on n.authority_id = o.authority_id and n.scenario_id = o.scenario_id and n.rule_id = o.rule_id
      and n.b_kind = 'measure' and n.b_id = o.measure_id and n.a_layer = o.layer and n.a_dataset_id = o.dataset_id
    where o.veil <> 'none' and o.a_kind <> 'measure' and n.veil = 'seen'
  )
  select * from seen
  union all
  select n.* from one o join finding n on n.authority_id = o.authority_id and n.id = o.id where not exists (select from seen)
$$;
comment on function told_as(uuid) is
'The findings that share a told_id() with this one, as they are: of a measure and a thing that not everybody may see those with each piece of it; where there is none (clear, but for others possible), and of every other finding, itself. Empty where there is none.';
