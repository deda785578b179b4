create or replace function count_changed_districts() returns trigger
language plpgsql security definer set search_path from current
as $$
begin
  perform count_measure(m) from measure m
  where exists (select from changed c where c.authority_id = m.authority_id and c.geom && m.geom);
  return null;
end $$;
comment on function count_changed_districts() is
'Trigger: counts the measures in districts that came, went or were drawn otherwise.';
create or replace trigger count_new_districts after insert on district referencing new table as changed for each statement execute function count_changed_districts();
create or replace trigger count_old_districts after delete on district referencing old table as changed for each statement execute function count_changed_districts();
