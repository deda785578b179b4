-- Features: one partition a layer (made when the catalogue is synced), so that every layer has its own spatial index.

create sequence feature_id_seq;

create table feature (
  authority_id text not null,
  id bigint not null,
  dataset_id bigint not null,
  layer text not null references layer,
  source_id text not null,
  status text not null check (status in ('in_use', 'disused', 'projected', 'under_construction')),
  geom geometry not null,
  top_m double precision,
  bottom_m double precision,
  diameter_m double precision check (diameter_m >= 0),
  position_accuracy_m double precision check (position_accuracy_m >= 0),
  depth_accuracy_m double precision check (depth_accuracy_m >= 0),
  depth_source text not null check (depth_source in ('measured', 'network_default', 'typical', 'unknown')),
  period daterange,
  traits text[] not null default '{}',
  attributes jsonb not null default '{}',
  primary key (layer, authority_id, id),
  check (bottom_m >= top_m)
) partition by list (layer);
comment on table feature is 'One object of a layer. geom in the analysis CRS, 2D; top_m and bottom_m metres below ground, positive down; position_accuracy_m null where the source gave none (1.5 m is then assumed).';

create table layer_margin (
  authority_id text not null,
  layer text not null references layer,
  margin_m double precision not null,
  primary key (authority_id, layer)
);
comment on table layer_margin is 'The largest radius plus position accuracy of any thing of a layer: how far a spatial search has to reach beyond the rule''s distance. May be too large, never too small.';

create unlogged table import_row (
  import_id bigint not null,
  row_number bigint not null,
  layer text not null,
  source_id text not null,
  status text not null,
  geom geometry not null,
  top_m double precision,
  bottom_m double precision,
  diameter_m double precision,
  position_accuracy_m double precision,
  depth_accuracy_m double precision,
  depth_source text not null,
  valid_from date,
  valid_to date,
  attributes jsonb not null,
  feature_id bigint
);
create index on import_row (import_id);
comment on table import_row is 'Rows of a running import, as read; unlogged, since an import that is cut off starts anew. layer is a layer id, street_segment or district; feature_id: the id that the same object had in the previous version of the dataset.';
