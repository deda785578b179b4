-- Row-level security and grants; run at every migration, after the functions. Every table has both.
-- The application's role reads and writes rows of the viewer's own authority only; what must see hidden
-- rows to answer runs in the security definer functions granted below.

do $$
declare
  name text;
begin
  for name in select c.relname from pg_class c where c.relnamespace = 'straatlagen'::regnamespace and c.relkind in ('r', 'p') and c.relowner = 'straatlagen_owner'::regrole loop
    execute format('alter table %I enable row level security', name);
    execute format('revoke all on %I from straatlagen_app, public', name);
  end loop;
  for name in select p.policyname || '" on "' || p.tablename from pg_policies p where p.schemaname = 'straatlagen' loop
    execute format('drop policy "%s"', name);
  end loop;
  -- What everybody may read: the catalogue.
  foreach name in array array['setting', 'layer', 'layer_trait', 'measure_type'] loop
    execute format('create policy read_all on %I for select to straatlagen_app using (true)', name);
    execute format('grant select on %I to straatlagen_app', name);
  end loop;
  -- Words of the authority.
  foreach name in array array['district', 'street', 'street_segment', 'layer_margin', 'finding', 'analysis_run'] loop
    execute format('create policy own_authority on %I to straatlagen_app using (authority_id = (select current_authority())) with check (authority_id = (select current_authority()))', name);
  end loop;
  foreach name in array array['organisation', 'district', 'street', 'street_segment', 'street_summary', 'scenario', 'scenario_phase', 'measure', 'measure_base', 'measure_district', 'measure_effect', 'dataset', 'import_mapping', 'import', 'import_rejection', 'change', 'analysis_run'] loop
    execute format('grant select on %I to straatlagen_app', name);
  end loop;
end $$;

-- What is counted of a street speaks of datasets: of those that the viewer may see.
create policy told on street_summary for select to straatlagen_app
  using (authority_id = (select current_authority()) and dataset_ids <@ (select visible_dataset_ids())::bigint[]);

-- What is read by whoever has an account; of scenarios a resident's link opens a part.
do $$
declare
  name text;
begin
  foreach name in array array['import_mapping', 'measure_thing', 'measure_district', 'measure_effect', 'change_answer', 'change', 'finding_decision', 'finding_message'] loop
    execute format('create policy members on %I to straatlagen_app using (authority_id = (select current_authority()) and (select not current_role_is(''resident'', ''visitor''))) with check (authority_id = (select current_authority()) and (select not current_role_is(''resident'', ''visitor'')))', name);
  end loop;
end $$;
create policy shared_scenarios on scenario for select to straatlagen_app
  using (authority_id = (select current_authority()) and ((select not current_role_is('resident', 'visitor')) or shared_measure(id, null)));
create policy planners on scenario to straatlagen_app
  using (authority_id = (select current_authority()) and (select current_role_is('administrator', 'planner')))
  with check (authority_id = (select current_authority()) and (select current_role_is('administrator', 'planner')));
-- What belongs to a scenario: members read it, planners write it.
do $$
declare
  name text;
begin
  foreach name in array array['scenario_phase', 'measure_base', 'party', 'package', 'package_plan', 'financing_sheet'] loop
    execute format('create policy members on %I for select to straatlagen_app using (authority_id = (select current_authority()) and (select not current_role_is(''resident'', ''visitor'')))', name);
    execute format('create policy planners on %I to straatlagen_app using (authority_id = (select current_authority()) and (select current_role_is(''administrator'', ''planner''))) with check (authority_id = (select current_authority()) and (select current_role_is(''administrator'', ''planner'')))', name);
  end loop;
  -- What somebody wrote: every member reads it and writes under his own name; what is another's, planners change.
  foreach name in array array['lesson', 'lesson_comment'] loop
    execute format('create policy members on %I for select to straatlagen_app using (authority_id = (select current_authority()) and (select not current_role_is(''resident'', ''visitor'')))', name);
    execute format('create policy writers on %I to straatlagen_app using (authority_id = (select current_authority()) and (select not current_role_is(''resident'', ''visitor'')) and (created_by = (select current_setting(''straatlagen.viewer'', true)) or (select current_role_is(''administrator'', ''planner'')))) with check (authority_id = (select current_authority()) and (select not current_role_is(''resident'', ''visitor'')) and (created_by = (select current_setting(''straatlagen.viewer'', true)) or (select current_role_is(''administrator'', ''planner''))))', name);
  end loop;
