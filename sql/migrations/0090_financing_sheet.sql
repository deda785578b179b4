-- Who pays for what of a scenario: what is filled in is kept, what follows from it is worked out whenever it is read.

create table financing_sheet (
  authority_id text not null,
  id bigint generated always as identity,
  scenario_id bigint not null,
  kind text not null check (kind in ('collective_renovation', 'heat_network', 'street_reconstruction')),
  name text not null check (name <> ''),
  inputs jsonb not null,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  primary key (authority_id, id),
  foreign key (authority_id, scenario_id) references scenario on delete cascade,
  constraint shares_add_up check (100 * ((inputs -> 'shares_pct' ->> 'owners')::numeric + (inputs -> 'shares_pct' ->> 'town')::numeric
    + (inputs -> 'shares_pct' ->> 'utility')::numeric + (inputs -> 'shares_pct' ->> 'energy_community')::numeric
    + (inputs -> 'shares_pct' ->> 'subsidy')::numeric + (inputs -> 'shares_pct' ->> 'loan')::numeric) = 10000)
);
create index on financing_sheet (authority_id, scenario_id);
comment on table financing_sheet is 'A financing sheet of a scenario: its kind and what is filled in (data/catalog/financing). The shares of who pays add up to 100 %.';
