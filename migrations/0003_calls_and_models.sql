-- Calls while they last, conversations at the desk, forecasting models with their training report.

create table calls (
  bucket smallint not null,
  id text not null,
  customer_id text,
  caller text,
  state jsonb not null,
  step int not null,
  started_at timestamptz not null,
  updated_at timestamptz not null,
  ended_at timestamptz,
  primary key (bucket, id)
);

create table conversations (
  bucket smallint not null,
  id text not null,
  customer_id text,
  channel text not null,
  started_at timestamptz not null,
  primary key (bucket, id)
);

create table turns (
  bucket smallint not null,
  conversation_id text not null,
  seq int not null,
  speaker text not null check (speaker in ('agent', 'customer')),
  text text not null,
  labels jsonb not null,
  due jsonb,
  at timestamptz not null,
  primary key (bucket, conversation_id, seq)
);

create table models (
  bucket smallint not null default 0,
  id text not null,
  trained_at timestamptz not null,
  trained_until timestamptz not null,
  model jsonb not null,
  report jsonb not null,
  primary key (bucket, id)
);

create table settings (
  bucket smallint not null default 0,
  name text not null,
  value jsonb not null,
  primary key (bucket, name)
);

create table idempotency_keys (
  bucket smallint not null,
  key text not null,
  request_hash text not null,
  status smallint,
  body text,
  at timestamptz not null,
  primary key (bucket, key)
);
