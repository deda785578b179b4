create or replace function make_digests(_now timestamptz) returns integer
language plpgsql set search_path from current
as $$
declare
  one record;
  seen timestamptz;
  -- What is still being committed comes into the next one.
  upto constant timestamptz := _now - interval '1 minute';
  about jsonb;
  made integer := 0;
begin
  -- Two processes may want to at the same time: one does.
  if not pg_try_advisory_xact_lock(7270773) then return 0; end if;
  for one in select o.authority_id, o.id from organisation o order by 1, 2 loop
    select d.until into seen from digest d where d.authority_id = one.authority_id and d.organisation_id = one.id;
    if seen is not null and seen > _now - interval '1 day' then continue; end if;
    insert into digest (authority_id, organisation_id, until) values (one.authority_id, one.id, upto)
    on conflict (authority_id, organisation_id) do update set until = excluded.until;
    -- From when it was first met on: nobody is told the whole past.
    if seen is null then continue; end if;
    perform set_config('straatlagen.authority', one.authority_id, true), set_config('straatlagen.viewer', 'digest', true);
    about := digest_contents(one.id, seen, upto);
    if about is null then continue; end if;
    perform add_notification('digest', one.id, array['administrator', 'planner', 'utility_partner', 'official'], about);
    made := made + 1;
  end loop;
  return made;
end $$;
comment on function make_digests(timestamptz) is
'Tells every organisation what changed since the last time, once a day, where anything did. Returns how many were told. For the owner of the store, never for a request.';
