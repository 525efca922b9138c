-- Who speaks for the company, and what suggestions may name of the customer: gathered when the conversation begins.
alter table conversations add column agent text;
alter table conversations add column known jsonb;

-- What a transcription heard, piece by piece: turns are put together from them. `base`: the turns that stood before them.
create table heard_pieces (
  bucket smallint not null,
  conversation_id text not null,
  source text not null,
  base int not null,
  speaker text not null check (speaker in ('agent', 'customer')),
  text text not null,
  began_at timestamptz not null,
  ended_at timestamptz not null,
  primary key (bucket, conversation_id, source)
);

-- How often an agent kept and broke each rule of the cycle, talk by talk, in the bucket of the agent's name.
create table agent_habits (
  bucket smallint not null,
  agent text not null,
  talk_id text not null,
  at timestamptz not null,
  habits jsonb not null,
  primary key (bucket, agent, talk_id)
);
