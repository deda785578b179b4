create or replace function summarise_streets(_street_id text default null) returns bigint
language sql security definer set search_path from current
as $$
  delete from street_summary where authority_id = current_authority() and (_street_id is null or street_id = _street_id);
  insert into street_summary (authority_id, street_id, kind, severity, verdict, findings, stretch_m)
  select authority_id, street_id, kind, severity, verdict, count(*),
    -- Read by everybody: what is not public counts in tens of metres, as such a stretch is told.
    sum(case when a_dataset_id = any (restricted.ids) or b_dataset_id = any (restricted.ids) then ceil(stretch_m / 10) * 10 else stretch_m end)
  from finding, (select veiled_dataset_ids('only') as ids offset 0) restricted
  where authority_id = current_authority() and scenario_id is null
    and street_id is not null and (_street_id is null or street_id = _street_id)
  group by authority_id, street_id, kind, severity, verdict;
  update street set analysed_at = now() where _street_id is null and authority_id = current_authority();
  update authority set data_version = data_version + 1 where id = current_authority();
  select count(*) from street_summary where authority_id = current_authority() and (_street_id is null or street_id = _street_id);
$$;
comment on function summarise_streets(text) is
'Counts existing-against-existing findings per street, kind, severity and verdict (all streets where null is given), the stretches (metres) of what is not public in tens of metres, and raises the data version; returns the number of summary rows.';
