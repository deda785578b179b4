create or replace function knows_finding(_id uuid) returns boolean
language sql stable security definer set search_path from current
as $$
  select exists (
    select from called_findings(_id) n
    where (n.scenario_id is not null and n.veil <> 'seen' or finding_is_told(n, visible_dataset_ids(), partly_visible_dataset_ids(), expired_dataset_ids()) or owner_spoke_of(n)))
$$;
comment on function knows_finding(uuid) is
'May the viewer hear of a stored finding at all: one of a scenario that is told to him or, veiled, to others, one that he is told of (finding_is_told), or one whose owner spoke of it (owner_spoke_of)? Else an id that he was told once, of a piece of a hidden line, would tell for each place of a measure whether that piece is really near. False where there is none.';
