-- A town asks partners to check a scenario before a day; each answers for itself.

create table review (
  authority_id text not null,
  id bigint generated always as identity,
  scenario_id bigint not null,
  text text not null check (text <> ''),
  due date not null,
  asked_by text not null,
  asked_by_name text not null,
  organisation_id text not null,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  primary key (authority_id, id),
  foreign key (authority_id, scenario_id) references scenario on delete cascade
);
create index on review (authority_id, scenario_id);
comment on table review is 'A request to check a scenario, until and with a day. organisation_id: of whoever asked. Withdrawn, never deleted but with its scenario.';

create table review_answer (
  authority_id text not null,
  id bigint generated always as identity,
  review_id bigint not null,
  organisation_id text not null,
  answer text check (answer in ('agreed', 'agreed_with_conditions', 'objection', 'not_concerned')),
  text text not null default '',
  answered_by_name text,
  answered_at timestamptz,
  version bigint not null default 1,
  primary key (authority_id, id),
  unique (authority_id, review_id, organisation_id),
  foreign key (authority_id, review_id) references review on delete cascade,
  foreign key (authority_id, organisation_id) references organisation,
  check ((answer is null) = (answered_at is null))
);
create index on review_answer (authority_id, organisation_id);
comment on table review_answer is 'One row per organisation that was asked; answer null: it has not answered yet.';

-- An organisation's open findings of all scenarios, for its list of what is to be done.
create index on finding (authority_id, a_dataset_id) where scenario_id is not null;
create index on finding (authority_id, b_dataset_id) where scenario_id is not null;