end $$;
create policy shared_measures on measure for select to straatlagen_app
  using (authority_id = (select current_authority()) and ((select not current_role_is('resident', 'visitor')) or shared_measure(scenario_id, id)));
-- Deliveries: what is hidden is not even listed; the owner still finds his own once it has expired, to see that it did.
create policy visible_datasets on dataset for select to straatlagen_app
  using (authority_id = (select current_authority()) and (id = any ((select visible_dataset_ids())::bigint[]) or id = any ((select partly_visible_dataset_ids())::bigint[])
    or own_row(owner_organisation_id)));
create policy own_organisation on import to straatlagen_app
  using (authority_id = (select current_authority()) and own_row(organisation_id)) with check (authority_id = (select current_authority()) and own_row(organisation_id));
create policy own_organisation on import_rejection for select to straatlagen_app
  using (authority_id = (select current_authority()) and exists (select from import i where i.authority_id = import_rejection.authority_id and i.id = import_id and may_read_delivery(i.created_by, i.dataset_ids)));
create policy own_organisation on overlap_check to straatlagen_app
  using (authority_id = (select current_authority()) and own_row(organisation_id)) with check (authority_id = (select current_authority()) and own_row(organisation_id));
create policy parties on dataset_grant for select to straatlagen_app
  using (authority_id = (select current_authority()) and (owns_dataset(dataset_id) or to_organisation_id = (select current_setting('straatlagen.organisation', true))));
grant select on dataset_grant to straatlagen_app;
create policy own_authority on organisation for select to straatlagen_app using (authority_id = (select current_authority()));
create policy administrators on organisation for insert to straatlagen_app
  with check (authority_id = (select current_authority()) and (select current_role_is('administrator')));
grant insert on organisation to straatlagen_app;

create policy own_authority on authority for select to straatlagen_app using (id = (select current_authority()));
create policy own_pact on authority for update to straatlagen_app using (id = (select current_authority()) and (select current_role_is('administrator'))) with check (id = (select current_authority()));
-- Not the secret that hides places and ids: no request has to read it.
grant select (id, name, pact_version, data_version), update (pact_version) on authority to straatlagen_app;
create policy catalogue_and_own on rule to straatlagen_app
  using (authority_id is null or authority_id = (select current_authority())) with check (authority_id = (select current_authority()));
grant select on rule to straatlagen_app;
-- Features: the set of visible datasets is computed once per statement.
create policy visible_datasets on feature for select to straatlagen_app
  using (authority_id = (select current_authority()) and visible_to_viewer(dataset_id, geom, (select visible_dataset_ids())::bigint[], (select partly_visible_dataset_ids())::bigint[]));
grant select on feature to straatlagen_app;

-- Whoever may not see an object learns nothing of what was dug up of it, nor from the history.
create policy visible_pits on change as restrictive for select to straatlagen_app
  using (case word when 'trial_pit' then (coalesce(after, before) ->> 'dataset_id')::bigint = any ((select visible_dataset_ids())::bigint[]) or sees_feature(coalesce(after, before) ->> 'layer', (coalesce(after, before) ->> 'feature_id')::bigint)
    when 'dataset' then own_row(coalesce(after, before) ->> 'owner_organisation_id')
    when 'dataset_grant' then owns_dataset((coalesce(after, before) ->> 'dataset_id')::bigint)
      or coalesce(after, before) ->> 'to_organisation_id' = (select current_setting('straatlagen.organisation', true))
    when 'overlap_check' then own_row(coalesce(after, before) ->> 'organisation_id')
    when 'finding_message' then own_row(coalesce(after, before) ->> 'organisation_id')
    when 'finding_decision' then own_row(coalesce(after, before) ->> 'organisation_id')
    -- A partner reads of requests what it was asked and answered itself; reactions are for whoever may moderate or decide.
    when 'review' then current_role_is('administrator', 'planner', 'official') or exists (select from review r where r.id::text = thing_id)
    when 'review_answer' then current_role_is('administrator', 'planner', 'official') or coalesce(after, before) ->> 'organisation_id' = (select current_setting('straatlagen.organisation', true))
    when 'reaction' then current_role_is('administrator', 'planner', 'official')
    when 'account' then current_role_is('administrator') when 'api_token' then current_role_is('administrator')
    when 'resident_link' then current_role_is('administrator') when 'webhook' then current_role_is('administrator') else true end);
