-- What an agent has said in a conversation by text: a row before it is sent, so that it goes out once at most.
create table replies (
  bucket smallint not null,
  conversation_id text not null,
  seq int not null,
  status text not null check (status in ('sending', 'sent', 'failed', 'unknown')),
  why text,
  provider_id text,
  at timestamptz not null,
  primary key (bucket, conversation_id, seq)
);
