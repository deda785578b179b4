create or replace function veiled_finding_id(_scenario_id bigint, _rule_id text, _measure_id bigint, _layer text, _dataset_id bigint, _secret uuid) returns uuid
language sql immutable parallel safe
as $$
  select md5(_secret::text || '|veiled|' || coalesce(_scenario_id::text, '') || '|' || _rule_id || '|' || coalesce(_measure_id::text, '')
    || '|' || _layer || '|' || _dataset_id::text)::uuid
$$;
comment on function veiled_finding_id(bigint, text, bigint, text, bigint, uuid) is
'The id of what is told of a measure (of a scenario; null: not saved in one) and of all that one dataset has in a layer, to who may not see it: no thing of the dataset is in it, so that the id stays the same wherever the measure is moved. That of a single thing would change from piece to piece, and show where a hidden line has its joints. With the secret of the authority, as finding_id().';
