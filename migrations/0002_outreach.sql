-- What we do about it: plays, the outreach that follows from them, its log, and what the sandbox has "delivered".

create table plays (
  bucket smallint not null default 0,
  id text not null,
  version int not null,
  status text not null check (status in ('draft', 'launched', 'paused', 'ended')),
  definition jsonb not null,
  created_at timestamptz not null,
  primary key (bucket, id, version)
);

create table outreach (
  bucket smallint not null,
  id text not null,
  play_id text not null,
  play_version int not null,
  customer_id text not null,
  subject_type text not null,
  subject_id text not null,
  occurrence text not null,
  kind text not null check (kind in ('first', 'correction')),
  reason text not null,
  status text not null check (status in
    ('planned', 'sending', 'sent', 'delivered', 'suppressed', 'expired', 'cancelled', 'failed', 'unknown')),
  status_reason text,
  anchor text not null,
  anchor_at timestamptz not null,
  offset_ms bigint not null,
  due_at timestamptz not null,
  expires_at timestamptz not null,
  -- When a worker must next look at the row; null once nothing is left to do.
  next_attempt_at timestamptz,
  attempts int not null default 0,
  channel text,
  address text,
  message jsonb,
  told jsonb,
  provider_id text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  sent_at timestamptz,
  -- When the gate first let it go, or kept it back for the holdout: the moment from which both arms are compared.
  gated_at timestamptz,
  primary key (bucket, id)
);
create index outreach_due on outreach (bucket, next_attempt_at) where next_attempt_at is not null;
create index outreach_by_next_attempt on outreach (next_attempt_at) where next_attempt_at is not null;
create index outreach_by_decision on outreach (coalesce(gated_at, updated_at));
create index outreach_by_update on outreach (updated_at);
-- What the console tells of as it happens.
create index outreach_by_news on outreach (coalesce(sent_at, updated_at))
  where status not in ('planned', 'sending', 'cancelled');
create index outreach_by_customer on outreach (bucket, customer_id);

create table outreach_log (
  bucket smallint not null,
  outreach_id text not null,
  seq int not null,
  at timestamptz not null,
  status text not null,
  reason text,
  detail jsonb,
  primary key (bucket, outreach_id, seq)
);

create table sandbox_outbox (
  bucket smallint not null,
  outreach_id text not null,
  seq bigint generated always as identity,
  channel text not null,
  recipient text not null,
  subject text,
  body text not null,
  at timestamptz not null,
  primary key (bucket, outreach_id)
);
create index sandbox_outbox_by_seq on sandbox_outbox (seq);
