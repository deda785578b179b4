create or replace function answer_review(_review_id bigint, _version bigint, _answer text, _text text) returns table (version bigint, state text)
language plpgsql security definer set search_path from current
as $$
declare
  own constant text := current_setting('straatlagen.organisation', true);
  saved review_answer;
begin
  if not current_role_is('administrator', 'planner', 'utility_partner') then
    return query select null::bigint, 'missing'; return;
  end if;
  update review_answer a set answer = _answer, text = _text, answered_at = now(), version = a.version + 1,
    answered_by_name = coalesce(current_setting('straatlagen.viewer_name', true), '')
  from review r
  where a.authority_id = current_authority() and a.review_id = _review_id and a.organisation_id = own and a.version = _version
    and r.authority_id = a.authority_id and r.id = a.review_id and r.withdrawn_at is null
  returning a.* into saved;
  if saved.id is null then
    return query select a.version, case when a.id is null then 'missing' else 'stale' end
      from (values (1)) one (n)
      left join (review_answer a join review r on r.authority_id = a.authority_id and r.id = a.review_id and r.withdrawn_at is null)
        on a.authority_id = current_authority() and a.review_id = _review_id and a.organisation_id = own;
    return;
  end if;
  perform add_notification('review_answered', r.organisation_id, array['administrator', 'planner'],
    jsonb_build_object('review_id', r.id, 'scenario_id', s.id, 'scenario', s.name, 'organisation', o.name, 'answer', _answer))
  from review r
  join scenario s on s.authority_id = r.authority_id and s.id = r.scenario_id
  join organisation o on o.authority_id = r.authority_id and o.id = own
  where r.authority_id = saved.authority_id and r.id = saved.review_id;
  return query select saved.version, 'saved';
end $$;
comment on function answer_review(bigint, bigint, text, text) is
'The answer of the viewer''s organisation to a request, if the stored one has that version, and tells whoever asked. state: saved; stale, with the version that is stored; missing, where it was not asked or the request was withdrawn.';
