-- Phases of a scenario, with years; a measure is in one or in none.

create table scenario_phase (
  authority_id text not null,
  scenario_id bigint not null,
  id bigint generated always as identity,
  name text not null check (name <> ''),
  year_from integer not null check (year_from between 1900 and 2200),
  year_to integer not null check (year_to between year_from and 2200),
  version bigint not null default 1,
  primary key (authority_id, id),
  unique (authority_id, scenario_id, id),
  foreign key (authority_id, scenario_id) references scenario on delete cascade
);
comment on table scenario_phase is 'A phase of a scenario: from the first day of year_from to the last of year_to. Measures without a period of their own have its years.';

alter table measure add column phase_id bigint;
alter table measure add constraint measure_of_phase foreign key (authority_id, scenario_id, phase_id)
  references scenario_phase (authority_id, scenario_id, id) on delete set null (phase_id);
create index on measure (authority_id, phase_id) where phase_id is not null;
comment on column measure.phase_id is 'The phase it is planned in. Its own period wins over the years of the phase: see measure_period().';

-- Takes an argument more; the one of before would stand beside it.
drop function if exists save_measure(bigint, bigint, bigint, text, text, geometry, jsonb, daterange);
