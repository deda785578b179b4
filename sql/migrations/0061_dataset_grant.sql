-- Who else may see a restricted dataset, and who looked.

create table dataset_grant (
  authority_id text not null,
  id bigint generated always as identity,
  dataset_id bigint not null,
  to_organisation_id text not null,
  area geometry(MultiPolygon),
  purpose text not null check (purpose <> ''),
  until date not null,
  created_by text not null,
  created_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  primary key (authority_id, id),
  foreign key (authority_id, dataset_id) references dataset on delete cascade,
  foreign key (authority_id, to_organisation_id) references organisation
);
create index on dataset_grant (authority_id, to_organisation_id, dataset_id) where withdrawn_at is null;
create index on dataset_grant (authority_id, dataset_id);
comment on table dataset_grant is 'The owner of a dataset lets the members of an organisation see it: what lies wholly in the area (analysis CRS; null: all of it), for a purpose, until and with a day. Withdrawn, never deleted.';

create table access_log (
  authority_id text not null,
  id bigint generated always as identity,
  dataset_id bigint not null,
  dataset_name text not null,
  owner_organisation_id text not null,
  organisation_id text not null,
  viewer text not null,
  viewer_name text not null,
  route text not null,
  hour timestamptz not null,
  looks integer not null default 1,
  last_at timestamptz not null default now(),
  primary key (authority_id, id),
  unique (authority_id, dataset_id, viewer, route, hour)
);
create index on access_log (authority_id, owner_organisation_id, last_at desc);
comment on table access_log is 'Who of another organisation was shown something of a restricted dataset, by which address of the API, counted per hour. Only log_look() writes it; kept when the dataset is purged.';

-- Whose import it is: its messages quote the delivery.
alter table import add column organisation_id text;
alter table overlap_check add column organisation_id text;
comment on column import.organisation_id is 'Organisation of whoever brought it in; null: of the authority itself.';
comment on column overlap_check.organisation_id is 'Organisation of whoever asked; null: the authority itself.';
