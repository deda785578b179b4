-- Run by the connecting user at every migration, before anything else; safe to repeat.
set client_min_messages to warning;
create extension if not exists postgis;

do $$
begin
  -- Owns tables and functions; nobody can log in as it.
  if not exists (select from pg_roles where rolname = 'straatlagen_owner') then
    create role straatlagen_owner nologin;
  end if;
  -- What every request runs as; cannot bypass row-level security.
  if not exists (select from pg_roles where rolname = 'straatlagen_app') then
    create role straatlagen_app nologin nosuperuser nobypassrls;
  end if;
exception when duplicate_object or unique_violation then
  null; -- another database of the same cluster is being migrated at this moment
end $$;

do $$
begin
  if not pg_has_role(current_user, 'straatlagen_owner', 'member') or not pg_has_role(current_user, 'straatlagen_app', 'member') then
    execute format('grant straatlagen_owner, straatlagen_app to %I', current_user);
  end if;
end $$;

create schema if not exists straatlagen authorization straatlagen_owner;
grant usage on schema straatlagen to straatlagen_app;
grant select, references on spatial_ref_sys to straatlagen_owner;
