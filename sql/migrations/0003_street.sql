create table district (
  authority_id text not null references authority,
  id text not null,
  dataset_id bigint not null,
  name text not null,
  inhabitants integer check (inhabitants >= 0),
  dwellings integer check (dwellings >= 0),
  geom geometry(MultiPolygon) not null,
  primary key (authority_id, id)
);
create index on district using gist (geom);

create table street (
  authority_id text not null references authority,
  id text not null,
  name text not null,
  named boolean not null,
  length_m double precision not null,
  zone geometry not null,
  zone_source text not null check (zone_source in ('building', 'parcel', 'default_width')),
  axis geometry not null,
  search_name text not null,
  analysed_at timestamptz,
  primary key (authority_id, id)
);
create index on street using gist (zone);
create index on street using gist (axis);
create index on street (authority_id, search_name text_pattern_ops);
comment on table street is 'A named street, facade to facade: zone in the analysis CRS, axis its centre lines. named false: no name in the source, a stable one was made.';

create table street_segment (
  authority_id text not null,
  id bigint not null,
  dataset_id bigint not null,
  street_id text,
  source_id text not null,
  street_key text,
  street_name text,
  geom geometry not null,
  attributes jsonb not null default '{}',
  primary key (authority_id, id),
  foreign key (authority_id, street_id) references street on delete set null (street_id)
);
create index on street_segment using gist (geom);
create index on street_segment (authority_id, street_id);
create index on street_segment (authority_id, dataset_id);
comment on table street_segment is 'Centre lines that streets are built from, as delivered.';
