-- Practice talks with a simulated customer, in the bucket of their id. `state` is the talk itself; nothing here is counted
-- with real conversations.
create table practices (
  bucket smallint not null,
  id text not null,
  agent text not null,
  scenario text not null,
  hinted boolean not null,
  state jsonb not null,
  outcome text check (outcome in ('resolved', 'unresolved', 'supervisor', 'hung_up', 'stopped')),
  -- Of the scorecard, 0 to 100; null while it goes on.
  overall real,
  started_at timestamptz not null,
  ended_at timestamptz,
  primary key (bucket, id)
);
create index practices_by_agent on practices (agent, started_at);
