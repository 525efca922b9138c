-- The scorecards of talks that are over, in the bucket of the talk's id. `at` is when the talk began; `team` is the agent's then.
create table scorecards (
  bucket smallint not null,
  conversation_id text not null,
  customer_id text,
  agent text,
  team text,
  reason text,
  channel text not null,
  at timestamptz not null,
  overall real not null,
  direction real not null,
  control real not null,
  card jsonb not null,
  primary key (bucket, conversation_id)
);
create index scorecards_by_time on scorecards (at);
create index scorecards_by_agent on scorecards (agent, at);
create index scorecards_by_customer on scorecards (customer_id);

-- Who works with customers, in the company's bucket. Of a personal key, only the SHA-256 is kept.
create table staff (
  bucket smallint not null,
  name text not null,
  team text not null,
  role text not null check (role in ('agent', 'coach', 'head')),
  key_hash text not null,
  primary key (bucket, name)
);
create index staff_by_key on staff (key_hash);