create policy visible_datasets on trial_pit for select to straatlagen_app
  using (authority_id = (select current_authority()) and (dataset_id = any ((select visible_dataset_ids())::bigint[]) or sees_feature(layer, feature_id)));
create policy of_visible_pit on trial_pit_photo to straatlagen_app
  using (authority_id = (select current_authority()) and exists (select from trial_pit p where p.authority_id = trial_pit_photo.authority_id and p.id = trial_pit_id))
  with check (authority_id = (select current_authority()) and exists (
    select from trial_pit p where p.authority_id = trial_pit_photo.authority_id and p.id = trial_pit_id and p.withdrawn_at is null
      and (p.organisation_id = current_setting('straatlagen.organisation', true) or current_setting('straatlagen.role', true) = 'administrator')));
grant select on trial_pit to straatlagen_app;
grant select, insert, update on trial_pit_photo to straatlagen_app;

grant insert, update, delete on scenario to straatlagen_app;
grant select, insert, delete on overlap_check to straatlagen_app;
grant select, insert, update, delete on financing_sheet, lesson, lesson_comment to straatlagen_app;
grant select, insert, update, delete on party, package, package_plan to straatlagen_app;
grant select, insert, delete on change_answer to straatlagen_app;
grant insert on import to straatlagen_app;
grant update (cancel_requested) on import to straatlagen_app;
grant insert, update (cancel_requested) on analysis_run to straatlagen_app;
grant insert, update on import_mapping to straatlagen_app;

-- Requests to check a scenario: the town sees all, a partner those it was asked, with its own answer. Both are
-- written by functions; a planner changes text and day, and withdraws.
create policy asked_or_town on review_answer for select to straatlagen_app
  using (authority_id = (select current_authority()) and ((select current_role_is('administrator', 'planner', 'official'))
    or (select current_role_is('utility_partner')) and organisation_id = (select current_setting('straatlagen.organisation', true))));
create policy asked_or_town on review for select to straatlagen_app
  using (authority_id = (select current_authority()) and (select not current_role_is('resident', 'visitor'))
    and ((select not current_role_is('utility_partner')) or exists (select from review_answer a where a.authority_id = review.authority_id and a.review_id = review.id)));
create policy planners on review for update to straatlagen_app
  using (authority_id = (select current_authority()) and (select current_role_is('administrator', 'planner')))
  with check (authority_id = (select current_authority()));
grant select, update (version, withdrawn_at) on review to straatlagen_app;
grant select on review_answer to straatlagen_app;

-- Reactions: whoever may approve reads all, everybody else who may read the scenario the approved ones.
create policy moderators on reaction for select to straatlagen_app
  using (authority_id = (select current_authority()) and ((select current_role_is('administrator', 'planner') and own_row(null))
    or state = 'approved' and (select not current_role_is('visitor')) and shared_measure(scenario_id, measure_id)));
create policy moderate on reaction for update to straatlagen_app
  using (authority_id = (select current_authority()) and (select current_role_is('administrator', 'planner')) and (select own_row(null)))
  with check (authority_id = (select current_authority()));
grant select, update (state, reason, moderated_by_name, moderated_at, version) on reaction to straatlagen_app;

-- Notifications: of one's organisation and role; what was read and chosen of oneself alone.
create policy told on notification for select to straatlagen_app
  using (authority_id = (select current_authority()) and organisation_id = (select current_setting('straatlagen.organisation', true))
    and (select current_setting('straatlagen.role', true)) = any (roles));
