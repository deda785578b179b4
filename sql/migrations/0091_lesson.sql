-- What was learnt at a street, measure, finding or scenario, with what was said and decided about it.

create table lesson (
  authority_id text not null references authority,
  id bigint generated always as identity,
  about text not null check (about in ('street', 'measure', 'finding', 'scenario')),
  about_id text not null check (about_id <> ''),
  kind text not null check (kind in ('barrier', 'lesson')),
  theme text not null check (theme in ('space', 'underground', 'cost', 'permit', 'support', 'ownership', 'timing', 'technique', 'data', 'other')),
  what text not null check (what <> ''),
  what_helped text not null default '',
  status text not null check (status in ('open', 'in_progress', 'solved', 'accepted')),
  shared boolean not null default false,
  district_id text not null default '',
  version bigint not null default 1,
  created_by text not null,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  primary key (authority_id, id)
);
create index on lesson (authority_id, about, about_id);
create index on lesson (changed_at) where shared;
comment on table lesson is 'A barrier or lesson at a thing, which may be gone by now. shared: other authorities may read it in their workbook, with its decisions and the numbers of its case. district_id is empty outside all and for a scenario.';

create table lesson_comment (
  authority_id text not null,
  id bigint generated always as identity,
  lesson_id bigint not null,
  kind text not null check (kind in ('comment', 'decision')),
  body text not null check (body <> ''),
  created_by text not null,
  created_at timestamptz not null default now(),
  primary key (authority_id, id),
  foreign key (authority_id, lesson_id) references lesson on delete cascade
);
create index on lesson_comment (authority_id, lesson_id);
comment on table lesson_comment is 'What was said about a lesson (comment: within the authority) or decided (decision: in the workbook, and shared with the lesson). Never changed, only deleted.';
