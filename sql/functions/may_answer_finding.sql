create or replace function may_answer_finding(_id uuid) returns boolean
language sql stable security definer set search_path from current
as $$
  select exists (
    select from called_findings(_id) n
    where knows_finding(_id)
      and (current_role_is('administrator', 'planner')
        or current_role_is('utility_partner') and exists (
          select from dataset d where d.authority_id = n.authority_id and d.id in (n.a_dataset_id, n.b_dataset_id)
            and d.owner_organisation_id = current_setting('straatlagen.organisation', true))))
$$;
comment on function may_answer_finding(uuid) is
'May the viewer decide about a stored finding and speak in its conversation? Planners and administrators of each, a utility partner where his organisation delivered one of the two things. False where there is none.';
