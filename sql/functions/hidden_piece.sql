create or replace function hidden_piece(_finding finding, _partly bigint[]) returns bigint
language sql stable set search_path from current
as $$
  select f.id
  from feature f
  where coalesce(_finding.a_dataset_id, _finding.b_dataset_id) = any (_partly) and f.authority_id = _finding.authority_id
    and f.layer = case _finding.a_kind when 'measure' then _finding.b_layer else _finding.a_layer end and f.id = any (_finding.pieces)
    and not visible_in_area(f.dataset_id, f.geom)
  order by f.id limit 1
$$;
comment on function hidden_piece(finding, bigint[]) is
'Of a veiled finding with something of which the viewer was granted an area (_partly: partly_visible_dataset_ids()) the first of the pieces that it stands for which he may not see. Null where he may see them all, and of a dataset that was not granted in part.';
