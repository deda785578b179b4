create or replace function finding_is_told(_finding finding, _visible bigint[], _partly bigint[], _expired bigint[]) returns boolean
language sql stable parallel safe
as $$
  select case
    when _finding.a_dataset_id = any (_expired) or _finding.b_dataset_id = any (_expired) then false
    when _finding.scenario_id is not null and _finding.veil = 'none' then true
    -- Who was granted a part is told of the rest.
    when _finding.veil = 'hidden' then case
      when coalesce(coalesce(_finding.a_dataset_id, _finding.b_dataset_id) = any (_visible), false) then false
      when coalesce(coalesce(_finding.a_dataset_id, _finding.b_dataset_id) = any (_partly), false) then hidden_piece(_finding, _partly) is not null
      else true end
    -- Of two things that exist only as it is: who delivers one could find the other by moving his.
    else (_finding.a_dataset_id is null or visible_to_viewer(_finding.a_dataset_id, (stored_thing('feature', _finding.a_layer, _finding.a_id, 0)).geom, _visible, _partly))
      and (_finding.b_dataset_id is null or visible_to_viewer(_finding.b_dataset_id, (stored_thing('feature', _finding.b_layer, _finding.b_id, 0)).geom, _visible, _partly))
  end
$$;
comment on function finding_is_told(finding, bigint[], bigint[], bigint[]) is
'Is the viewer told of a stored finding? Of the state today where both things may be seen (visible_to_viewer; _visible: visible_dataset_ids(), _partly: partly_visible_dataset_ids()); of a scenario that or, with something hidden, in its veiled form (once for all pieces, so also where he was granted an area and may see some of them: hidden_piece); of a dataset that has expired (_expired: expired_dataset_ids()) never. Copied by the planner into each statement.';
