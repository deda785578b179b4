create or replace function told_id(_finding finding) returns uuid
language sql stable set search_path from current
as $$
  select case when _finding.veil <> 'seen' then _finding.id
    else veiled_finding_id(_finding.scenario_id, _finding.rule_id, case _finding.a_kind when 'measure' then _finding.a_id else _finding.b_id end,
      case _finding.a_kind when 'measure' then _finding.b_layer else _finding.a_layer end, coalesce(_finding.a_dataset_id, _finding.b_dataset_id),
      (select a.veil_secret from authority a where a.id = _finding.authority_id)) end
$$;
comment on function told_id(finding) is
'The id under which all who are told of a finding decide about it and speak of it: its own, but of a measure and a thing that not everybody may see that of what the others are told (veiled_finding_id), which several pieces of a line have in common.';
