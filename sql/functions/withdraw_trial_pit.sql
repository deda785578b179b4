create or replace function withdraw_trial_pit(_id bigint) returns text
language plpgsql security definer set search_path from current
as $$
declare
  pit trial_pit;
begin
  select * into pit from trial_pit p where p.authority_id = current_authority() and p.id = _id and (p.dataset_id = any (visible_dataset_ids()) or sees_feature(p.layer, p.feature_id)) for update;
  if not found then return 'missing'; end if;
  if pit.withdrawn_at is not null then return 'withdrawn_before'; end if;
  if pit.organisation_id is distinct from current_setting('straatlagen.organisation', true)
    and current_setting('straatlagen.role', true) is distinct from 'administrator' then return 'not_yours'; end if;
  update trial_pit p set withdrawn_at = now(), withdrawn_by = coalesce(current_setting('straatlagen.viewer', true), '')
  where p.authority_id = pit.authority_id and p.id = _id;
  perform evaluate_feature(pit.layer, pit.feature_id);
  return 'withdrawn';
end $$;
comment on function withdraw_trial_pit(bigint) is
'Takes a trial pit out of the analysis, keeps it in the list, and evaluates the findings of its object again. Answers withdrawn; withdrawn_before; not_yours, where another organisation measured it; missing, where there is none that the viewer may see.';
