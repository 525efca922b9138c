-- Who waits for a person, or wants to be called back, in the bucket of the dialogue's id. What is over stays, with what
-- became of it.
create table waiting (
  bucket smallint not null,
  id text not null,
  customer_id text,
  medium text not null check (medium in ('voice', 'outbound', 'sms', 'chat')),
  number text,
  reason text,
  context jsonb not null,
  wants_call_back boolean not null,
  call_back_at timestamptz,
  joined_at timestamptz not null,
  taken_at timestamptz,
  taken_by text,
  -- The queue that the agent was taking from; null for any.
  taken_for text,
  done_at timestamptz,
  left_at timestamptz,
  outcome text check (outcome in ('resolved', 'not_resolved')),
  primary key (bucket, id)
);
-- Small whatever was there before: only who still waits.
create index waiting_in_line on waiting (reason, joined_at) where taken_at is null and done_at is null and left_at is null;
create index waiting_by_taken on waiting (taken_at) where taken_at is not null;
create index waiting_by_customer on waiting (customer_id);
