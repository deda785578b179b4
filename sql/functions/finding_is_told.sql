create or replace function finding_is_told(_finding finding, _visible bigint[], _partly bigint[]) returns boolean
language sql stable parallel safe
as $$
  select case _finding.veil when 'none' then true
    else (_finding.veil = 'seen') = (
      (_finding.a_dataset_id is null or _finding.a_dataset_id = any (_visible)
        or _finding.a_dataset_id = any (_partly) and visible_in_area(_finding.a_dataset_id, (stored_thing('feature', _finding.a_layer, _finding.a_id, 0)).geom))
      and (_finding.b_dataset_id is null or _finding.b_dataset_id = any (_visible)
        or _finding.b_dataset_id = any (_partly) and visible_in_area(_finding.b_dataset_id, (stored_thing('feature', _finding.b_layer, _finding.b_id, 0)).geom)))
  end
$$;
comment on function finding_is_told(finding, bigint[], bigint[]) is
'Of the two ways in which a finding with something restricted is stored, is this the one for the viewer: as it is, where both things may be seen (visible_dataset_ids(), partly_visible_dataset_ids()), else veiled? True for what is stored once. Copied by the planner into each statement.';
