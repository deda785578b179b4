-- What organisations are told, and how it reaches their people. A notification is written in the transaction
-- of what it tells of; sending it is a job that reads notification_delivery.

create table notification (
  authority_id text not null,
  id bigint generated always as identity,
  kind text not null check (kind in ('review_asked', 'review_answered', 'reaction_received', 'digest')),
  organisation_id text not null,
  roles text[] not null,
  about jsonb not null,
  created_at timestamptz not null default now(),
  primary key (authority_id, id),
  foreign key (authority_id, organisation_id) references organisation
);
create index on notification (authority_id, organisation_id, id desc);
comment on table notification is 'Told to the members of an organisation with one of the roles. about: ids and names of scenario and request, days and counts; never geometry, depth, or ids of features.';

create table notification_read (
  authority_id text not null,
  notification_id bigint not null,
  viewer text not null,
  at timestamptz not null default now(),
  primary key (authority_id, notification_id, viewer),
  foreign key (authority_id, notification_id) references notification on delete cascade
);
comment on table notification_read is 'Who has read what.';

create table notification_choice (
  authority_id text not null references authority,
  viewer text not null,
  language text not null default 'nl' check (language in ('nl', 'en', 'fr')),
  choices jsonb not null,
  primary key (authority_id, viewer)
);
comment on table notification_choice is 'What somebody wants to be told: {kind: {in_app, email}}, and the language of e-mails. No row, or a kind that is not in it: everything.';

create table webhook (
  authority_id text not null references authority,
  id bigint generated always as identity,
  organisation_id text not null,
  url text not null,
  secret text not null,
  kinds text[] not null,
  created_by text not null,
  created_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  primary key (authority_id, id),
  foreign key (authority_id, organisation_id) references organisation
);
comment on table webhook is 'An address that an organisation wants its notifications sent to. The secret signs them and is shown once; requests cannot read it.';

create table notification_delivery (
  authority_id text not null,
  id bigint generated always as identity,
  notification_id bigint not null,
  channel text not null check (channel in ('email', 'webhook')),
  account_id text references account on delete cascade,
  webhook_id bigint,
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'failed', 'skipped')),
  attempts integer not null default 0,
  next_at timestamptz not null default now(),
  last_error text,
  sent_at timestamptz,
  primary key (authority_id, id),
  foreign key (authority_id, notification_id) references notification on delete cascade,
  foreign key (authority_id, webhook_id) references webhook,
  check ((channel = 'email') = (account_id is not null) and (channel = 'webhook') = (webhook_id is not null))
);
create index on notification_delivery (next_at) where state in ('waiting', 'sending');
create index on notification_delivery (authority_id, webhook_id, id desc);
comment on table notification_delivery is 'One sending. waiting: from next_at on; sending: taken by a process, which has lost it where next_at is past; sent: acknowledged, never sent again; failed: given up; skipped: nobody to send it to any more.';

create table digest (
  authority_id text not null,
  organisation_id text not null,
  until timestamptz not null,
  primary key (authority_id, organisation_id),
  foreign key (authority_id, organisation_id) references organisation
);
comment on table digest is 'Until when an organisation was told what changed.';
