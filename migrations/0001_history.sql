-- What happened: the log of messages, and what is folded from it. Every key begins with `bucket`, the hash of the
-- customer's id into 64, so that the schema can be spread by Citus and a transaction stays in one bucket.

create table events (
  bucket smallint not null,
  customer_id text not null,
  message_id text not null,
  kind text not null check (kind in ('identify', 'track', 'outreach')),
  name text not null,
  at timestamptz not null,
  received_at timestamptz not null,
  properties jsonb not null,
  primary key (bucket, customer_id, message_id)
);
create index events_by_time on events (bucket, customer_id, at);

create table rejects (
  bucket smallint not null,
  id text not null,
  source text not null,
  error text not null,
  body text not null,
  received_at timestamptz not null,
  primary key (bucket, id)
);

create table customers (
  bucket smallint not null,
  id text not null,
  traits jsonb not null default '{}',
  trait_times jsonb not null default '{}',
  time_zone text,
  locale text,
  first_seen timestamptz not null,
  primary key (bucket, id)
);

create table identities (
  bucket smallint not null,
  kind text not null check (kind in ('phone', 'email')),
  value text not null,
  customer_id text not null,
  primary key (bucket, kind, value, customer_id)
);
create index identities_by_value on identities (kind, value);
create index identities_by_customer on identities (bucket, customer_id);

create table subjects (
  bucket smallint not null,
  customer_id text not null,
  type text not null,
  id text not null,
  facts jsonb not null default '{}',
  fact_times jsonb not null default '{}',
  milestones jsonb not null default '{}',
  last_events jsonb not null default '{}',
  version int not null,
  opened_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (bucket, customer_id, type, id)
);

create table subject_versions (
  bucket smallint not null,
  customer_id text not null,
  type text not null,
  id text not null,
  version int not null,
  at timestamptz not null,
  message_id text not null,
  event text not null,
  changes jsonb not null,
  primary key (bucket, customer_id, type, id, version)
);

create table contacts (
  bucket smallint not null,
  id text not null,
  customer_id text not null,
  channel text not null,
  reason text,
  started_at timestamptz not null,
  handle_seconds double precision,
  resolved boolean,
  offered_reason text,
  offer_taken boolean,
  primary key (bucket, id)
);
create index contacts_by_time on contacts (bucket, customer_id, started_at);
create index contacts_by_start on contacts (started_at);

create table consents (
  bucket smallint not null,
  customer_id text not null,
  channel text not null,
  purpose text not null check (purpose in ('service', 'marketing')),
  status text not null check (status in ('granted', 'revoked')),
  source text not null,
  wording text,
  at timestamptz not null,
  primary key (bucket, customer_id, channel, purpose, at, status)
);

create table aliases (
  bucket smallint not null,
  previous_id text not null,
  customer_id text not null,
  at timestamptz not null,
  primary key (bucket, previous_id)
);
