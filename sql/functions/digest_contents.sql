create or replace function digest_contents(_organisation_id text, _since timestamptz, _until timestamptz) returns jsonb
language sql stable set search_path from current
as $$
  with asked as (
    select a.answer, a.answered_at, r.organisation_id as asked_by, a.organisation_id, r.due, r.created_at
    from review r join review_answer a on a.authority_id = r.authority_id and a.review_id = r.id
    where r.authority_id = current_authority() and r.withdrawn_at is null
  ),
  counted as (
    select
      (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'measures', s.measures)), '[]') from changed_scenarios(_organisation_id, _since, _until) s) as scenarios,
      (select count(*) from asked where organisation_id = _organisation_id and created_at > _since and created_at <= _until) as reviews_asked,
      (select count(*) from asked where asked_by = _organisation_id and answered_at > _since and answered_at <= _until) as reviews_answered,
      (select count(*) from asked where organisation_id = _organisation_id and answer is null) as reviews_waiting,
      (select count(*) from asked where _organisation_id in (organisation_id, asked_by) and answer is null and due < _until::date) as reviews_overdue,
      (select count(*) from reaction e where e.authority_id = current_authority() and e.state = 'waiting' and _organisation_id = 'town') as reactions_waiting,
      (select count(*) from dataset_grant g where g.authority_id = current_authority() and g.to_organisation_id = _organisation_id and g.withdrawn_at is null
        and g.until between _until::date and _until::date + 14) as grants_ending
  )
  select to_jsonb(c) || jsonb_build_object('since', _since, 'until', _until)
  from counted c
  where c.scenarios <> '[]' or c.reviews_asked + c.reviews_answered + c.reviews_overdue + c.reactions_waiting + c.grants_ending > 0
$$;
comment on function digest_contents(text, timestamptz, timestamptz) is
'What an organisation is told of a time: scenarios that changed, requests, reactions and grants, as names and counts. Null where there is nothing to tell.';