grant select on notification to straatlagen_app;
do $$
declare
  name text;
begin
  foreach name in array array['notification_read', 'notification_choice'] loop
    execute format('create policy oneself on %I to straatlagen_app using (authority_id = (select current_authority()) and viewer = (select current_setting(''straatlagen.viewer'', true))) with check (authority_id = (select current_authority()) and viewer = (select current_setting(''straatlagen.viewer'', true)))', name);
  end loop;
end $$;
grant select, insert, delete on notification_read to straatlagen_app;
grant select, insert, update on notification_choice to straatlagen_app;
-- Webhooks of one's own organisation; the secret cannot be read back.
create policy own_organisation on webhook to straatlagen_app
  using (authority_id = (select current_authority()) and (select current_role_is('administrator', 'planner', 'utility_partner')) and organisation_id = (select current_setting('straatlagen.organisation', true)))
  with check (authority_id = (select current_authority()) and organisation_id = (select current_setting('straatlagen.organisation', true)));
grant select (authority_id, id, organisation_id, url, kinds, created_by, created_at, withdrawn_at), insert, update (withdrawn_at) on webhook to straatlagen_app;
create policy of_own_webhook on notification_delivery for select to straatlagen_app
  using (authority_id = (select current_authority()) and exists (select from webhook w where w.authority_id = notification_delivery.authority_id and w.id = webhook_id));
grant select (authority_id, id, notification_id, channel, webhook_id, state, attempts, next_at, last_error, sent_at) on notification_delivery to straatlagen_app;

-- Functions: closed to everybody, then opened one by one.
do $$
declare
  f record;
begin
  for f in select p.oid::regprocedure as signature, p.proname from pg_proc p where p.pronamespace = 'straatlagen'::regnamespace loop
    execute format('revoke all on function %s from public', f.signature);
    if f.proname = any (array['access_of_dataset', 'account_name', 'accounts', 'add_api_token', 'add_reaction', 'add_resident_link', 'add_trial_pit', 'analyse_chunk', 'analyse_street',
      'analysis_chunks', 'analysis_srid', 'answer_review', 'api_tokens', 'ask_review', 'await_drawing', 'below_ground', 'below_ground_conflicts', 'change_account', 'change_review',
      'clash_count_by_street', 'common_part', 'copy_scenario', 'corridor_findings', 'corridor_obstacles', 'current_authority', 'current_role_is', 'dataset_contents',
      'decide_finding', 'delete_measure', 'delete_phase', 'effective_rules', 'evaluate_measures_near', 'evaluate_scenario', 'feature_by_id', 'finding_by_id',
      'finding_count', 'finding_count_by_district', 'finding_talk', 'findings', 'grant_dataset', 'heat_reach', 'heat_reach_m', 'hidden_dataset_ids', 'hidden_works_owners', 'history_geom', 'history_state', 'layer_counts', 'may_read_delivery',
      'layer_owners', 'lesson_district', 'log_look', 'may_answer_finding', 'measure_conflicts', 'measure_parameters', 'measure_period', 'openings', 'overlap_checks',
      'overlap_findings', 'overlap_objects', 'overlay_grid_m', 'own_row', 'owns_dataset', 'parent_changes', 'part_outside', 'partly_visible_dataset_ids',
      'phase_years', 'preview', 'readable_scenario', 'remove_dataset', 'resident_links', 'restore_scenario', 'restricted_in_view', 'restricted_words', 'room',
      'save_measure', 'save_phase', 'say_of_finding', 'scenario_street_m', 'section', 'sees_feature', 'shared_measure', 'street_contents', 'street_cut', 'street_features', 'street_hidden',
      'street_of', 'street_openings', 'street_parking', 'street_parts', 'street_slug', 'street_station', 'summarise_streets', 'surface_today', 'take_parent_change',
      'tile_mvt', 'tile_rows', 'to_analysis', 'to_do_finding_count', 'to_do_findings', 'told_subject', 'trial_pit_places', 'trial_pits', 'visibility_key', 'visible_dataset_ids',
      'visible_in_area', 'visible_to_viewer', 'withdraw_api_token', 'withdraw_grant', 'withdraw_resident_link', 'withdraw_trial_pit', 'workbook']) then
      execute format('grant execute on function %s to straatlagen_app', f.signature);
    end if;
  end loop;
