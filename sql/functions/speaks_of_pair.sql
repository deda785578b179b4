create or replace function speaks_of_pair(_found pair_finding, _subject thing, _scenario_id bigint) returns boolean
language sql stable set search_path from current
as $$
  select case
    -- Its own neighbour in the index.
    when ((_found).a).kind = 'feature' and ((_found).b).kind = 'feature' and ((_found).a).id = ((_found).b).id then false
    when _scenario_id is not null then 'measure' in (((_found).a).kind, ((_found).b).kind)
    when 'measure' in (((_found).a).kind, ((_found).b).kind) then false
    when _subject.planned then true
    when case when ((_found).a).kind = 'feature' and ((_found).a).id = _subject.id then ((_found).b).planned else ((_found).a).planned end then true
    else not exists (select from effective_rules(current_authority()) r where r.id = (_found).rule_id and r.planned_only)
  end
$$;
comment on function speaks_of_pair(pair_finding, thing, bigint) is
'Of what the engine finds for a feature that was asked about as if it were planned: does it hold for the feature as it is? Of a scenario only pairs with a measure; of the state today only pairs of features, under rules for planned things only where one of the two is planned.';
