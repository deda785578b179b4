-- Digging once: how far each party can move and what it can spend in a scenario, and packages of works and measures.

create table party (
  authority_id text not null,
  scenario_id bigint not null,
  name text not null check (name <> ''),
  earlier_months integer not null default 6 check (earlier_months between 0 and 120),
  later_months integer not null default 12 check (later_months between 0 and 120),
  budgets jsonb not null default '{}',
  primary key (authority_id, scenario_id, name),
  foreign key (authority_id, scenario_id) references scenario on delete cascade
);
comment on table party is 'Whoever opens streets in a scenario: how many months its works may begin before or after what is planned, and what it can spend on digging per year (budgets: year to euro; a year that is not named has no limit). Without a row: the defaults.';

create table package (
  authority_id text not null,
  scenario_id bigint not null,
  id bigint generated always as identity,
  state text not null default 'proposed' check (state in ('proposed', 'accepted')),
  content jsonb not null,
  before jsonb,
  made_at timestamptz not null default now(),
  made_by text not null default '',
  primary key (authority_id, id),
  foreign key (authority_id, scenario_id) references scenario on delete cascade
);
create index on package (authority_id, scenario_id);
comment on table package is 'Works and measures to do together, as proposed when it was worked out (content). before: the periods that its measures had when it was accepted, to go back to.';

create table package_plan (
  authority_id text not null,
  scenario_id bigint not null,
  content jsonb not null,
  made_at timestamptz not null default now(),
  primary key (authority_id, scenario_id),
  foreign key (authority_id, scenario_id) references scenario on delete cascade
);
comment on table package_plan is 'What the last search for packages of a scenario came to: how good it is, how long it took, what it left out.';
