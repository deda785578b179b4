create or replace function change_review(_id bigint, _version bigint, _text text, _due date, _organisation_ids text[] default null)
returns table (version bigint, state text)
language plpgsql security definer set search_path from current
as $$
declare
  saved review;
begin
  if not current_role_is('administrator', 'planner') then return query select null::bigint, 'missing'; return; end if;
  update review r set text = _text, due = _due, version = r.version + 1
  where r.authority_id = current_authority() and r.id = _id and r.version = _version and r.withdrawn_at is null
  returning r.* into saved;
  if saved.id is null then
    return query select r.version, case when r.id is null then 'missing' else 'stale' end
      from (values (1)) one (n) left join review r on r.authority_id = current_authority() and r.id = _id and r.withdrawn_at is null;
    return;
  end if;
  if _organisation_ids is not null then
    -- What was answered stays.
    delete from review_answer a where a.authority_id = saved.authority_id and a.review_id = saved.id and a.answer is null
      and a.organisation_id <> all (_organisation_ids);
    perform ask_organisations(saved, _organisation_ids);
  end if;
  return query select saved.version, 'saved';
end $$;
comment on function change_review(bigint, bigint, text, date, text[]) is
'Changes what a request that stands asks, until when and (null: as it was) whom, if the stored one has that version: who is new is told, who has answered stays. state: saved; stale, with the version that is stored; missing, also for who is no planner.';
