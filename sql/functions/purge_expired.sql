create or replace function purge_expired() returns bigint[]
language plpgsql set search_path from current
as $$
declare
  gone dataset;
  purged bigint[] := '{}';
begin
  -- Two processes may want to purge at the same time: one does.
  if not pg_try_advisory_xact_lock(7270772) then return purged; end if;
  for gone in select * from dataset d where d.expires < current_date order by d.authority_id, d.id loop
    perform set_config('straatlagen.authority', gone.authority_id, true), set_config('straatlagen.role', 'administrator', true),
      set_config('straatlagen.viewer', 'purge', true);
    perform remove_dataset(gone.id);
    -- The history keeps that it was there, not what was in it.
    update change c set before = null, after = null
    where c.authority_id = gone.authority_id and (c.word = 'dataset' and c.thing_id = gone.id::text
      or c.word = 'trial_pit' and (coalesce(c.after, c.before) ->> 'dataset_id')::bigint = gone.id);
    delete from import_rejection r using import i
    where i.authority_id = gone.authority_id and gone.id = any (i.dataset_ids) and r.authority_id = i.authority_id and r.import_id = i.id;
    purged := purged || gone.id;
  end loop;
  if purged <> '{}' then update authority set data_version = data_version + 1; end if;
  return purged;
end $$;
comment on function purge_expired() is
'Deletes every dataset whose last day is over, of all authorities, with everything in it, what the history keeps of its contents, and the rows its import refused. Returns their ids. For the owner of the store, never for a request.';
