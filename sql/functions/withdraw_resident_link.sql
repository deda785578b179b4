create or replace function withdraw_resident_link(_id bigint) returns boolean
language sql security definer set search_path from current
as $$
  with gone as (
    update resident_link l set withdrawn_at = now()
    where l.authority_id = current_authority() and l.id = _id and l.withdrawn_at is null and current_role_is('administrator', 'planner')
    returning 1)
  select exists (select from gone)
$$;
comment on function withdraw_resident_link(bigint) is 'Takes back a resident''s link; false where there is none, it was taken back already, or the viewer is no planner.';
