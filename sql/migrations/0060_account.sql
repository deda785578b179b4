-- Who may sign in, and with what. None of these tables is reachable for the role of requests: a request reads
-- people through security definer functions that leave out what is secret. Column names are those that the
-- sign-in library is told in api/accounts/sign_in_library.ts.

create table account (
  id text primary key,
  authority_id text not null references authority,
  organisation_id text not null,
  role text not null check (role in ('administrator', 'planner', 'utility_partner', 'official')),
  name text not null check (name <> ''),
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  closed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  foreign key (authority_id, organisation_id) references organisation
);
create index on account (authority_id, organisation_id);
comment on table account is 'A person who may sign in: a member of one organisation, with one role. Closed, never deleted: the history names it.';

create table account_method (
  id text primary key,
  account_id text not null references account on delete cascade,
  provider_id text not null,
  subject text not null,
  password_hash text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires timestamptz,
  refresh_token_expires timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, subject)
);
create index on account_method (account_id);
comment on table account_method is 'How an account signs in: a password (scrypt) or a subject of an OpenID Connect provider.';

create table session (
  id text primary key,
  account_id text not null references account on delete cascade,
  token text not null unique,
  expires timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on session (account_id);
comment on table session is 'A browser that is signed in.';

create table sign_in_state (
  id text primary key,
  identifier text not null,
  value text not null,
  expires timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on sign_in_state (identifier);
comment on table sign_in_state is 'Sign-ins at an OpenID Connect provider that are under way.';

create table one_time_link (
  token_hash bytea primary key,
  kind text not null check (kind in ('first_administrator', 'password')),
  account_id text references account on delete cascade,
  expires timestamptz not null,
  created_at timestamptz not null default now(),
  check ((kind = 'password') = (account_id is not null))
);
comment on table one_time_link is 'Links that make the first administrator or set a password; deleted by using them. Only a hash is kept.';

create table attempt (
  key text primary key,
  tries integer not null,
  since timestamptz not null
);
comment on table attempt is 'Attempts to sign in, counted per person and per address, so that passwords cannot be guessed.';

create table sign_in_secret (
  only_row boolean primary key default true check (only_row),
  secret text not null
);
comment on table sign_in_secret is 'What session cookies are signed with; made at the first start.';

create table api_token (
  authority_id text not null references authority,
  id bigint generated always as identity,
  account_id text not null references account on delete cascade,
  name text not null check (name <> ''),
  token_hash bytea not null unique,
  scope text not null check (scope in ('read', 'write')),
  expires timestamptz not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  withdrawn_at timestamptz,
  primary key (authority_id, id)
);
comment on table api_token is 'Tokens with which programs act for an account, within a scope and until a moment. Only a hash is kept.';

create table resident_link (
  authority_id text not null references authority,
  id bigint generated always as identity,
  name text not null check (name <> ''),
  token_hash bytea not null unique,
  scenario_id bigint not null,
  measure_ids bigint[],
  expires timestamptz not null,
  created_by text not null,
  created_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  primary key (authority_id, id),
  foreign key (authority_id, scenario_id) references scenario on delete cascade
);
comment on table resident_link is 'Lets residents read public layers and the chosen measures of a scenario (null: all of them), without an account. Only a hash of the link is kept.';
