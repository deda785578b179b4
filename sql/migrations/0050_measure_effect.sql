-- What each measure counts for, per district: kept up to date measure by measure, so that a comparison is a sum.

alter table measure_type add column counts jsonb not null default '[]';
comment on column measure_type.counts is 'Formulas of what a measure of the type adds to indicators, takes of the surface and costs, synced from data/catalog.';
alter table measure_type add column recount boolean not null default true;
comment on column measure_type.recount is 'The formulas changed since its measures were last counted.';

create table measure_district (
  authority_id text not null,
  measure_id bigint not null,
  district_id text not null,
  share double precision not null,
  primary key (authority_id, measure_id, district_id),
  foreign key (authority_id, measure_id) references measure on delete cascade
);
comment on table measure_district is 'Which part of a drawn measure lies in which district; district_id is empty for the part outside all. The shares of a measure add up to 1.';

create table measure_effect (
  authority_id text not null,
  scenario_id bigint not null,
  measure_id bigint not null,
  kind text not null check (kind in ('indicator', 'surface', 'cost')),
  item text not null,
  district_id text not null,
  value double precision not null,
  left_out double precision not null default 0,
  reason text check (reason in ('overlap', 'condition', 'parameter')),
  detail jsonb,
  primary key (authority_id, measure_id, kind, item, district_id),
  foreign key (authority_id, measure_id) references measure on delete cascade
);
create index on measure_effect (authority_id, scenario_id, kind);
comment on table measure_effect is 'What a measure counts for in a district, derived from measure by count_measure(): value is what counts, left_out what does not, with the reason.';
