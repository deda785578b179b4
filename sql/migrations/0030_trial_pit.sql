-- What somebody dug up and measured: one row a measurement, never changed, only withdrawn.

create table trial_pit (
  authority_id text not null references authority,
  id bigint generated always as identity,
  layer text not null references layer,
  feature_id bigint not null,
  dataset_id bigint not null,
  geom geometry(Point) not null,
  position_accuracy_m double precision not null check (position_accuracy_m >= 0),
  top_m double precision not null,
  depth_accuracy_m double precision not null check (depth_accuracy_m >= 0),
  measured_on date not null,
  note text not null default '',
  created_by text not null,
  organisation_id text not null,
  created_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  withdrawn_by text,
  primary key (authority_id, id),
  foreign key (authority_id, dataset_id) references dataset on delete cascade
);
create index on trial_pit (authority_id, feature_id);
create index on trial_pit using gist (geom) where withdrawn_at is null;
comment on table trial_pit is 'A measurement of a buried object in a trial pit: where its middle was found and how deep its top lies, metres below ground, with the accuracies of that measurement. Kept for good: a wrong one is withdrawn, and goes only with the dataset of its object.';

create table trial_pit_photo (
  authority_id text not null,
  trial_pit_id bigint not null,
  content_type text not null check (content_type in ('image/jpeg', 'image/png', 'image/webp')),
  bytes bytea not null check (octet_length(bytes) <= 5242880),
  primary key (authority_id, trial_pit_id),
  foreign key (authority_id, trial_pit_id) references trial_pit on delete cascade
);
comment on table trial_pit_photo is 'The photo of a trial pit, in a table of its own so that neither lists nor the history carry it.';