end $$;

-- History: written by a trigger on every editable table, whoever changes it and however.
create or replace function write_change() returns trigger language plpgsql security definer set search_path from current as $$
declare
  -- What links, programs and webhooks prove themselves by is kept nowhere else.
  secrets constant text[] := '{token_hash,secret,veil_secret}';
  was constant jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) - secrets end;
  became constant jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) - secrets end;
  of_row constant jsonb := coalesce(became, was);
begin
  insert into change (authority_id, viewer, word, thing_id, action, before, after)
  values (coalesce(of_row ->> 'authority_id', of_row ->> 'id'), coalesce(current_setting('straatlagen.viewer', true), ''), tg_table_name,
    of_row ->> 'id', lower(tg_op), was, became);
  return null;
end $$;
comment on function write_change() is 'Trigger: one row of history for a change of an editable row, with the viewer of the transaction.';
create or replace trigger write_change after insert or update or delete on scenario for each row execute function write_change();
create or replace trigger write_change after insert or update or delete on scenario_phase for each row execute function write_change();
create or replace trigger write_change after insert or update or delete on measure for each row execute function write_change();
create or replace trigger write_change after insert or update or delete on dataset for each row execute function write_change();
create or replace trigger write_change after insert or update or delete on trial_pit for each row execute function write_change();
create or replace trigger write_change after insert or update or delete on finding_decision for each row execute function write_change();
create or replace trigger write_change after insert on finding_message for each row execute function write_change();
create or replace trigger write_change after insert or delete on overlap_check for each row execute function write_change();
create or replace trigger write_change after insert or update or delete on financing_sheet for each row execute function write_change();
create or replace trigger write_change after insert or update or delete on lesson for each row execute function write_change();
create or replace trigger write_change after insert or update or delete on lesson_comment for each row execute function write_change();
create or replace trigger write_change after update on package for each row execute function write_change();
create or replace trigger write_change after insert or update on dataset_grant for each row execute function write_change();
create or replace trigger write_change after insert or update or delete on review for each row execute function write_change();
create or replace trigger write_change after insert or update or delete on review_answer for each row execute function write_change();
create or replace trigger write_change after insert or update or delete on reaction for each row execute function write_change();
-- Who may do and see what; not each sign-in or use of a token.
create or replace trigger write_change after insert or update or delete on organisation for each row execute function write_change();
create or replace trigger write_change after insert or update of name, email, role, organisation_id, closed_at on account for each row execute function write_change();
create or replace trigger write_change after insert or update of withdrawn_at on api_token for each row execute function write_change();
create or replace trigger write_change after insert or update of withdrawn_at on resident_link for each row execute function write_change();
create or replace trigger write_change after insert or update of withdrawn_at on webhook for each row execute function write_change();
create or replace trigger write_change after update of pact_version on authority for each row execute function write_change();

-- Measures are saved by functions that run with their owner's rights: who may is asked here once more.
create or replace function planners_only() returns trigger language plpgsql set search_path from current as $$
begin
  if current_setting('straatlagen.role', true) not in ('', 'administrator', 'planner') then
    raise insufficient_privilege using message = 'expected a planner or an administrator';
  end if;
  return null;
end $$;
comment on function planners_only() is 'Trigger: refuses changes of scenarios and measures to viewers who are neither planner nor administrator.';
create or replace trigger planners_only before insert or update or delete on scenario for each statement execute function planners_only();
create or replace trigger planners_only before insert or update or delete on measure for each statement execute function planners_only();
create or replace trigger planners_only before insert or update or delete on scenario_phase for each statement execute function planners_only();
create or replace trigger planners_only before insert or update or delete on measure_base for each statement execute function planners_only();
