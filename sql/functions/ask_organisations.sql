create or replace function ask_organisations(_review review, _organisation_ids text[]) returns void
language sql set search_path from current
as $$
  with asked as (
    insert into review_answer (authority_id, review_id, organisation_id)
    select _review.authority_id, _review.id, o.id from organisation o
    where o.authority_id = _review.authority_id and o.id = any (_organisation_ids)
    order by o.id
    on conflict (authority_id, review_id, organisation_id) do nothing
    returning organisation_id
  )
  select add_notification('review_asked', a.organisation_id, array['administrator', 'planner', 'utility_partner'],
    jsonb_build_object('review_id', _review.id, 'scenario_id', s.id, 'scenario', s.name, 'due', _review.due, 'by', o.name))
  from asked a
  join scenario s on s.authority_id = _review.authority_id and s.id = _review.scenario_id
  join organisation o on o.authority_id = _review.authority_id and o.id = _review.organisation_id
$$;
comment on function ask_organisations(review, text[]) is
'Asks organisations for an answer to a request and tells them, those that were not asked before. Ids of organisations that there are not are left out.';
