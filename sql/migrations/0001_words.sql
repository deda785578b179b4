-- The words of the product as tables: who (authority, organisation), what is known (layer, measure_type,
-- rule: synced from data/catalog at every migration), and what was delivered (dataset).

create table setting (
  only_row boolean primary key default true check (only_row),
  analysis_srid integer not null references spatial_ref_sys (srid)
);
comment on table setting is 'One row for the whole deployment: the metric CRS of every geometry in this database, fixed at the first migration.';

create table authority (
  id text primary key check (id ~ '^[a-z][a-z0-9_]*$'),
  name text not null check (name <> ''),
  pact_version text not null default '2.1' check (pact_version in ('1.0', '2.0', '2.1')),
  data_version bigint not null default 1
);
comment on column authority.data_version is 'Raised by every committed change of features, streets, measures or findings; tiles are cached by it.';

create table organisation (
  authority_id text not null references authority,
  id text not null check (id ~ '^[a-z0-9][a-z0-9_]*$'),
  name text not null check (name <> ''),
  primary key (authority_id, id)
);

create table layer (
  id text primary key,
  layer_group text not null check (layer_group in ('above', 'below')),
  draw_order integer not null,
  dimensions integer[] not null,
  min_zoom integer not null,
  access_class text not null check (access_class in ('public', 'restricted')),
  typical_top_m double precision,
  typical_depth_accuracy_m double precision,
  typical_diameter_m double precision,
  service_life_years integer
);
comment on table layer is 'Kinds of existing things, synced from data/catalog/layers.';

create table layer_trait (
  id text primary key,
  layer_id text not null references layer on delete cascade,
  trait text not null,
  attribute text not null,
  attribute_values text[] not null
);
create index on layer_trait (layer_id);
comment on table layer_trait is 'Facts that rule conditions ask for: the trait holds when the attribute is one of the values.';

create table measure_type (
  id text primary key,
  geometry text not null check (geometry in ('point', 'line', 'area')),
  becomes jsonb not null,
  parameters jsonb not null
);
comment on table measure_type is 'Kinds of interventions, synced from data/catalog/measures; becomes says which layers one turns into.';

create table rule (
  authority_id text references authority,
  id text not null,
  a_layer text not null references layer,
  b_layer text not null references layer,
  relation text not null check (relation in ('parallel', 'crossing', 'any', 'overlap', 'time')),
  kind text not null check (kind in ('conflict', 'attention', 'synergy')),
  topic text not null,
  applied boolean not null,
  planned_only boolean not null,
  horizontal_m double precision check (horizontal_m >= 0),
  vertical_m double precision check (vertical_m >= 0),
  a_has text[] not null default '{}',
  a_lacks text[] not null default '{}',
  b_has text[] not null default '{}',
  b_lacks text[] not null default '{}',
  run_min_m double precision,
  run_max_m double precision,
  upper text check (upper in ('a', 'b')),
  severity text not null check (severity in ('block', 'mitigate', 'inform')),
  ways_out text[] not null default '{}',
  assumed boolean not null default false,
  reason jsonb not null,
  jurisdiction text not null,
  confidence text not null check (confidence in ('high', 'medium', 'low')),
  source_title text not null check (source_title <> ''),
  source_url text not null,
  version integer not null default 1,
  unique nulls not distinct (authority_id, id)
);
comment on table rule is 'One cited row about two layers. authority_id null: from the catalogue; else the authority''s own row, which replaces the catalogue''s row of the same id.';

create table dataset (
  authority_id text not null references authority,
  id bigint generated always as identity,
  key text not null,
  name text not null check (name <> ''),
  importer text not null,
  source_file text not null,
  owner_organisation_id text not null,
  access_class text not null check (access_class in ('public', 'restricted')),
  licence text,
  purpose text,
  dated date,
  expires date,
  srid integer not null,
  outside_area_of_use boolean not null default false,
  synthetic boolean not null default false,
  attachments jsonb not null default '[]',
  mapping jsonb,
  imported_at timestamptz not null default now(),
  version bigint not null default 1,
  extent geometry(Polygon),
  primary key (authority_id, id),
  unique (authority_id, key),
  foreign key (authority_id, owner_organisation_id) references organisation
);
comment on table dataset is 'One delivery: source, licence, owner, date, access and expiry. A re-import with the same key replaces its contents and raises version.';

create table import_mapping (
  authority_id text not null references authority,
  source_signature text not null,
  mapping jsonb not null,
  used_at timestamptz not null default now(),
  primary key (authority_id, source_signature)
);
comment on table import_mapping is 'Remembered mappings: the signature is the importer with the names of the source layers and fields.';
