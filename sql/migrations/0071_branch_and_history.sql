-- A branch knows, measure by measure, what it took from its parent; a scenario's history is read in order.

alter table scenario add column is_branch boolean not null default false;
comment on column scenario.is_branch is 'Changes of the scenario that it was copied from can be taken over: see parent_changes().';

create table measure_base (
  authority_id text not null,
  scenario_id bigint not null,
  parent_measure_id bigint not null,
  parent_version bigint not null,
  measure_id bigint,
  own_version bigint,
  primary key (authority_id, scenario_id, parent_measure_id),
  foreign key (authority_id, scenario_id) references scenario on delete cascade
);
comment on table measure_base is 'Of a branch: which version of each measure of the parent it has seen (parent_version), and which measure in which version it made of that (measure_id and own_version; null where it took none).';

create index on change (authority_id, ((coalesce(after, before) ->> 'scenario_id')), id) where word in ('measure', 'scenario_phase', 'restoration');

-- Takes an argument more; the one of before would stand beside it.
drop function if exists copy_scenario(bigint, text);
