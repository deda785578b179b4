create or replace function summarise_streets(_street_id text default null) returns bigint
language sql security definer set search_path from current
as $$
  delete from street_summary where authority_id = current_authority() and (_street_id is null or street_id = _street_id);
  insert into street_summary (authority_id, street_id, kind, severity, verdict, dataset_ids, findings, stretch_m)
  select n.authority_id, n.street_id, n.kind, n.severity, n.verdict, w.dataset_ids, count(*),
    -- What is not public counts in tens of metres, as such a stretch is told to who sees only a part.
    sum(case when w.dataset_ids = '{}' then n.stretch_m else ceil(n.stretch_m / 10) * 10 end)
  from finding n
  cross join (
    select coalesce(array_agg(d.id), '{}') as ids from dataset d
    where d.authority_id = current_authority() and (d.access_class <> 'public' or d.expires is not null) offset 0) apart
  cross join lateral (
    -- For a table to be grouped by: of two, the lesser first.
    select case when x.a is null and x.b is null then '{}'::bigint[] when x.a is null or x.a = x.b then array[x.b] when x.b is null then array[x.a]
      else array[least(x.a, x.b), greatest(x.a, x.b)] end as dataset_ids
    from (select case when n.a_dataset_id = any (apart.ids) then n.a_dataset_id end as a, case when n.b_dataset_id = any (apart.ids) then n.b_dataset_id end as b offset 0) x
  ) w
  where n.authority_id = current_authority() and n.scenario_id is null
    and n.street_id is not null and (_street_id is null or n.street_id = _street_id)
  group by n.authority_id, n.street_id, n.kind, n.severity, n.verdict, w.dataset_ids;
  select restricted_near_streets(_street_id);
  update street set analysed_at = now() where _street_id is null and authority_id = current_authority();
  update authority set data_version = data_version + 1 where id = current_authority();
  select count(*) from street_summary where authority_id = current_authority() and (_street_id is null or street_id = _street_id);
$$;
comment on function summarise_streets(text) is
'Counts existing-against-existing findings per street, kind, severity, verdict and the datasets that not everybody may see (all streets where null is given), the stretches (metres) of what is not public in tens of metres, notes what is restricted near them (restricted_near_streets()) and raises the data version; returns the number of summary rows.';
