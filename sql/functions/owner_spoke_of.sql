create or replace function owner_spoke_of(_finding finding) returns boolean
language sql stable security definer set search_path from current
as $$
  select exists (
    select from finding_message m
    join dataset d on d.authority_id = m.authority_id and d.owner_organisation_id = m.organisation_id
    where _finding.scenario_id is null and m.authority_id = _finding.authority_id and m.finding_id = _finding.id and d.id in (_finding.a_dataset_id, _finding.b_dataset_id)
      and not d.id = any (visible_dataset_ids())
      -- Whoever delivers his own anew, elsewhere, would see from each place whether there is still a finding.
      and not exists (select from dataset w where w.authority_id = m.authority_id and w.id in (_finding.a_dataset_id, _finding.b_dataset_id) and w.id <> d.id and w.imported_at > m.at))
$$;
comment on function owner_spoke_of(finding) is
'Has the owner of the thing that the viewer may not see told others of a finding of the state today, by saying something in its conversation? Who does so asks for an answer. Until the other thing is delivered anew.';
